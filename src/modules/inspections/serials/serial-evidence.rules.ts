/**
 * How unlikely it is that two different weapons meet like this by chance, in powers of ten. A known character that agrees counts for one
 * (a serial is not random: letters come in series, so they count no more than digits), and what leaves room takes away: alternatives,
 * look-alikes, a slip, a run within which the known part can lie anywhere. What is said of the weapons adds, or takes away where it
 * contradicts. Estimates, to rank by and to be shown with their reasons; no decision rests on them.
 */
import type { Edit } from './one-edit.rules';
import { type AlignedPair } from './serial-meeting.rules';
import { foldedSet } from './serial-keys.rules';
import { RUN, type SerialPattern, type Way, WEAPON_FACTS, type WeaponFact, type WeaponKeys } from './serial.types';

export interface FactAgreement {
  readonly fact: WeaponFact;
  readonly agrees: boolean;
}

const LOOK_ALIKE = 0.3;
const DOUBTFUL = 0.7;
/** Numbers of weapons are mostly 6 to 9 long: that the length is the same says a little. */
const SAME_LENGTH = 0.6;
const AGREES: Readonly<Record<WeaponFact, number>> = { make: 1, model: 1, calibre: 0.6, type: 0.3 };
const CONTRADICTS: Readonly<Record<WeaponFact, number>> = { make: 2, model: 1.5, calibre: 1.5, type: 1.5 };
/** Ways differ in kind and not only in likelihood: at equal chances the surer way comes first. */
const STANDING: Readonly<Record<Way, number>> = {
  EXACT: 2,
  LOOK_ALIKE: 1.5,
  LETTERS_DROPPED: 1,
  PATTERN: 0.5,
  ONE_EDIT: 0,
};

/** Known characters of a question; a choice of up to three counts as known, a doubtful character does not. */
export const knownCharacters = (pattern: SerialPattern): number =>
  pattern.filter((part) => part !== RUN && !part.doubtful && part.of !== '' && foldedSet(part.of).length <= 3).length;

const LENGTH_OF_MOST = 8;
/** Places at which a part of this size can lie between two runs. */
const room = (size: number): number => Math.log10(Math.max(2, LENGTH_OF_MOST - size + 1));

/** What a question with gaps tells apart by itself: one in ten to this power of all numbers answers it. */
export function sharpness(pattern: SerialPattern): number {
  const runs = pattern.flatMap((part, i) => (part === RUN ? [i] : []));
  const segments = [-1, ...runs].map((start, i) => {
    const end = runs[i] ?? pattern.length;
    const worth = pattern
      .slice(start + 1, end)
      .reduce((sum, part) => sum + (part === RUN ? 0 : informationOf(part.of, part.doubtful)), 0);
    const floats = start >= 0 && end < pattern.length;
    return floats ? Math.max(0, worth - room(end - start - 1)) : worth;
  });
  return segments.reduce((a, b) => a + b, runs.length === 0 ? SAME_LENGTH : 0);
}

const informationOf = (of: string, doubtful: boolean): number =>
  of === '' ? 0 : Math.log10(10 / Math.min(10, foldedSet(of).length)) - (doubtful ? DOUBTFUL : 0);

/** Of an alignment: what agrees, less what leaves room. */
export function alignmentEvidence(pairs: readonly AlignedPair[], asked: SerialPattern, stored: SerialPattern): number {
  const agreed = pairs.reduce((sum, { asked: one, stored: other, agreement }) => {
    if (agreement === 'UNKNOWN') return sum;
    const choices = Math.max(
      foldedSet(one.replace(/[[\]]/g, '')).length,
      foldedSet(other.replace(/[[\]]/g, '')).length,
    );
    const lost = agreement === 'LOOK_ALIKE' ? LOOK_ALIKE : agreement === 'DOUBTFUL' ? DOUBTFUL : 0;
    return sum + Math.log10(10 / choices) - lost;
  }, 0);
  const floats = [asked, stored].some((pattern) => pattern[0] === RUN && pattern.at(-1) === RUN);
  const fixed = !asked.includes(RUN) && !stored.includes(RUN);
  return (
    agreed +
    (fixed ? SAME_LENGTH : 0) -
    (floats ? room(pairs.filter(({ agreement }) => agreement !== 'UNKNOWN').length) : 0)
  );
}

/** Letters between digits may have been any, or none. */
export const coreEvidence = (coreLength: number): number => coreLength - 1;

/** A slip makes some 54 other numbers of each character; between two that are often taken for each other there is one. */
export const editEvidence = (length: number, { cost }: Edit): number =>
  length - Math.log10(length * (cost < 1 ? 1 : 54)) - cost;

/** Only what is said of both counts. */
export function compareFacts(
  asked: Partial<WeaponKeys>,
  stored: Readonly<Record<WeaponFact, string>>,
): FactAgreement[] {
  return WEAPON_FACTS.flatMap((fact) => {
    const keys = asked[fact] ?? [];
    return keys.length === 0 || stored[fact] === '' ? [] : [{ fact, agrees: keys.includes(stored[fact]) }];
  });
}

export const factsEvidence = (facts: readonly FactAgreement[]): number =>
  facts.reduce((sum, { fact, agrees }) => sum + (agrees ? AGREES[fact] : -CONTRADICTS[fact]), 0);

export interface Standing {
  /** Powers of ten. */
  readonly evidence: number;
  /** What it is ranked by. */
  readonly rank: number;
  /** 0 to 100, ten for each power of ten. */
  readonly score: number;
  /** For people: "1 in 20,000,000". */
  readonly chance: string;
  /** Weapons that would answer by chance among a million. */
  readonly expectedInMillion: number;
}

export function standingOf(way: Way, number: number, facts: readonly FactAgreement[]): Standing {
  const evidence = Math.max(0, number + factsEvidence(facts));
  return {
    evidence,
    rank: evidence + STANDING[way],
    score: Math.min(100, Math.round(evidence * 10)),
    chance: `1 in ${grouped(twoDigits(10 ** evidence))}`,
    expectedInMillion: twoDigits(10 ** (6 - evidence)),
  };
}

const twoDigits = (value: number): number => Number(value.toPrecision(2));
/** 20,000,000. By hand: Intl takes as long as the whole comparison. */
const grouped = (value: number): string =>
  BigInt(Math.round(value))
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
