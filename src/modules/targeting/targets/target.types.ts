import type { IndicatorHit } from '../rules/risk.types';

/** What an officer made of a bill. ESCALATED: to be looked at by somebody else, or opened; an inspection is started by itself. */
export const TARGET_STATES = ['OPEN', 'RELEASED', 'ESCALATED'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** NOT_AVAILABLE: nobody compared the parties with the lists. It never means that nothing was found. */
export const SCREENING_STATES = ['NOT_AVAILABLE', 'SCREENED'] as const;
export type ScreeningState = (typeof SCREENING_STATES)[number];

/** A score as it is kept. */
export interface StoredScore {
  readonly score: number;
  readonly indicators: readonly IndicatorHit[];
  readonly table_version: string;
  readonly table_hash: string;
  readonly screening: ScreeningState;
  readonly scored_at: Date;
}

export interface TargetRowView extends StoredScore {
  readonly id: string;
  readonly record_key: number;
  readonly version: number;
  readonly state: TargetState;
  readonly score_id: string;
  readonly decision: DecisionView | null;
  readonly inspections: readonly BillInspection[];
}

export interface DecisionView {
  readonly state: TargetState;
  readonly reason: string;
  /** The score that stood then. */
  readonly score: number;
  readonly decidedAt: string;
  readonly decidedBy: string;
}

/** An inspection tied to the bill that the reader can see. */
export interface BillInspection {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly result: string | null;
}

export interface QueueFilter {
  readonly state?: TargetState;
  readonly minScore?: number;
  readonly indicator?: string;
  readonly customsOffice?: string;
  readonly unloadingPlace?: string;
  readonly voyageNumber?: string;
  readonly manifestId?: string;
  readonly shipmentId?: string;
  /** yyyy-MM-dd, inclusive. */
  readonly arrivalFrom?: string;
  readonly arrivalTo?: string;
}
