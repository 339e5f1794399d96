/**
 * What marks are found by where characters are unknown: whole numbers in an array with an index, because LIKE and regular expressions
 * would read every mark. Each feature is a fact about known characters, hashed (FNV-1a, 32 bits); two facts with one hash only let a mark
 * through that is then looked at and refused.
 *
 * Complete marks carry all that is true of them (`tokens`), and a question with gaps asks for those that all its answers must have.
 * Marks with gaps carry what is certain of them (`anchors`), and a question, complete or not, asks for any it can have in common.
 */
import { foldedSet } from './serial-keys.rules';
import { completePattern } from './serial-pattern.rules';
import { RUN, type Part, type SerialPattern, type WeaponFact, type WeaponKeys } from './serial.types';

const FROM_START = 24;
const FROM_END = 6;
/** Up to this length marks with gaps are found by three characters at their places, longer ones by two: there would be too many threes. */
const BY_THREES = 12;
const MOST_TOKENS = 8;

function hash(fact: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < fact.length; i += 1) value = Math.imul(value ^ fact.charCodeAt(i), 0x01000193);
  return value | 0;
}

const hashes = (facts: Iterable<string>): number[] => [...new Set([...facts].map(hash))];

/** The character at this place, once look-alikes are one; '' where it is not certain. */
export function certain(part: Part | undefined): string {
  if (part === undefined || part === RUN || part.doubtful) return '';
  const set = foldedSet(part.of);
  return set.length === 1 ? set : '';
}

/** Three signs in a row, with ^ and $ for the ends. */
function grams(pattern: SerialPattern): string[] {
  const signs = ['^', ...pattern.map((part) => (part === RUN ? '' : certain(part))), '$'];
  return signs.flatMap((sign, i) => {
    const [next, last] = [signs[i + 1], signs[i + 2]];
    return sign && next && last ? [`G|${sign}${next}${last}`] : [];
  });
}

/** Single characters by their place from the start, as far as no run comes before, and from the end. */
function places(pattern: SerialPattern): string[] {
  const from = (letter: string, parts: readonly Part[], most: number): string[] => {
    const run = parts.indexOf(RUN);
    return parts.slice(0, Math.min(most, run < 0 ? parts.length : run)).flatMap((part, i) => {
      const sign = certain(part);
      return sign ? [`${letter}|${i}|${sign}`] : [];
    });
  };
  return [...from('P', pattern, FROM_START), ...from('E', [...pattern].reverse(), FROM_END)];
}

/** What is stored for a complete mark. */
export const tokensOf = (folded: string, weapon: Readonly<Record<WeaponFact, string>>): number[] => {
  const pattern = completePattern(folded);
  return [
    ...hashes([...grams(pattern), ...places(pattern)]),
    ...factTokens({ make: [weapon.make], calibre: [weapon.calibre], type: [weapon.type] }),
  ];
};

/** What every complete answer to a question with gaps carries; runs of three first, they are the rarest. */
export const tokensAsked = (pattern: SerialPattern): number[] =>
  hashes([...grams(pattern), ...places(pattern)].slice(0, MOST_TOKENS));

const LETTER = { make: 'M', calibre: 'C', type: 'T' } as const;

/** By make, calibre or type; a weapon of which it was not said has the token of the empty name. */
export const factTokens = (weapon: Partial<WeaponKeys>): number[] =>
  hashes(
    (['make', 'calibre', 'type'] as const).flatMap((fact) =>
      (weapon[fact] ?? []).map((key) => `${LETTER[fact]}|${key}`),
    ),
  );

/** What is certain of a mark or question with gaps. The first kind of fact that it has at all. */
export function anchorsOf(pattern: SerialPattern): number[] {
  const signs = pattern.map((part) => certain(part));
  const byPlace = pattern.includes(RUN) ? [] : placed(signs, pattern.length);
  const facts = [...byPlace, ...grams(pattern)];
  if (facts.length > 0) return hashes(facts);
  const single = places(pattern);
  return hashes(single.length > 0 ? single : signs.filter(Boolean).map((sign) => `S|${sign}`));
}

/** All a complete number can share with a mark that has gaps. */
export function anchorsShared(folded: string): number[] {
  const pattern = completePattern(folded);
  const signs = [...folded];
  const sized = [1, 2, ...(folded.length <= BY_THREES ? [3] : [])].flatMap((size) => combinations(signs, size));
  return hashes([...sized, ...grams(pattern), ...places(pattern), ...signs.map((sign) => `S|${sign}`)]);
}

/** Three known characters of a number of known length, or as many as there are. */
function placed(signs: readonly string[], length: number): string[] {
  const known = signs.filter(Boolean).length;
  return known === 0 ? [] : combinations(signs, Math.min(known, length <= BY_THREES ? 3 : 2));
}

function combinations(
  signs: readonly string[],
  size: number,
  from = 0,
  taken = `F|${signs.length}`,
  left = size,
): string[] {
  if (left === 0) return [taken];
  const found: string[] = [];
  for (let i = from; i < signs.length; i += 1)
    if (signs[i]) found.push(...combinations(signs, size, i + 1, `${taken}|${i}${signs[i]}`, left - 1));
  return found;
}
