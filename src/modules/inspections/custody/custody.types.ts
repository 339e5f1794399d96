export const CUSTODY_EVENTS = ['SEIZED', 'HANDED_OVER', 'STORED', 'EXAMINED', 'DISPOSED'] as const;
export type CustodyEventKind = (typeof CUSTODY_EVENTS)[number];

/** What became of an exhibit in the end (domain 3.4). Only what is retained can have another end later. */
export const DISPOSALS = ['RETAINED', 'DESTROYED', 'RETURNED', 'TRANSFERRED'] as const;
export type Disposal = (typeof DISPOSALS)[number];

/** One thing that happened to an exhibit, as it was told. */
export interface CustodyEvent {
  /** In the order of telling, from 0. */
  readonly seq: number;
  readonly kind: CustodyEventKind;
  /** RFC 3339, with the zone it was written in. */
  readonly occurredAt: string;
  readonly place: string | null;
  readonly fromHolder: string | null;
  readonly toHolder: string | null;
  /** The seal that was on it before. */
  readonly sealFound: string | null;
  /** The seal that was put on it. */
  readonly sealSet: string | null;
  readonly reason: string | null;
  /** Signature or statement of who took it over. */
  readonly statement: string | null;
  readonly disposal: Disposal | null;
  /** SHA-256 (hex) of the paper that proves it. */
  readonly proofSha256: string | null;
  /** Whether that paper is attached to the inspection. */
  readonly proofIsAttached: boolean;
  /** The event that this one puts right. */
  readonly corrects: number | null;
}

export type BreakCode =
  | 'NO_SEIZURE'
  | 'BEFORE_SEIZURE'
  | 'SEIZED_TWICE'
  | 'OTHER_HOLDER'
  | 'OTHER_SEAL'
  | 'SEAL_NOT_CHECKED'
  | 'TAKER_MISSING'
  | 'NOT_SIGNED'
  | 'PROOF_MISSING'
  | 'PROOF_NOT_ATTACHED'
  | 'AFTER_DISPOSAL';

/** Where the chain does not hold, and why. */
export interface ChainBreak {
  readonly code: BreakCode;
  readonly detail: string;
  /** The event at which it shows; null if there is none. */
  readonly seq: number | null;
}

/** What follows from the events of one exhibit. */
export interface Chain {
  readonly unbroken: boolean;
  readonly breaks: readonly ChainBreak[];
  readonly holder: string | null;
  readonly seal: string | null;
  readonly disposal: Disposal | null;
}

/** How much of an item an exhibit holds. */
export interface ExhibitedItem {
  /** Place of the item in the inspection. */
  readonly seq: number;
  /** Pieces or rounds. */
  readonly quantity: number;
}

/** Listed, but held by no exhibit, or by more exhibits than there are pieces; or held, and no longer listed. */
export interface Unaccounted {
  readonly seq: number;
  readonly listed: number;
  readonly exhibited: number;
}
