/**
 * What of an identifier is compared, before it is blinded; published so that two parties can foretell whether theirs meet (README).
 * Invariant: a value with gaps or wildcards has no key, or one query could stand for many guesses.
 */
import { type IdentifierKind, type ParsedIdentifier, parseIdentifier } from '../../identifiers';
import { foldSerial, keysOf } from '../../inspections';
import type { BlindItem, BlindKeys, BlindKind, KeyReading, Unmatchable } from './blind.types';

const PARSED_AS: Readonly<Record<BlindKind, IdentifierKind>> = {
  SERIAL: 'serial',
  CONTAINER: 'container',
  VESSEL: 'imo',
  PHONE: 'phone',
  PERSON: 'name',
  DOCUMENT: 'document',
  SEAL: 'seal',
  BILL_OF_LADING: 'bill_of_lading',
  AIR_WAYBILL: 'awb',
};
const KIND_OF = new Map(Object.entries(PARSED_AS).map(([kind, parsed]) => [parsed, kind as BlindKind]));

export const identifierKindOf = (kind: BlindKind): IdentifierKind => PARSED_AS[kind];
export const blindKindOf = (kind: IdentifierKind): BlindKind | undefined => KIND_OF.get(kind);

const PATTERN = /[*?%[\]~]/;
const PLAIN = /^[A-Za-z0-9 ./-]+$/;
/** Fewer could be tried out in an afternoon. */
const SHORTEST = 4;
/** As long as any key that is kept of an identifier. */
const LONGEST = 600;

const refused = (code: Unmatchable): KeyReading => ({ ok: false, code });

export function readKeys({ kind, value, birthYear }: Pick<BlindItem, 'kind' | 'value' | 'birthYear'>): KeyReading {
  if (!PLAIN.test(value) && PATTERN.test(value.normalize('NFKC'))) return refused('PATTERN');
  const keys = kind === 'SERIAL' || kind === 'SEAL' ? markKeys(value) : plainKeys(kind, value, birthYear);
  if (typeof keys === 'string') return refused(keys);
  if (keys.lookup.length > LONGEST) return refused('UNREADABLE');
  return keys.lookup.length < SHORTEST ? refused('TOO_SHORT') : { ok: true, keys };
}

/** As numbers on firearms are folded (inspections/serials). */
function markKeys(value: string): BlindKeys | Unmatchable {
  const { norm, folded } = PLAIN.test(value) && /\d/.test(value) ? plainMark(value) : keysOf(value);
  if (norm !== null && folded !== null) return { lookup: folded, exact: norm === folded ? null : norm };
  return isPlaceholder(parseIdentifier('serial', value)) ? 'PLACEHOLDER' : 'UNREADABLE';
}

/** The same as keysOf, three times as fast: nothing to make one of but upper and lower case, and no word for "none" has a digit. */
function plainMark(value: string): { norm: string; folded: string } {
  const norm = value.toUpperCase().replace(/[ ./-]/g, '');
  return { norm, folded: foldSerial(norm) };
}

function plainKeys(kind: BlindKind, value: string, birthYear: number | undefined): BlindKeys | Unmatchable {
  const parsed = parseIdentifier(PARSED_AS[kind], value);
  if (isPlaceholder(parsed)) return 'PLACEHOLDER';
  const { normalised: lookup } = parsed;
  if (lookup === '') return 'UNREADABLE';
  return { lookup, exact: kind === 'PERSON' && birthYear !== undefined ? `${lookup}|${birthYear}` : null };
}

const isPlaceholder = ({ flags }: ParsedIdentifier): boolean =>
  flags.some(({ code }) => code === 'PLACEHOLDER' || code === 'ALL_ZERO');

const plain = (text: string): string =>
  (PLAIN.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '')).toUpperCase();
const bare = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]/gu, '');
const wordsOf = (text: string): string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Places of the items whose value stands in a text, whatever its spaces, hyphens and accents; of a person the words in whatever order. */
export function namedIn(text: string, items: readonly BlindItem[]): number[] {
  const said = bare(text);
  const words = new Set(wordsOf(text));
  return items.flatMap(({ kind, value }, i) => {
    const sought = bare(value);
    if (sought.length < SHORTEST) return [];
    const named = said.includes(sought) || (kind === 'PERSON' && wordsOf(value).every((word) => words.has(word)));
    return named ? [i] : [];
  });
}
