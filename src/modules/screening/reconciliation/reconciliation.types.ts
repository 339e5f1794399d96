/** Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group, final report of 10 April 2023), as OpenRefine 3 speaks it. */
import type { MatchEntity } from '../matching/matching.types';

/** One query of a batch, as the matcher asks it. */
export interface ReconciliationQuery {
  readonly party: MatchEntity;
  readonly limit: number;
}

export interface NamedId {
  readonly id: string;
  readonly name: string;
}

export interface Candidate extends NamedId {
  readonly description: string;
  /** 0 to 100. */
  readonly score: number;
  /** The only hit, and clearly better than the next best. */
  readonly match: boolean;
  readonly type: readonly NamedId[];
  /** Points by feature of the matcher, of ten. */
  readonly features: readonly { readonly id: string; readonly value: number }[];
}

/** What a link may search. */
export interface LinkScope {
  /** Null: every list its maker sees. */
  readonly listIds: readonly string[] | null;
  readonly casework: boolean;
}

export interface LinkView extends LinkScope {
  readonly id: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  /** ENDED: the session it was made in is over. */
  readonly state: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'ENDED';
  readonly created_us: string;
}

/** Queries in one request; OpenRefine sends ten. */
export const MOST_QUERIES = 100;
export const DEFAULT_LIMIT = 5;
export const MOST_CANDIDATES_SHOWN = 50;
