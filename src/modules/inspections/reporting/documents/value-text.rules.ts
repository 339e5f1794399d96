import { offsetText, wallClock } from '../place-clock.rules';
import type { Language } from '../reporting.types';
import type { Value } from './document.types';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr', es: 'es' };

const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** As a person reads it: 5 April 2024, 10:30 (America/Port-au-Prince, UTC-04:00). */
export function printedValue(value: Value, language: Language): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return new Intl.NumberFormat(LOCALES[language]).format(value);
  if ('day' in value) return `${dayText(value.day, language)}${value.remark ? ` (${value.remark})` : ''}`;
  const { day, time, offset } = wallClock(new Date(value.instant), value.zone);
  const zone = /^[+-]/.test(value.zone) || value.zone === 'UTC' ? '' : `${value.zone}, `;
  return `${dayText(day, language)}, ${time.slice(0, 5)} (${zone}UTC${offsetText(offset)})`;
}

/** As a program reads it: 2024-04-05T10:30:00-04:00. */
export function isoValue(value: Value): string | number {
  if (typeof value !== 'object') return value;
  if ('day' in value) return value.remark ? `${value.day} (${value.remark})` : value.day;
  const { day, time, offset } = wallClock(new Date(value.instant), value.zone);
  return `${day}T${time}${offsetText(offset)}`;
}
