/**
 * A party as files give it: a name cut at 35 characters that runs on into the address field, telephone numbers among the streets,
 * "TO ORDER" for nobody. What is compared is derived here; what was written stays as it is.
 */
import { isPlaceholderName, nameKey, nameTokens, parsePhone } from '../../identifiers';

export interface PartyText {
  /** Words of the name, in the order written; with the rest of it where the file cut it and ran on. */
  readonly nameTokens: readonly string[];
  /** Sorted words of the name field alone: the key under which names are found in the database. */
  readonly key: string;
  /** True if the name ends where the field ended: its last word may be half a word. */
  readonly cut: boolean;
  /** Words of the address as one key; empty if it has no number or is too short to tell two addresses apart. */
  readonly addressKey: string;
  /** E.164. */
  readonly phones: readonly string[];
}

const NOBODY: PartyText = { nameTokens: [], key: '', cut: false, addressKey: '', phones: [] };

export function partyText(name: string | null, address: string | null, cutAt: number): PartyText {
  if (name === null || isPlaceholderName(name)) return NOBODY;
  const runsOn = name.trimEnd().length === cutAt && address !== null && address.trim() !== '';
  const { own, rest, cut } = runsOn
    ? divided(name, address)
    : { own: nameTokens(name), rest: nameTokens(address ?? ''), cut: false };
  return {
    nameTokens: own,
    key: nameKey(name),
    cut,
    addressKey: addressKey(rest),
    phones: phonesIn(`${name} ${address ?? ''}`),
  };
}

/** Where a name that ran on ends: before the first word that begins with a digit. Without one its last word stays half a word. */
function divided(name: string, address: string): { own: readonly string[]; rest: readonly string[]; cut: boolean } {
  // The field ended in the middle of a word exactly where neither side has a space.
  const tokens = nameTokens(name + address);
  const street = tokens.findIndex((token, i) => i > 0 && /^\d/.test(token));
  return street > 0
    ? { own: tokens.slice(0, street), rest: tokens.slice(street), cut: false }
    : { own: nameTokens(name), rest: nameTokens(address), cut: true };
}

const PHONE_WORDS = new Set(['TEL', 'TELEPHONE', 'PHONE', 'PH', 'FAX', 'CELL', 'MOBILE', 'WHATSAPP']);

/** At least three words with a number among them: "CAP HAITIEN" is where everybody lives. */
function addressKey(tokens: readonly string[]): string {
  const cue = tokens.findIndex((token) => PHONE_WORDS.has(token));
  const words = (cue < 0 ? tokens : tokens.slice(0, cue)).filter((token) => !/^\d{7,}$/.test(token));
  return words.length >= 3 && words.some((word) => /\d/.test(word)) ? [...words].sort().join(' ') : '';
}

const SEPARATED = /(?<![\d\p{L}])(?:\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}|(?:509[ .-])?\d{4}[.-]\d{4})(?!\d)/gu;
const CUED =
  /(?:\+|\b(?:TEL|T[EÉ]L[EÉ]?PHONE|PHONE|PH|FAX|CELL|MOBILE|WHATSAPP)\b[.:#\s]*\+?)\(?(\d[\d().\s-]{6,18}\d)/giu;

/** Numbers written as telephone numbers are; a bare run of digits is a tax or customs number as often. */
function phonesIn(text: string): readonly string[] {
  const written = [
    ...[...text.matchAll(CUED)].map(([match, digits]) => (match.startsWith('+') ? `+${digits}` : digits!)),
    ...[...text.matchAll(SEPARATED)].map(([match]) => match),
  ];
  const numbers = written.map((raw) => parsePhone(raw)).filter(({ valid, normalised }) => valid && normalised !== '');
  return [...new Set(numbers.map(({ normalised }) => normalised))];
}
