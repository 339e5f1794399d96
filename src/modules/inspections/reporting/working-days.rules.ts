import type { Day, Holiday } from './reporting.types';

const DAY_MS = 86_400_000;
const SATURDAY = 6;
const SUNDAY = 0;

const instantOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (instant: Date): Day => instant.toISOString().slice(0, 10);

/** The day so many calendar days later. */
export const addDays = (day: Day, days: number): Day => dayOf(new Date(instantOf(day).getTime() + days * DAY_MS));

/** @param holidays newest first: the first entry that speaks of the day decides */
export function isWorkingDay(day: Day, holidays: readonly Holiday[]): boolean {
  const weekday = instantOf(day).getUTCDay();
  if (weekday === SATURDAY || weekday === SUNDAY) return false;
  const [year, month, date] = day.split('-').map(Number);
  const said = holidays.find(
    (holiday) => holiday.month === month && holiday.day === date && (holiday.year === null || holiday.year === year),
  );
  return !said?.observed;
}

/** The n-th working day after a day, which itself does not count. */
export function addWorkingDays(from: Day, days: number, holidays: readonly Holiday[]): Day {
  let day = from;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
}
