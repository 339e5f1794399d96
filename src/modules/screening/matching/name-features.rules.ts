/** What an alignment says about two names, as counts by feature: the points are only multiplied in afterwards. */
import type { Alignment, Pairing } from './align.rules';
import { areMasculineAndFeminine, haveOtherEndings } from './given-name-endings.rules';
import { countLeftOvers } from './left-overs.rules';
import type { NameForm } from './matching.types';
import type { NameFeature } from './weights.cases';

export type NameCounts = Partial<Record<NameFeature, number>>;

const add = (counts: NameCounts, feature: NameFeature, amount: number): void => {
  counts[feature] = (counts[feature] ?? 0) + amount;
};

/** A letter is worth more in a short word: by the letters of the longer of the two. */
export const spellingFeature = (length: number): NameFeature =>
  length <= 4 ? 'shortSpelling' : length <= 8 ? 'spelling' : 'longSpelling';

export function lettersOf(form: NameForm, at: readonly number[]): number {
  let letters = 0;
  for (const index of at) letters += form.tokens[index]!.text.length;
  return letters;
}

function countPairing(counts: NameCounts, pairing: Pairing, a: NameForm, b: NameForm): void {
  const { cost, meeting, left, right } = pairing;
  switch (meeting) {
    case 'equal':
    case 'particle':
      return;
    case 'initial':
    case 'meaning':
      return add(counts, meeting, 1);
    case 'initials':
      return add(counts, 'initial', 1);
    case 'sound':
      return add(counts, 'sound', cost);
    case 'joined':
      add(counts, 'joined', 1);
  }
  if (cost > 0) add(counts, spellingFeature(Math.max(lettersOf(a, left), lettersOf(b, right))), cost);
}

function areTwoForms({ meeting, left, right }: Pairing, a: NameForm, b: NameForm): boolean {
  if (meeting !== 'spelling' || a.family !== 'person') return false;
  const [one, other] = [a.tokens[left[0]!]!.text, b.tokens[right[0]!]!.text];
  // Gender shows in the given name, and that stands first where one of the two papers keeps the usual order.
  return haveOtherEndings(one, other) || ((left[0] === 0 || right[0] === 0) && areMasculineAndFeminine(one, other));
}

/** Words that meet in full; letters that stand for words are evidence only when there are four of them: of three, strangers have the same. */
function evidenceOf({ meeting, left, right }: Pairing, a: NameForm): number {
  const { kind } = a.tokens[left[0]!]!;
  if (meeting === 'initial' || kind === 'particle' || kind === 'type' || kind === 'initial') return 0;
  const words = Math.max(left.length, right.length);
  return meeting === 'initials' && words < 4 ? 0 : words;
}

function isOrdered({ left }: Pairing, a: NameForm): boolean {
  const { kind } = a.tokens[left[0]!]!;
  return kind !== 'particle' && kind !== 'type';
}

/** Whether two words that met stand the other way round. */
function areTurned(pairings: readonly Pairing[], a: NameForm): boolean {
  for (let one = 0; one < pairings.length; one++)
    for (let other = one + 1; other < pairings.length; other++) {
      const [x, y] = [pairings[one]!, pairings[other]!];
      if ((x.left[0]! - y.left[0]!) * (x.right[0]! - y.right[0]!) < 0 && isOrdered(x, a) && isOrdered(y, a))
        return true;
    }
  return false;
}

const isThin = (evidence: number, { missing = 0, initial = 0, placeMissing = 0 }: NameCounts): boolean =>
  evidence === 0 || (evidence === 1 && (missing > 0 || initial > 1 || placeMissing > 0));

export function countFeatures(a: NameForm, b: NameForm, alignment: Alignment): NameCounts {
  const counts: NameCounts = {};
  let evidence = 0;
  for (const pairing of alignment.pairings) {
    countPairing(counts, pairing, a, b);
    evidence += evidenceOf(pairing, a);
    if (areTwoForms(pairing, a, b)) add(counts, 'otherForm', 1);
  }
  countLeftOvers(counts, a, alignment.leftOver, b, alignment.rightOver);
  if (isThin(evidence, counts)) counts.thin = 1;
  if (areTurned(alignment.pairings, a)) counts.order = 1;
  return counts;
}
