import type { Agreement, BlindKind, BlindRule, ContactAnswer } from '../blind.types';

export const SIDES = ['HELD', 'ASKED'] as const;
export type Side = (typeof SIDES)[number];

/** One match as one of its two sides sees it; what belongs to the other side is null. */
export interface MatchView {
  readonly side: Side;
  readonly id: string;
  readonly queryId: string;
  readonly item: number;
  readonly rule: BlindRule;
  readonly agreement: Agreement;
  readonly reason: string;
  readonly legalBasis: string | null;
  readonly foundAt: Date;
  readonly contactWantedAt: Date | null;
  readonly contactMessage: string | null;
  /** HELD alone. */
  readonly kind: BlindKind | null;
  readonly asker: string | null;
  readonly setId: string | null;
  readonly entry: number | null;
  readonly recordId: string | null;
  readonly contactAnswer: ContactAnswer | null;
  readonly contactAnsweredAt: Date | null;
  /** ASKED alone. */
  readonly party: string | null;
  readonly acceptedBy: readonly string[];
  readonly exchangeId: string | null;
  /** Null without a request; false while it waits for a second person. */
  readonly exchangeSent: boolean | null;
  /** From which clearance on all of this shows. */
  readonly level: number;
  readonly created_us: string;
}

/** Whom to tell of a query or a wanted contact: one row for each holder. */
export interface Told {
  readonly holder_key: number;
  /** The first of them that the least cleared may see. */
  readonly match_id: string;
  /** The record that all of them are of, if it is one. */
  readonly record_id: string | null;
  readonly matches: number;
}
