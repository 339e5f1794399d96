const MINUTE_MS = 60_000;

/** Pauses after the first failure and those that follow, in minutes: eight attempts within a day (22 h 21 min). */
const PAUSES_MIN = [1, 5, 15, 60, 180, 360, 720] as const;
export const MOST_ATTEMPTS = PAUSES_MIN.length + 1;

/** When it is tried again after so many failed attempts; null if that was the last. */
export function nextAttempt(failed: number, now: Date): Date | null {
  const pause = PAUSES_MIN[failed - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * MINUTE_MS);
}

/** Days of failing, and of nothing else, after which a webhook is disabled. */
export const FAILING_DAYS = 3;

export const failsTooLong = (since: Date, now: Date): boolean =>
  now.getTime() - since.getTime() >= FAILING_DAYS * 24 * 60 * MINUTE_MS;
