/**
 * Days between the last known lawful sale and the recovery (ATF, eTrace: a short time speaks for trafficking). Dates known to the month or
 * the year give a range; a recovery before the sale is shown as it is, with negative days, for one of the two dates is wrong.
 */
import type { TimeToCrime } from './trace.types';

const DAY_MS = 86_400_000;

/** First and last day of a date known to the year, the month or the day. */
function spanOf(date: string): readonly [number, number] | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), match[2] && Number(match[2]), match[3] && Number(match[3])];
  if (month === undefined || month === '') return [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)];
  if (day === undefined || day === '') return [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 0)];
  return [Date.UTC(year, month - 1, day), Date.UTC(year, month - 1, day)];
}

/** Null where one of the two is not known. Days, both ends included. */
export function timeToCrime(
  purchasedOn: string | null | undefined,
  recoveredOn: string | null | undefined,
): TimeToCrime | null {
  const [sold, found] = [spanOf(purchasedOn ?? ''), spanOf((recoveredOn ?? '').slice(0, 10))];
  if (!sold || !found) return null;
  return { leastDays: (found[0] - sold[1]) / DAY_MS, mostDays: (found[1] - sold[0]) / DAY_MS };
}

/** The middle of what is known, for statistics. */
export const middleDays = ({ leastDays, mostDays }: TimeToCrime): number => (leastDays + mostDays) / 2;

export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
