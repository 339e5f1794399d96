export const CONSENT_STATES = ['REQUESTED', 'GRANTED', 'REFUSED', 'WITHDRAWN', 'ENDED'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

export const CONSENT_DECISIONS = ['GRANTED', 'REFUSED', 'WITHDRAWN'] as const;
export type ConsentDecision = (typeof CONSENT_DECISIONS)[number];

export interface ConsentAudience {
  readonly key: number;
  readonly id: string;
  readonly code: string;
}

/** What a state is derived from. */
export interface ConsentFacts {
  readonly decision: ConsentDecision | null;
  readonly until: Date | null;
  readonly grantedUntil: Date | null;
  /** Releases of the record and of fields that were made by the grant, and how many of them still run. */
  readonly made: number;
  readonly running: number;
  /** Does the asking organisation see the record now? */
  readonly askerSees: boolean;
}

export interface ConsentView extends ConsentFacts {
  readonly id: string;
  readonly recordKey: number;
  readonly ownerId: number;
  readonly owner: string;
  readonly askerId: number;
  readonly asker: string;
  readonly fields: readonly string[];
  readonly audiences: readonly ConsentAudience[];
  readonly purpose: string;
  readonly askedAt: Date;
  /** Of the keyset, in microseconds. */
  readonly at: string;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
  readonly grantedFields: readonly string[] | null;
  readonly grantedAudiences: readonly ConsentAudience[] | null;
  readonly grantedPurpose: string | null;
}

/** What the originator grants of what was asked; what is not said is granted as asked. */
export interface Grant {
  readonly audienceIds?: readonly string[];
  readonly fields?: readonly string[];
  readonly purpose?: string;
  readonly until?: string;
}
