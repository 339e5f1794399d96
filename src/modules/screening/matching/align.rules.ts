/**
 * Which token of one name meets which of the other. The cheapest meetings are taken first; then words that one side writes
 * apart and the other as one; then letters that stand for words. Each token meets at most once.
 */
import { halfEdits } from './edit.rules';
import { leastHalfEdits, letterCounts } from './letter-counts.rules';
import type { NameForm, Token } from './matching.types';
import { type Meeting, MISS, tokenCost } from './token-cost.rules';

const { abs, max } = Math;

export interface Pairing {
  /** Positions in the left and the right name; several where one side writes apart. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly cost: number;
  readonly meeting: Meeting;
}

export interface Alignment {
  readonly pairings: readonly Pairing[];
  readonly leftOver: readonly number[];
  readonly rightOver: readonly number[];
}

interface Possible extends Pairing {
  readonly rank: number;
}

const soundsOnly = (form: NameForm): boolean => form.script === 'abjad' || form.script === 'syllabic';
export const comparesBySound = (left: NameForm, right: NameForm): boolean =>
  left.script !== right.script && (soundsOnly(left) || soundsOnly(right));

function possiblePairings(left: NameForm, right: NameForm): Possible[] {
  const bySound = comparesBySound(left, right);
  const found: Possible[] = [];
  for (let i = 0; i < left.tokens.length; i++)
    for (let j = 0; j < right.tokens.length; j++) {
      const { cost, meeting } = tokenCost(left.tokens[i]!, right.tokens[j]!, bySound);
      // An initial is taken last: a whole word elsewhere is a better meeting.
      const rank = cost * 100 + (meeting === 'initial' ? 400 : 0) + abs(i - j);
      if (cost !== MISS) found.push({ left: [i], right: [j], cost, meeting, rank });
    }
  return found.length < 2
    ? found
    : found.sort((a, b) => a.rank - b.rank || a.left[0]! + a.right[0]! - b.left[0]! - b.right[0]!);
}

const unused = (count: number, taken: number): number[] => {
  const left: number[] = [];
  for (let at = 0; at < count; at++) if ((taken & (1 << at)) === 0) left.push(at);
  return left;
};

const MAX_JOINED = 4;
const joinLimit = (length: number): number => (length < 6 ? 1 : length < 8 ? 2 : 3);

const MAX_LONGER = 3;

const standsFor = (whole: Token, parts: readonly Token[], at: readonly number[]): boolean =>
  whole.text.length === at.length && at.every((index, letter) => parts[index]!.text[0] === whole.text[letter]);

function joinedCost(whole: Token, parts: readonly Token[], at: readonly number[]): number {
  const joined = at.map((index) => parts[index]!.text).join('');
  const limit = joinLimit(max(joined.length, whole.text.length));
  if (leastHalfEdits(letterCounts(joined), whole.letters) > limit + 1) return MISS;
  const written = halfEdits(joined, whole.text, limit);
  if (written <= limit) return written;
  const folded = 1 + halfEdits(at.map((index) => parts[index]!.fold).join(''), whole.fold, limit);
  return folded <= limit ? folded : MISS;
}

/** Words side by side among the parts that together spell `whole`; undefined if none do. */
function partsOf(
  whole: Token,
  parts: readonly Token[],
  free: readonly number[],
): { at: number[]; cost: number; meeting: Meeting } | undefined {
  for (let start = 0; start < free.length; start++) {
    let letters = parts[free[start]!]!.text.length;
    for (let end = start + 1; end < free.length && end - start < MAX_JOINED; end++) {
      if (free[end]! !== free[end - 1]! + 1) break;
      letters += parts[free[end]!]!.text.length;
      const at = free.slice(start, end + 1);
      if (standsFor(whole, parts, at)) return { at, cost: 2, meeting: 'initials' };
      if (abs(letters - whole.text.length) > MAX_LONGER) continue;
      const cost = joinedCost(whole, parts, at);
      if (cost !== MISS) return { at, cost, meeting: 'joined' };
    }
  }
  return undefined;
}

const mayJoin = (token: Token): boolean => token.kind === 'word' && token.text.length >= 2;

/** Joins of right-hand words into left-hand ones, and the letters that stand for them. */
function joins(
  wholes: readonly Token[],
  parts: readonly Token[],
  freeWholes: number[],
  freeParts: number[],
  swap: boolean,
): Pairing[] {
  const found: Pairing[] = [];
  for (const whole of [...freeWholes]) {
    if (!mayJoin(wholes[whole]!)) continue;
    const match = partsOf(wholes[whole]!, parts, freeParts);
    if (match === undefined) continue;
    freeWholes.splice(freeWholes.indexOf(whole), 1);
    for (const at of match.at) freeParts.splice(freeParts.indexOf(at), 1);
    const [left, right] = swap ? [match.at, [whole]] : [[whole], match.at];
    found.push({ left, right, cost: match.cost, meeting: match.meeting });
  }
  return found;
}

export function align(left: NameForm, right: NameForm): Alignment {
  const pairings: Pairing[] = [];
  let takenLeft = 0;
  let takenRight = 0;
  for (const possible of possiblePairings(left, right)) {
    const bitLeft = 1 << possible.left[0]!;
    const bitRight = 1 << possible.right[0]!;
    if ((takenLeft & bitLeft) !== 0 || (takenRight & bitRight) !== 0) continue;
    takenLeft |= bitLeft;
    takenRight |= bitRight;
    pairings.push(possible);
  }
  const leftOver = unused(left.tokens.length, takenLeft);
  const rightOver = unused(right.tokens.length, takenRight);
  if (leftOver.length > 0 && rightOver.length > 1)
    pairings.push(...joins(left.tokens, right.tokens, leftOver, rightOver, false));
  if (rightOver.length > 0 && leftOver.length > 1)
    pairings.push(...joins(right.tokens, left.tokens, rightOver, leftOver, true));
  return { pairings, leftOver, rightOver };
}
