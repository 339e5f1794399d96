/** What an alignment says about two names, as counts by feature: the points are only multiplied in afterwards. */
import type { Alignment, Pairing } from './align.rules';
import type { NameForm, Token } from './matching.types';
import type { NameFeature } from './weights.cases';

export type NameCounts = Partial<Record<NameFeature, number>>;

const add = (counts: NameCounts, feature: NameFeature, amount: number): void => {
  counts[feature] = (counts[feature] ?? 0) + amount;
};

function countPairing(counts: NameCounts, { cost, meeting, left, right }: Pairing, a: NameForm, b: NameForm): void {
  if (meeting === 'equal' || meeting === 'particle') return;
  if (meeting === 'initial' || meeting === 'meaning' || meeting === 'sound')
    return add(counts, meeting, meeting === 'sound' ? cost : 1);
  if (meeting === 'initials') return add(counts, 'initial', 1);
  if (meeting === 'joined') add(counts, 'joined', 1);
  if (cost === 0) return;
  const length = Math.max(lengthOf(a, left), lengthOf(b, right));
  add(counts, length <= 4 ? 'shortSpelling' : length <= 8 ? 'spelling' : 'longSpelling', cost);
}

const lengthOf = (form: NameForm, at: readonly number[]): number =>
  at.reduce((sum, index) => sum + form.tokens[index]!.text.length, 0);

const is = (kind: Token['kind']) => (token: Token) => token.kind === kind;

function inOtherOrder(pairings: readonly Pairing[], a: NameForm): boolean {
  const words = pairings.filter(
    ({ left }) => a.tokens[left[0]!]!.kind !== 'particle' && a.tokens[left[0]!]!.kind !== 'type',
  );
  const order = [...words].sort((x, y) => x.left[0]! - y.left[0]!);
  return order.some(({ right }, at) => at > 0 && right[0]! < order[at - 1]!.right[0]!);
}

const oneSided = (a: readonly Token[], b: readonly Token[], kind: Token['kind']): readonly [number, number] => [
  a.filter(is(kind)).length,
  b.filter(is(kind)).length,
];

function countLeftOvers(counts: NameCounts, a: readonly Token[], b: readonly Token[]): void {
  const bearing = ({ kind }: Token): boolean => kind === 'word' || kind === 'initial';
  const [left, right] = [a.filter(bearing).length, b.filter(bearing).length];
  const both = Math.min(left, right);
  if (both > 0) add(counts, 'conflict', both);
  const more = left > right ? a : b;
  const initials = Math.min(more.filter(is('initial')).length, Math.abs(left - right));
  if (initials > 0) add(counts, 'missingInitial', initials);
  if (Math.abs(left - right) > initials) add(counts, 'missing', Math.abs(left - right) - initials);
  if (a.some(is('particle')) || b.some(is('particle'))) add(counts, 'particle', 1);
  const [typesLeft, typesRight] = oneSided(a, b, 'type');
  if (typesLeft > 0 && typesRight > 0) add(counts, 'typeDiffers', 1);
  else if (typesLeft + typesRight > 0) add(counts, 'typeMissing', 1);
  const [placesLeft, placesRight] = oneSided(a, b, 'place');
  if ((placesLeft > 0 || left > 0) && (placesRight > 0 || right > 0) && placesLeft + placesRight > 0 && both === 0)
    add(counts, 'conflict', 1);
  else if (placesLeft + placesRight > 0) add(counts, 'placeMissing', 1);
}

/** In `First National` or `3M` the number is the name, not its place in a series. */
const leadsWithNumber = ({ tokens }: NameForm): boolean =>
  tokens.find(({ kind }) => kind !== 'particle')?.kind === 'number';

function countNumbers(counts: NameCounts, a: readonly Token[], b: readonly Token[], bothFirms: boolean): void {
  const [left, right] = [a.filter(is('number')), b.filter(is('number'))];
  const all = [...left, ...right];
  if (all.length === 0) return;
  if (left.length > 0 && right.length > 0) add(counts, bothFirms ? 'seriesDiffers' : 'numberDiffers', 1);
  else add(counts, bothFirms && all.every(({ text }) => text === '1') ? 'firstMissing' : 'numberMissing', 1);
}

/** Words that meet in full; letters that stand for words are evidence only when there are three of them. */
function evidenceOf({ meeting, left, right }: Pairing): number {
  const words = Math.max(left.length, right.length);
  if (meeting === 'initial') return 0;
  return meeting === 'initials' && words < 3 ? 0 : words;
}

const FEMININE = /^(?:e|a|le|la|ne|ine|ette|te|lle|lla)$/;

const ENDING = /(?<=.{3})(?:nel|ner|nor|son|line|lande|lene|lyne|mene|mita|mise|ette)$/;

/** Kesnel and Kesner, Roseline and Roselande: given names made from one stem with the endings that Haitian names are made with. */
function haveOtherEndings(one: string, other: string): boolean {
  const [left, right] = [ENDING.exec(one), ENDING.exec(other)];
  return (
    left !== null && right !== null && left[0] !== right[0] && one.slice(0, left.index) === other.slice(0, right.index)
  );
}

/** Louis and Louise, Emmanuel and Emmanuella, Mario and Maria, where a given name stands. */
function areTwoForms({ meeting, left, right }: Pairing, a: NameForm, b: NameForm): boolean {
  if (meeting !== 'spelling' || a.family !== 'person') return false;
  if (haveOtherEndings(a.tokens[left[0]!]!.text, b.tokens[right[0]!]!.text)) return true;
  if (left[0] !== 0 && right[0] !== 0) return false;
  const texts = [a.tokens[left[0]!]!.text, b.tokens[right[0]!]!.text].sort((x, y) => x.length - y.length);
  const [short = '', long = ''] = texts;
  if (short.length === long.length)
    return (
      short.length > 3 && short.slice(0, -1) === long.slice(0, -1) && /^(oa|ao)$/.test(short.slice(-1) + long.slice(-1))
    );
  return (
    short.length > 3 && /[^aeiou]$/.test(short) && long.startsWith(short) && FEMININE.test(long.slice(short.length))
  );
}

export function countFeatures(a: NameForm, b: NameForm, alignment: Alignment): NameCounts {
  const counts: NameCounts = {};
  let evidence = 0;
  for (const pairing of alignment.pairings) {
    countPairing(counts, pairing, a, b);
    const token = a.tokens[pairing.left[0]!]!;
    if (areTwoForms(pairing, a, b)) add(counts, 'otherForm', 1);
    if (token.kind === 'word' || token.kind === 'number' || token.kind === 'place') evidence += evidenceOf(pairing);
  }
  const leftOver = alignment.leftOver.map((at) => a.tokens[at]!);
  const rightOver = alignment.rightOver.map((at) => b.tokens[at]!);
  countLeftOvers(counts, leftOver, rightOver);
  const bothFirms = a.family === 'company' && b.family === 'company';
  countNumbers(counts, leftOver, rightOver, bothFirms && !leadsWithNumber(a) && !leadsWithNumber(b));
  const more = (counts.missing ?? 0) > 0 || (counts.initial ?? 0) > 1 || counts.placeMissing === 1;
  if (evidence === 0 || (evidence < 2 && more)) add(counts, 'thin', 1);
  if (inOtherOrder(alignment.pairings, a)) add(counts, 'order', 1);
  return counts;
}
