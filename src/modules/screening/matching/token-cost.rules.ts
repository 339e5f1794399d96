/** What it costs to take one token for another, in half edits; MISS when they are not one word. Symmetric. */
import { halfEdits } from './edit.rules';
import { leastHalfEdits } from './letter-counts.rules';
import type { Token } from './matching.types';

const { max, min } = Math;

export const MISS = 99;

/** How two tokens met, for the reason given and for the points. */
export type Meeting = 'equal' | 'spelling' | 'meaning' | 'initial' | 'particle' | 'sound' | 'joined' | 'initials';

export interface TokenCost {
  readonly cost: number;
  readonly meeting: Meeting;
}

const EQUAL: TokenCost = { cost: 0, meeting: 'equal' };
const PARTICLE: TokenCost = { cost: 0, meeting: 'particle' };
const INITIAL: TokenCost = { cost: 1, meeting: 'initial' };
const MEANING: TokenCost = { cost: 1, meeting: 'meaning' };
const NONE: TokenCost = { cost: MISS, meeting: 'equal' };
const SPELLINGS: readonly TokenCost[] = Array.from({ length: 12 }, (_, cost) => ({ cost, meeting: 'spelling' }));
const SOUNDS: readonly TokenCost[] = Array.from({ length: 12 }, (_, cost) => ({ cost, meeting: 'sound' }));

/** Half edits a word of this length may differ by and still be taken for the same. */
export function spellingLimit(length: number): number {
  if (length <= 3) return length <= 2 ? 1 : 2;
  if (length <= 5) return 2;
  return length <= 11 ? 3 : 4;
}

export function spellingCost(a: Token, b: Token): number {
  const length = max(a.text.length, b.text.length);
  const limit = spellingLimit(length);
  if (a.figures !== b.figures && a.figures !== '' && b.figures !== '') return MISS;
  if (a.fold === b.fold) return 1;
  const apart = leastHalfEdits(a.letters, b.letters);
  const written = apart > limit ? apart : halfEdits(a.text, b.text, limit);
  if (written <= min(2, limit)) return written;
  const folded = leastHalfEdits(a.foldLetters, b.foldLetters) < limit ? 1 + halfEdits(a.fold, b.fold, limit - 1) : MISS;
  const cost = min(written, folded);
  return cost > limit ? MISS : cost;
}

/** `j` of one language is the `y` of another, which the skeleton leaves out: Joseph and Yusuf, Benjamin and Binyamin. */
const withoutJ = (text: string): string => (text.length > 2 ? text.replace(/j/g, '') : text);

function soundCost(a: Token, b: Token): number {
  const length = min(a.skeleton.length, b.skeleton.length);
  if (a.skeleton === b.skeleton && length > 0) return length === 2 ? 2 : length === 1 ? MISS : 1;
  const longer = max(a.skeleton.length, b.skeleton.length);
  if (length >= 3 && longer >= 4 && halfEdits(a.skeleton, b.skeleton, 1) <= 1) return 2;
  return length >= 2 && withoutJ(a.skeleton) === withoutJ(b.skeleton) ? 2 : MISS;
}

function wordCost(a: Token, b: Token, bySound: boolean): TokenCost {
  if (a.meaning !== '' && a.meaning === b.meaning) return MEANING;
  const spelling = spellingCost(a, b);
  if (spelling === 0 || !bySound) return spelling === MISS ? NONE : SPELLINGS[spelling]!;
  // A spelling this close in another script differs by vowels that were guessed.
  const sound = spelling === 1 ? 1 : soundCost(a, b);
  if (sound !== MISS && sound <= spelling) return SOUNDS[sound]!;
  return spelling === MISS ? NONE : SPELLINGS[spelling]!;
}

function initialCost(a: Token, b: Token): TokenCost {
  const other = a.kind === 'initial' ? b : a;
  return other.kind === 'word' && a.text[0] === b.text[0] ? INITIAL : NONE;
}

/** A country may be a word on the other side: misspelt, or in a language the table does not know. */
const maybePlace = (a: Token, b: Token): boolean =>
  (a.kind === 'word' && b.kind === 'place') || (a.kind === 'place' && b.kind === 'word');

/** `bySound` where one side's script leaves vowels out or writes foreign names by sound. */
export function tokenCost(a: Token, b: Token, bySound: boolean): TokenCost {
  if (a.text === b.text) return a.kind === 'particle' && b.kind === 'particle' ? PARTICLE : EQUAL;
  if (a.kind === 'initial' || b.kind === 'initial') return initialCost(a, b);
  if (a.kind !== b.kind) return maybePlace(a, b) ? wordCost(a, b, bySound) : NONE;
  if (a.kind === 'word') return wordCost(a, b, bySound);
  if (a.kind === 'particle') return halfEdits(a.text, b.text, 1) <= 1 ? PARTICLE : NONE;
  return a.meaning === b.meaning ? EQUAL : NONE;
}
