/** Schemata of FollowTheMoney that change how a name is read; every other schema is read as LegalEntity. */
export type MatchSchema =
  'Person' | 'Organization' | 'Company' | 'PublicBody' | 'LegalEntity' | 'Vessel' | 'Airplane' | 'Vehicle' | 'Address';

/** How the source vouches for a name. A `weak` one (UN list: "Low") never reaches the threshold alone. */
export type NameQuality = 'main' | 'strong' | 'weak';

export interface MatchName {
  readonly value: string;
  readonly quality?: NameQuality;
  /**
   * The own script's form of a name that is there in Latin letters too. It meets names of its script; a name in another is better compared
   * with the other form than by its sounds with this one.
   */
  readonly original?: boolean;
}

export interface MatchIdentifier {
  /** `imo`, `mmsi`, `passport`, `nif`, `cin`, `registration`...: only identifiers of one kind are compared; `other` meets any. */
  readonly kind: string;
  readonly value: string;
}

/** One party, vessel or thing as it is compared. Only `schema` and `names` are needed. */
export interface MatchEntity {
  readonly schema: MatchSchema;
  readonly names: readonly (string | MatchName)[];
  readonly identifiers?: readonly MatchIdentifier[];
  /** ISO 8601, as exact as known: `1977`, `1977-03` or `1977-03-30`. */
  readonly birthDates?: readonly string[];
  /** ISO 3166 alpha-2. */
  readonly countries?: readonly string[];
  readonly genders?: readonly ('male' | 'female' | 'other')[];
}

/** What was odd about a name as it came in; the name is compared all the same. */
export type NameFlag =
  | 'EMPTY'
  | 'NO_LETTERS'
  | 'ONE_LETTER'
  | 'CUT'
  | 'BIDI_CONTROL'
  | 'ZERO_WIDTH'
  | 'LONE_SURROGATE'
  | 'CONTROL_CHARACTER';

export type TokenKind = 'word' | 'initial' | 'particle' | 'type' | 'place' | 'number';

export interface Token {
  /** a-z and 0-9 only. */
  readonly text: string;
  /** The spelling after folding what languages write alike: `ph` and `f`, double letters, `ou` and `u`. */
  readonly fold: string;
  readonly kind: TokenKind;
  /** Letters by class: a quick lower bound for the number of edits (letter-counts.rules.ts). */
  readonly letters: number;
  readonly foldLetters: number;
  /** Its figures, if it has any: G9 is not G8. */
  readonly figures: string;
  /** Consonants, where the script left the vowels out or wrote a foreign name by sound; '' elsewhere. */
  readonly skeleton: string;
  /** What the word means alike in several languages: the number, company type, place or group word; '' if none. */
  readonly meaning: string;
}

/** How the name was written: decides what a difference in vowels is worth. */
export type ScriptClass = 'latin' | 'alphabet' | 'abjad' | 'syllabic' | 'han';

/** One way to read a name; a name in Han characters has several. */
export interface NameForm {
  readonly tokens: readonly Token[];
  readonly script: ScriptClass;
  /** Token texts without types and particles, joined: the same for `Jean-Baptiste` and `Jeanbaptiste`. */
  readonly compact: string;
  readonly compactLetters: number;
  /** Everything joined, types and particles too. */
  readonly whole: string;
  readonly family: NameFamily;
  /** Token texts in order, for equality and for a comparison that does not depend on the side. */
  readonly key: string;
}

export interface PreparedName {
  readonly value: string;
  readonly quality: NameQuality;
  readonly original: boolean;
  /** Split off from a longer value at `alias`, `dit`, quotes or a stroke. */
  readonly split: boolean;
  readonly forms: readonly NameForm[];
}

/** A MatchEntity read once; what the list side keeps in memory. */
export interface PreparedEntity {
  readonly source: MatchEntity;
  readonly family: NameFamily;
  readonly names: readonly PreparedName[];
  readonly identifiers: readonly MatchIdentifier[];
  readonly flags: readonly NameFlag[];
}

/** Persons, organisations and things differ in what tokens mean: `II` is a number in a ship's name only. */
export type NameFamily = 'person' | 'company' | 'group' | 'thing';

export type FeatureName = string;

export interface Feature {
  readonly name: FeatureName;
  /** Points added (negative: lost), of ten. */
  readonly points: number;
  readonly reason: string;
  readonly query: string;
  readonly candidate: string;
}

export interface MatchOptions {
  /** 0 to 1; DEFAULT_THRESHOLD if not given. */
  readonly threshold?: number;
  /** Points by feature name, instead of the default ones. */
  readonly weights?: Readonly<Record<string, number>>;
}

export interface MatchResult {
  /** 0 to 1: points left of ten, divided by ten. */
  readonly score: number;
  readonly matched: boolean;
  readonly threshold: number;
  readonly features: readonly Feature[];
  /** For a pair below the threshold: the features that kept it there, the heaviest first. */
  readonly heldBackBy: readonly string[];
  readonly flags: readonly NameFlag[];
}
