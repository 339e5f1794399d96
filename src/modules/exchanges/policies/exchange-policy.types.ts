/** What an organisation can ask a second person for. A correction could undo any of it and is asked for with the first. */
export const GATED_TYPES = ['REQUEST', 'NOTICE', 'REPLY'] as const;
export type GatedType = (typeof GATED_TYPES)[number];

export interface PolicyTerms {
  readonly secondPersonFor: readonly GatedType[];
  /** Days before the due day on which addressees are reminded; 0 for the day itself. */
  readonly remindDays: number;
  /** Days after sending on which a request is due that does not say; null if each has to say. */
  readonly defaultDueDays: number | null;
}

/** Until an organisation says otherwise. */
export const NO_POLICY: PolicyTerms = { secondPersonFor: [], remindDays: 3, defaultDueDays: null };

export interface PolicyView extends PolicyTerms {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  /** It lets pass what the one before asked a second person for: in force only once another person has confirmed it. */
  readonly loosens: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly createdByKey: number;
  readonly confirmedAt: Date | null;
  readonly confirmedBy: string | null;
}
