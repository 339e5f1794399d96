/** What an analyst may say of two entities. */
export const DECISIONS = ['same', 'not_same', 'unsure'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What a row can say: a withdrawal is a row of its own, after the one it withdraws. */
export const STORED_DECISIONS = [...DECISIONS, 'withdrawn'] as const;
export type StoredDecision = (typeof STORED_DECISIONS)[number];

/** A judgement that stands between two entities, by their ids. */
export interface Judged {
  readonly id: string;
  readonly left: string;
  readonly right: string;
  readonly decision: Decision;
}

/** What would be judged. */
export type Pair = Pick<Judged, 'left' | 'right'>;
