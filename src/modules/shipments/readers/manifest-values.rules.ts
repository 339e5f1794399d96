/** Numbers, dates and times as manifests write them. What cannot be read is undefined; guesses say so. */

const DECIMAL = /^\d{1,18}(?:\.\d{0,18})?(?:[eE][+-]?\d{1,2})?$/;

/** Scientific notation is accepted (1.5060514769E7 is written by ASYCUDA); a comma is not, as it may mean either thing. */
export function readNumber(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = Number(text);
  return value <= 1e15 ? value : undefined;
}

/** A decimal as text, without exponent. */
export function readAmount(text: string): string | undefined {
  const value = readNumber(text);
  if (value === undefined) return undefined;
  if (!/[eE]/.test(text)) return text;
  const plain = String(value);
  return plain.includes('e') ? value.toFixed(18).replace(/\.?0+$/, '') : plain;
}

export interface DateReading {
  /** yyyy-MM-dd */
  readonly value: string;
  /** Day and month could be the other way round. */
  readonly ambiguous: boolean;
}

function calendarDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1900 ? date.toISOString().slice(0, 10) : undefined;
}

/** yyyy-MM-dd (a time or zone after it is passed over), or month/day/year as the ASYCUDA client exports it: 11/19/25. */
export function readDate(text: string): DateReading | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T Z+-])/.exec(text);
  if (iso) {
    const value = calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return value ? { value, ambiguous: false } : undefined;
  }
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(text);
  if (!slashed) return undefined;
  const [first, second] = [Number(slashed[1]), Number(slashed[2])];
  const year = Number(slashed[3]) + (slashed[3]?.length === 2 ? 2000 : 0);
  const dayFirst = first > 12;
  const value = dayFirst ? calendarDate(year, second, first) : calendarDate(year, first, second);
  return value ? { value, ambiguous: !dayFirst && second <= 12 && first !== second } : undefined;
}

/** HH:mm:ss from hh:mm, hh:mm:ss or either with fractions or a zone. */
export function readTime(text: string): string | undefined {
  const parts =
    /^(?:\d{4}-\d{2}-\d{2}T)?([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text);
  return parts ? `${parts[1]?.padStart(2, '0')}:${parts[2]}:${parts[3] ?? '00'}` : undefined;
}
