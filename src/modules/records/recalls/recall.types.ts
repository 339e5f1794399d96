/** What a recall did: ended releases, or left them with narrower terms. */
export const RECALL_ACTS = ['WITHDRAWN', 'NARROWED'] as const;
export type RecallAct = (typeof RECALL_ACTS)[number];

/**
 * Why an organisation is in a recall. READ: the log has that it read the record. REACHED: it was reached, and the record was
 * UNCLASSIFIED, whose reads are not logged. UNREAD: it could have read and did not; it is not told.
 */
export const RECALL_BASES = ['READ', 'REACHED', 'UNREAD'] as const;
export type RecallBasis = (typeof RECALL_BASES)[number];

/** In what way an organisation read a record, as far as the log knows. */
export const READING_WAYS = ['READ', 'LIST', 'SEARCH', 'ATTACHMENT', 'PACKAGE', 'OTHER'] as const;
export type ReadingWay = (typeof READING_WAYS)[number];

/** The terms of a release as they are. */
export interface TermsFacts {
  readonly mayForward: boolean;
  readonly purpose: string;
  readonly expiresAt: Date | null;
}

/** What an originator wants to be narrower. A purpose cannot be compared by a machine: a limit is added to it, so that it cannot widen. */
export interface Narrowing {
  readonly expiresAt?: string;
  readonly mayForward?: false;
  readonly onlyFor?: string;
  readonly audienceIds?: readonly string[];
}

/** How a place is empty: taken back by its originator, or its release ran out as agreed. */
export const DEPARTURES = ['WITHDRAWN', 'ENDED'] as const;
export type DepartureHow = (typeof DEPARTURES)[number];

/** What is shown in the place of a record that its reader had seen and sees no longer: never content. */
export interface Departure {
  readonly how: DepartureHow;
  readonly recordId: string;
  readonly reference: string;
  /** Code of the originator. */
  readonly organisation: string;
  readonly at: Date;
  readonly because: string | null;
}
