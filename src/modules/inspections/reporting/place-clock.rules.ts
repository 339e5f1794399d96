import { addDays } from './working-days.rules';
import type { Day } from './reporting.types';

/** Where a State keeps one clock, that one; else the offset somebody wrote the time with; else UTC. IANA names, or offsets like -04:00. */
export function zoneOfPlace(country: string, writtenOffset: string | null): string {
  const zones = zonesOf(country);
  return zones.length === 1 ? zones[0]! : (writtenOffset ?? 'UTC');
}

/** Zones of a State by the CLDR data that comes with the program. */
function zonesOf(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { readonly timeZones?: readonly string[] };
  return locale.timeZones ?? [];
}

interface WallClock {
  readonly day: Day;
  /** HH:MM:SS */
  readonly time: string;
  /** Minutes ahead of UTC. */
  readonly offset: number;
}

/** What the clock on the wall shows there at this instant. */
export function wallClock(instant: Date, zone: string): WallClock {
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  const offset = fixed
    ? (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]))
    : offsetIn(instant, zone);
  const shown = new Date(instant.getTime() + offset * 60_000).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 19), offset };
}

function offsetIn(instant: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)!.value);
  const shown = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return Math.round((shown - Math.floor(instant.getTime() / 1000) * 1000) / 60_000);
}

export const dayIn = (instant: Date, zone: string): Day => wallClock(instant, zone).day;

/** The instant at which a day ends there: the first one of the next. */
export function endOfDay(day: Day, zone: string): Date {
  const midnight = new Date(`${addDays(day, 1)}T00:00:00Z`).getTime();
  // Twice: the offset at the first guess may be that of the other side of a change of clocks.
  const once = midnight - wallClock(new Date(midnight), zone).offset * 60_000;
  return new Date(midnight - wallClock(new Date(once), zone).offset * 60_000);
}

/** -240 as -04:00. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
