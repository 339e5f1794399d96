export const LINK_DECISIONS = ['CONFIRMED', 'REJECTED', 'WITHDRAWN'] as const;
/** CONFIRMED: possibly the same weapon, in the judge's opinion. Nothing is merged by it. */
export type LinkDecision = (typeof LINK_DECISIONS)[number];

/** A listed item of an inspection. */
export interface FirearmEnd {
  readonly inspectionKey: number;
  /** Place in the list, from 0. */
  readonly item: number;
}
