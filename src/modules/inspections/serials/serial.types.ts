/** One character of a number as far as it is known. */
export interface Place {
  /** Which characters A-Z 0-9 it may be; empty: any. */
  readonly of: string;
  /** Read, but not surely: it may be any other, and says less where it agrees. */
  readonly doubtful: boolean;
}
/** Any number of unknown characters, none included. */
export const RUN = '*';
export type Part = Place | typeof RUN;
export type SerialPattern = readonly Part[];

/** What a mark is found by. The mark as read is kept beside it and never rewritten. */
export interface MarkKeys {
  /** A-Z 0-9 of a complete mark, null where characters are unknown. */
  readonly norm: string | null;
  /** Look-alikes made one. */
  readonly folded: string | null;
  /** The same without letters between digits (NCIC): 369J257 and 369257 have one core. */
  readonly core: string | null;
  /** A mark with unknown characters in the grammar of the search, null for a complete one. */
  readonly pattern: string | null;
  /** The pattern for SQL's LIKE on a folded number: what it refuses cannot match, what it lets through is looked at again. */
  readonly like: string | null;
}

export type PatternFault = 'EMPTY' | 'OPEN_BRACKET' | 'EMPTY_BRACKET' | 'CLOSING_BRACKET' | 'TILDE_AFTER_NOTHING';
export type PatternReading =
  | { readonly ok: true; readonly pattern: SerialPattern }
  | { readonly ok: false; readonly fault: PatternFault; readonly at: number };

export const WAYS = ['EXACT', 'LOOK_ALIKE', 'LETTERS_DROPPED', 'PATTERN', 'ONE_EDIT'] as const;
/** How a mark meets what was asked for, the surest first (standards of NCIC and of this project's reference 2.4). */
export type Way = (typeof WAYS)[number];

export const WEAPON_FACTS = ['make', 'model', 'calibre', 'type'] as const;
export type WeaponFact = (typeof WEAPON_FACTS)[number];
/** Keys of what is said of a weapon: several where a name has others that mean the same. */
export type WeaponKeys = Readonly<Record<WeaponFact, readonly string[]>>;
