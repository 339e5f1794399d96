/** What can be published and asked for blind matching. */
export const BLIND_KINDS = [
  'SERIAL',
  'CONTAINER',
  'VESSEL',
  'PHONE',
  'PERSON',
  'DOCUMENT',
  'SEAL',
  'BILL_OF_LADING',
  'AIR_WAYBILL',
] as const;
export type BlindKind = (typeof BLIND_KINDS)[number];

/**
 * What a querier learns of a match. SILENT: nothing, only the holder does. SOMEONE: that somebody holds it. COUNTRY: which State, or which
 * body of the United Nations. CONTACT_ME: which organisation, which can then be asked.
 */
export const BLIND_RULES = ['SILENT', 'SOMEONE', 'COUNTRY', 'CONTACT_ME'] as const;
export type BlindRule = (typeof BLIND_RULES)[number];
export const SPEAKING_RULES = ['SOMEONE', 'COUNTRY', 'CONTACT_ME'] as const;

/** LOOK_ALIKE: equal once O/0, I/1 and the like are one. NAME_ONLY: the same name, the year of birth not known on both sides. */
export const AGREEMENTS = ['EXACT', 'LOOK_ALIKE', 'NAME_ONLY'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

export const SET_SOURCES = ['RECORDS', 'LINES'] as const;
export type SetSource = (typeof SET_SOURCES)[number];

export const CONTACT_ANSWERS = ['ACCEPTED', 'DECLINED'] as const;
export type ContactAnswer = (typeof CONTACT_ANSWERS)[number];

/** One identifier as it was written. */
export interface BlindItem {
  readonly kind: BlindKind;
  readonly value: string;
  readonly birthYear?: number;
  readonly ref?: string;
}

/** What two parties' writings of one identifier have in common, before it is blinded. */
export interface BlindKeys {
  /** The widest form: look-alikes made one; of a person the words of the name alone. */
  readonly lookup: string;
  /** What the widest form lost: null where it lost nothing, or the year of birth is not known. */
  readonly exact: string | null;
}

/** Why a value cannot be matched. */
export const UNMATCHABLE = ['PATTERN', 'PLACEHOLDER', 'UNREADABLE', 'TOO_SHORT'] as const;
export type Unmatchable = (typeof UNMATCHABLE)[number];

export type KeyReading =
  { readonly ok: true; readonly keys: BlindKeys } | { readonly ok: false; readonly code: Unmatchable };

/** Lines (or identifiers of records) that were not published, by the reason; the first places only, and never what stood there. */
export interface LeftOut {
  readonly code: Unmatchable;
  readonly count: number;
  readonly lines: readonly number[];
}

/** Most identifiers in one query, and most lines in one set. */
export const MOST_ITEMS = 10_000;
/** Most identifiers of records in one set. */
export const MOST_OF_RECORDS = 100_000;
export const TELL_JOB = 'blind.tell';
export const REBLIND_JOB = 'blind.reblind';
