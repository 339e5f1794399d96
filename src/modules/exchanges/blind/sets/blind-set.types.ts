import type { BlindItem, BlindKeys, BlindKind, BlindRule, LeftOut, SetSource } from '../blind.types';

export const SET_STATES = ['PUBLISHED', 'WITHDRAWN', 'EXPIRED', 'KEY_CHANGED'] as const;
export type SetState = (typeof SET_STATES)[number];

/** What goes into the index: blinded, with its place in the set and the record it comes from. */
export interface Entry {
  readonly entry: number;
  readonly item: Pick<BlindItem, 'kind'>;
  readonly keys: BlindKeys;
  readonly recordKey: number | null;
}

/** What a set is made of. */
export interface Gathered {
  readonly source: SetSource;
  readonly entries: readonly Entry[];
  readonly leftOut: readonly LeftOut[];
  readonly recordKeys: readonly number[];
  /** The highest level of its records; null for lines. */
  readonly level: number | null;
}

export interface SetRow {
  readonly id: string;
  readonly ownerId: number;
  readonly name: string;
  readonly kinds: readonly BlindKind[];
  readonly source: SetSource;
  readonly rule: BlindRule;
  readonly tellHolder: boolean;
  readonly classification: number;
  readonly audienceKeys: readonly number[] | null;
  readonly identifiers: number;
  readonly leftOut: readonly LeftOut[];
  readonly keyId: number;
  readonly until: string | null;
  readonly publishedBy: number;
}

export interface SetView {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly BlindKind[];
  readonly source: SetSource;
  readonly rule: BlindRule;
  readonly tellHolder: boolean;
  readonly classification: number;
  readonly audiences: readonly { id: string; kind: string; code: string; label: string }[] | null;
  readonly identifiers: number;
  readonly leftOut: readonly LeftOut[];
  readonly until: Date | null;
  readonly publishedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBecause: string | null;
  readonly state: SetState;
  readonly created_us: string;
}
