import type { Feature, MatchEntity } from '../matching/matching.types';

/**
 * OPEN waits for somebody; DISMISSED and CONFIRMED are what people found; CONFIRM_PROPOSED waits for a second person. SUPERSEDED: a value
 * it rested on has changed, and a newer alert has taken its place. LAPSED: it is no hit any more.
 */
export const ALERT_STATES = ['OPEN', 'DISMISSED', 'CONFIRM_PROPOSED', 'CONFIRMED', 'SUPERSEDED', 'LAPSED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const ALERT_DECISIONS = ['dismiss', 'confirm', 'unsure', 'reopen'] as const;
export type AlertDecision = (typeof ALERT_DECISIONS)[number];

export const ENDINGS = ['VALUES_CHANGED', 'DELISTED', 'NO_LONGER_A_HIT'] as const;
export type Ending = (typeof ENDINGS)[number];

/** Both sides of a pair as they were compared, in the one order that makes equal values equal text. */
export interface Compared {
  readonly subject: MatchEntity;
  readonly entry: MatchEntity;
}

/** A value of an entity that stands in the database only with a source: whoever does not see the source does not see the value. */
export interface SourcedValue {
  readonly value: string;
  /** Key of the source record; null where somebody stated the value without one. */
  readonly source: number | null;
  /** Classification of the source; 0 without one. */
  readonly level: number;
}

/** A pair at or above the threshold. */
export interface Hit {
  readonly subjectKey: number;
  readonly recordKey: number;
  readonly pointer: string;
  readonly listKey: number;
  readonly entryKey: number;
  readonly contentKey: number;
  readonly score: number;
  readonly features: readonly Feature[];
  readonly compared: Compared;
  /** SHA-256 of `compared`, hex. */
  readonly basis: string;
}

/** An alert that stands for a pair that is being looked at. */
export interface StandingAlert {
  readonly id: string;
  readonly record_key: number;
  readonly subject_key: number;
  readonly entry_key: number;
  /** Hex. */
  readonly basis: string;
  /** Of the record, or of a source it rests on if that is higher. */
  readonly level: number;
}

export interface JudgementView {
  readonly decision: AlertDecision;
  readonly reason: string;
  readonly judgedAt: string;
  /** Null if whoever judged is no longer of this organisation. */
  readonly judgedBy: string | null;
}

export interface AlertRowView {
  readonly id: string;
  readonly record_key: number;
  readonly subject_key: number;
  readonly entry_key: number;
  readonly pointer: string;
  readonly list_id: string;
  readonly list_code: string;
  readonly list_version: number;
  readonly entry_id: string;
  readonly source_id: string;
  readonly entry_caption: string;
  readonly entry_reference: string | null;
  readonly list_type: string | null;
  readonly listed_on: string | null;
  readonly run_id: string;
  readonly former_id: string | null;
  readonly score: number;
  readonly features: readonly Feature[];
  readonly compared: Compared;
  readonly sources: readonly SourcedValue[];
  readonly basis: Buffer;
  readonly state: AlertState;
  readonly urgency: number;
  readonly version: number;
  readonly opened_at: Date;
  readonly proposed_by: number | null;
  readonly ended_at: Date | null;
  readonly ended_because: Ending | null;
  /** The newest. */
  readonly judgement: JudgementView | null;
}

export interface AlertFilter {
  readonly state?: AlertState;
  readonly listId?: string;
  readonly recordId?: string;
  readonly minScore?: number;
}
