import type { Agreement, BlindRule } from '../blind.types';

/** What a querier learned of one of its identifiers, under one rule. */
export interface HitView {
  readonly id: string;
  readonly item: number;
  readonly rule: Exclude<BlindRule, 'SILENT'>;
  /** The State or body (COUNTRY), the organisation's code (CONTACT_ME), null (SOMEONE). */
  readonly party: string | null;
  readonly agreement: Agreement;
  readonly foundAt: Date;
  readonly contactWantedAt: Date | null;
  /** Codes of the organisations that came forward. */
  readonly acceptedBy: readonly string[];
  readonly exchangeId: string | null;
  /** Null without a request; false while it waits for a second person. */
  readonly exchangeSent: boolean | null;
}

export interface QueryView {
  readonly id: string;
  readonly reason: string;
  readonly legalBasis: string | null;
  readonly identifiers: number;
  readonly askedAt: Date;
  readonly askedBy: string | null;
  /** Items answered, from the first; null while there is no answer yet. */
  readonly answered: number | null;
  readonly created_us: string;
}

export interface AnsweredQuery extends QueryView {
  readonly hits: readonly HitView[];
}

export type Refusal = 'TOO_FAST' | 'IDENTIFIERS' | 'HITS';
