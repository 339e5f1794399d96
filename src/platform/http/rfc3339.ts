import { registerDecorator, type ValidationOptions } from 'class-validator';

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day that exists: JavaScript would turn 30 February into 1 March. */
export function isCalendarDay(text: unknown): text is string {
  return typeof text === 'string' && isRealDay(DAY.exec(text));
}

/** A day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY. Its length is its precision. */
export function isPartialDate(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  return isCalendarDay(/^\d{4}$/.test(text) ? `${text}-01-01` : /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text);
}

/** An RFC 3339 instant on a day that exists, with its zone: a time without a zone is not a time. */
export function isInstant(text: unknown): text is string {
  if (typeof text !== 'string' || !isRealDay(INSTANT.exec(text))) return false;
  const year = new Date(text).getUTCFullYear(); // with its zone it must still be a year of four digits
  return year >= 1 && year <= 9999;
}

function isRealDay(match: RegExpExecArray | null): boolean {
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const decorator =
  (name: string, check: (value: unknown) => boolean, message: string) =>
  (options?: ValidationOptions): PropertyDecorator => {
    return (target, propertyName) =>
      registerDecorator({
        name,
        target: target.constructor,
        propertyName: propertyName as string,
        options: { message, ...options },
        validator: { validate: check },
      });
  };

export const IsCalendarDay = decorator(
  'isCalendarDay',
  isCalendarDay,
  '$property must be a real calendar day, YYYY-MM-DD',
);
export const IsPartialDate = decorator(
  'isPartialDate',
  isPartialDate,
  '$property must be a day that exists, a month or a year: 2025-02-28, 2025-02 or 2025',
);
export const IsInstant = decorator(
  'isInstant',
  isInstant,
  '$property must be an RFC 3339 time with its zone, e.g. 2024-04-05T10:30:00-04:00',
);
export const IsInstantOrDay = decorator(
  'isInstantOrDay',
  (value) => isInstant(value) || isCalendarDay(value),
  '$property must be a real calendar day, YYYY-MM-DD, or an RFC 3339 time with its zone',
);

/** The offset it was written with, as +hh:mm; `Z` is +00:00. */
export const zoneOf = (instant: string): string => {
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(instant)![1]!;
  return zone === 'Z' ? '+00:00' : zone;
};

/** The instant meant: a day is meant to its last millisecond, in UTC. */
export const toInstant = (text: string): string =>
  new Date(isCalendarDay(text) ? `${text}T23:59:59.999Z` : text).toISOString();
