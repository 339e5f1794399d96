/*
 * A time is kept as an instant, beside the offset it was written with: a timestamptz forgets the clock on the wall. These give the SQL
 * that shows it on that clock again.
 */
const onItsClock = (instant: string, zone: string): string =>
  `((${instant} AT TIME ZONE 'UTC') + coalesce(${zone}, '+00:00')::interval)`;

/** RFC 3339, to the microsecond as far as there is one. Null for no instant. */
export const writtenTime = (instant: string, zone: string): string =>
  `(to_char(${onItsClock(instant, zone)}, 'YYYY-MM-DD"T"HH24:MI:SS') || rtrim(to_char(${onItsClock(instant, zone)}, '.US'), '.0') || coalesce(${zone}, 'Z'))`;

/** The day it was there, YYYY-MM-DD. */
export const writtenDay = (instant: string, zone: string): string =>
  `to_char(${onItsClock(instant, zone)}, 'YYYY-MM-DD')`;
