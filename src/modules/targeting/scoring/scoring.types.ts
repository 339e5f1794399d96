/** Bills to score: of one manifest, one by itself, or all of the organisation. */
export interface ScoringScope {
  readonly manifestId?: string;
  readonly shipmentKey?: number;
  /** RFC 3339, or `infinity`: bills whose score is older are scored again; without it only bills that have none. */
  readonly since?: string;
}

export interface ScoringPayload extends ScoringScope {
  readonly userKey: number;
  readonly ownerKey: number;
}

export const SCORE_BILLS = 'targeting.score_bills';

/** Bills scored together, in one transaction with one leaf. */
export const BATCH = 500;
