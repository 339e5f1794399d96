import type { DigestEvery } from '../channel.types';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Times of the day in whole minutes after midnight, 0 to 1439. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

export interface DigestTime {
  readonly every: DigestEvery;
  /** 0 to 23. */
  readonly hour: number;
  /** ISO 8601: 1 is Monday, 7 Sunday. Counts for a weekly digest. */
  readonly weekday: number;
}

/** A name of the IANA time zone database that this program knows. An offset is none: it would be wrong after each change of clocks. */
export function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Za-z]+(\/[A-Za-z0-9_+-]+)+)$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Milliseconds since 1970 that the wall clock shows there, read as if it were UTC. */
function wallAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instant);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)!.value);
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
}

/**
 * The instant at which the wall clock there shows a time. Of a time that comes twice the first that lies after `after`; one that is left
 * out when clocks go forward is read with the offset before the change (RFC 5545, section 3.3.5).
 */
function instantOf(wall: number, zone: string, after = -Infinity): number {
  const before = wall - DAY_MS;
  const next = wall + DAY_MS;
  const byOffsetBefore = wall - (wallAt(before, zone) - before);
  const byOffsetAfter = wall - (wallAt(next, zone) - next);
  const fitting = [byOffsetBefore, byOffsetAfter].filter((at) => wallAt(at, zone) === wall && at > after);
  return fitting.length > 0 ? Math.min(...fitting) : byOffsetBefore;
}

const midnight = (wall: number): number => Math.floor(wall / DAY_MS) * DAY_MS;

/** When the quiet hours that run at this instant end; null if none do. Hours that end at or before they begin go over midnight. */
export function quietUntil(at: Date, quiet: QuietHours | null, zone: string): Date | null {
  if (!quiet) return null;
  const wall = wallAt(at.getTime(), zone);
  const minute = (wall - midnight(wall)) / MINUTE_MS;
  const { from, until } = quiet;
  const runs = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  if (!runs) return null;
  const day = midnight(wall) + (minute < until ? 0 : DAY_MS);
  return new Date(instantOf(day + until * MINUTE_MS, zone, at.getTime()));
}

/** The first time of the digest after this instant. */
export function nextDigest(at: Date, { every, hour, weekday }: DigestTime, zone: string): Date {
  const today = midnight(wallAt(at.getTime(), zone));
  const days = Array.from({ length: 9 }, (_, ahead) => today + ahead * DAY_MS);
  const fitting = days.filter((day) => every === 'DAILY' || (new Date(day).getUTCDay() || 7) === weekday);
  const instants = fitting.map((day) => instantOf(day + hour * 60 * MINUTE_MS, zone));
  return new Date(instants.find((instant) => instant > at.getTime())!);
}

/** `22:30` as 1350; undefined for what is no time of the day. */
export function minutesOf(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

export const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
