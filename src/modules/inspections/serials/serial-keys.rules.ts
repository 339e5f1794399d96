/**
 * Keys of a mark on a firearm (standards: NCIC gun file; ITI paras 7 and 8).
 * Invariant: a mark with unknown characters has no key of a complete number, or dropping its `?` would make another weapon's number of it.
 */
import anyAscii from 'any-ascii';
import { parseSerial } from '../../identifiers';
import type { MarkKeys, SerialPattern } from './serial.types';
import { readPattern, writePattern } from './serial-pattern.rules';

const LOOK_ALIKE: Readonly<Record<string, string>> = {
  ...{ O: '0', Q: '0', D: '0', I: '1', L: '1' },
  ...{ S: '5', B: '8', Z: '2', G: '6' },
};
/** Cyrillic letters that are taken for Latin ones on the weapon itself; the others are transliterated. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O' },
  ...{ Р: 'P', С: 'C', Т: 'T', Х: 'X', У: 'Y', З: '3' },
};

/** Upper case, Latin letters and digits, other signs as they are: how a mark and a question become comparable. */
export const latin = (raw: string): string =>
  raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(
      /[^\x20-\x7E]/gu,
      (sign) => CYRILLIC[sign] ?? (/[\p{L}\p{N}]/u.test(sign) ? anyAscii(sign).toUpperCase() : ''),
    );

/** O, Q, D as 0; I, L as 1; S as 5; B as 8; Z as 2; G as 6. */
export const fold = (norm: string): string => norm.replace(/[OQDILSBZG]/g, (letter) => LOOK_ALIKE[letter]!);

/** Old systems dropped letters between digits; letters before the first and after the last digit count. */
export const core = (norm: string): string =>
  fold(
    norm.replace(
      /^([A-Z]*)(\d.*\d)([A-Z]*)$/,
      (_, before: string, middle: string, after: string) => `${before}${middle.replace(/[A-Z]/g, '')}${after}`,
    ),
  );

const NOTHING: MarkKeys = { norm: null, folded: null, core: null, pattern: null, like: null };
const MOST_PARTS = 80;

/** @param partial the mark is known to be incomplete, so that more may stand before and after what was read */
export function keysOf(raw: string, partial = false): MarkKeys {
  if (parseSerial(raw).flags.some(({ code }) => code === 'PLACEHOLDER')) return NOTHING;
  const text = latin(raw);
  const norm = text.replace(/[^A-Z0-9]/g, '');
  const hasUnknowns = /[?*[\]~]/.test(text);
  if (norm === '' && !hasUnknowns) return NOTHING;
  if (!hasUnknowns && !partial) return { ...NOTHING, norm, folded: fold(norm), core: core(norm) };
  const reading = readPattern(hasUnknowns ? text : `*${norm}*`, 'as stored');
  if (!reading.ok || reading.pattern.length > MOST_PARTS) return NOTHING;
  return { ...NOTHING, pattern: writePattern(reading.pattern), like: likeOf(reading.pattern) };
}

const likeOf = (pattern: SerialPattern): string =>
  pattern
    .map((part) => (part === '*' ? '%' : foldedSet(part.of).length === 1 && !part.doubtful ? foldedSet(part.of) : '_'))
    .join('');

/** The different characters that remain of a set once look-alikes are one. */
export function foldedSet(of: string): string {
  if (of.length === 1) return LOOK_ALIKE[of] ?? of;
  return of === '' ? '' : [...new Set(fold(of))].sort().join('');
}
