import type { IdentifierKind } from '../identifiers';
import type { LinkVerdict } from './case.types';

/** How much it means that two records hold the same identifier. */
export const STRENGTHS = ['strong', 'medium', 'weak'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** One use of an identifier in a record the reader can see. */
export interface Use {
  readonly recordKey: number;
  readonly kind: IdentifierKind;
  readonly raw: string;
  readonly norm: string;
  /** Key with look-alike characters made one; null where the kind has none. */
  readonly folded: string | null;
  readonly pointer: string;
  readonly flags: readonly string[];
}

/** What two uses have in common. `key` is compared and never shown. */
export interface SharedIdentifier {
  readonly kind: IdentifierKind;
  readonly key: string;
  readonly left: Use;
  readonly right: Use;
  readonly how: 'as_written' | 'normalised' | 'folded';
  readonly strength: Strength;
}

/** An identifier in so many records that it ties nothing: shown, not walked, and without a number. */
export interface Hub {
  readonly kind: IdentifierKind;
  readonly key: string;
  readonly near: Use;
}

export interface Judgement {
  readonly seq: number;
  readonly leftKey: number;
  readonly rightKey: number;
  readonly kind: IdentifierKind;
  readonly key: string;
  /** As the person who judged wrote it. */
  readonly value: string;
  readonly verdict: LinkVerdict;
  readonly reason: string;
}
