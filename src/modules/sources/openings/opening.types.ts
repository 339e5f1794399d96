export const DECISIONS = ['APPROVED', 'REFUSED'] as const;
export type Decision = (typeof DECISIONS)[number];

/** WAITING for custodians; APPROVED and to be opened now; OPENED, once; REFUSED by one of them; LAPSED: too late for either. */
export const OPENING_STATES = ['WAITING', 'APPROVED', 'OPENED', 'REFUSED', 'LAPSED'] as const;
export type OpeningState = (typeof OPENING_STATES)[number];

export interface OpeningDecision {
  readonly by: number;
  readonly decision: Decision;
  readonly at: Date;
}

export interface OpeningFacts {
  readonly requestedBy: number;
  readonly needed: number;
  readonly requestedAt: Date;
  readonly openedAt: Date | null;
  readonly custodianKeys: readonly number[];
  readonly decisions: readonly OpeningDecision[];
}

export interface Opening extends OpeningFacts {
  readonly id: string;
  readonly sourceId: string;
  readonly reason: string;
  readonly requester: { readonly id: string; readonly displayName: string };
  readonly decided: readonly {
    readonly by: { readonly id: string; readonly displayName: string };
    readonly decision: Decision;
    readonly reason: string | null;
    readonly at: Date;
  }[];
  readonly created_us: string;
}
