/** The time is a fact handed in: rules never read it, services take it from the clock they were given. */
export interface Clock {
  now(): Date;
}

export const CLOCK = Symbol('clock');

export const systemClock: Clock = { now: () => new Date() };
