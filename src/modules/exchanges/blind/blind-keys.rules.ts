/**
 * What of an identifier is compared, before it is blinded; published so that two parties can foretell whether theirs meet (README).
 * Invariant: a value with gaps or wildcards has no key, or one query could stand for many guesses.
 */
import { type IdentifierKind, parseIdentifier } from '../../identifiers';
import { keysOf } from '../../inspections';
import type { BlindItem, BlindKeys, BlindKind, KeyReading } from './blind.types';

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
/** Fewer could be tried out in an afternoon. */
const SHORTEST = 4;
/** As long as any key that is kept of an identifier. */
const LONGEST = 600;

export function readKeys({ kind, value, birthYear }: Pick<BlindItem, 'kind' | 'value' | 'birthYear'>): KeyReading {
  if (PATTERN.test(value.normalize('NFKC'))) return { ok: false, code: 'PATTERN' };
  const parsed = parseIdentifier(PARSED_AS[kind], value);
  if (parsed.flags.some(({ code }) => code === 'PLACEHOLDER' || code === 'ALL_ZERO'))
    return { ok: false, code: 'PLACEHOLDER' };
  if (parsed.normalised === '' || parsed.normalised.length > LONGEST) return { ok: false, code: 'UNREADABLE' };
  const keys = keysFor(kind, parsed.normalised, value, birthYear);
  if (!keys) return { ok: false, code: 'UNREADABLE' };
  return keys.lookup.length < SHORTEST ? { ok: false, code: 'TOO_SHORT' } : { ok: true, keys };
}

function keysFor(
  kind: BlindKind,
  normalised: string,
  value: string,
  birthYear: number | undefined,
): BlindKeys | undefined {
  if (kind === 'PERSON')
    return { lookup: normalised, exact: birthYear === undefined ? null : `${normalised}|${birthYear}` };
  if (kind !== 'SERIAL' && kind !== 'SEAL') return { lookup: normalised, exact: null };
  const { norm, folded } = keysOf(value);
  if (norm === null || folded === null) return undefined;
  return { lookup: folded, exact: norm === folded ? null : norm };
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Places of the items whose value stands in a text, whatever its spaces and hyphens. */
export function namedIn(text: string, items: readonly BlindItem[]): number[] {
  const said = bare(text);
  return items.flatMap(({ value }, i) => {
    const sought = bare(value);
    return sought.length >= SHORTEST && said.includes(sought) ? [i] : [];
  });
}
