/** Invariant: what was written is never lost. `raw` is the text as it came; every other field is derived from it. */

export type IdentifierKind =
  | 'container'
  | 'serial'
  | 'imo'
  | 'vessel_name'
  | 'bill_of_lading'
  | 'voyage'
  | 'awb'
  | 'phone'
  | 'name'
  | 'document'
  | 'seal';

export type IdentifierFlagCode =
  | 'NOT_OF_THE_FORM'
  | 'CHECK_DIGIT_MISMATCH'
  /** ISO 6346 remainder 10, written as 0: the digit proves less than usual. */
  | 'WEAK_CHECK_DIGIT'
  | 'ALL_ZERO'
  /** Passes the arithmetic but is what people type to get past a form, e.g. 1234567. */
  | 'SUSPICIOUS_SEQUENCE'
  /** Stands for "nobody" or "not known": TO ORDER, N/M, OBLITERATED. */
  | 'PLACEHOLDER'
  | 'UNREADABLE_CHARACTERS'
  /** Letters outside A-Z were left out of the key (Cyrillic or Arabic marks). */
  | 'CHARACTERS_DROPPED'
  | 'COUNTRY_ASSUMED'
  | 'COUNTRY_UNKNOWN';

export interface IdentifierFlag {
  readonly code: IdentifierFlagCode;
  readonly detail: string;
  /** The check digit that the rest of the number calls for. */
  readonly expected?: string;
  /** Numbers that a misreading of look-alike characters would explain; each passes its check. */
  readonly alternatives?: readonly string[];
}

export interface ParsedIdentifier {
  readonly kind: IdentifierKind;
  readonly raw: string;
  /** The key compared with `=`. Empty where nothing can be compared: such a value links to nothing. */
  readonly normalised: string;
  /** Second key with look-alike letters as digits; only where people copy by hand (serials, seals). */
  readonly folded?: string;
  /** False for a wrong check digit or form; the value is kept all the same. */
  readonly valid: boolean;
  readonly flags: readonly IdentifierFlag[];
}
