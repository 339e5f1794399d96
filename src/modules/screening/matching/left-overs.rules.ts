/** What the tokens that met nothing say: parts left out, parts that conflict, other types, places and numbers. */
import type { NameForm, Token, TokenKind } from './matching.types';
import type { NameCounts } from './name-features.rules';

interface Tally {
  readonly word: number;
  readonly initial: number;
  readonly particle: number;
  readonly type: number;
  readonly place: number;
  readonly number: number;
}

function tally(form: NameForm, over: readonly number[]): Tally {
  const counted: Record<TokenKind, number> = { word: 0, initial: 0, particle: 0, type: 0, place: 0, number: 0 };
  for (const at of over) counted[form.tokens[at]!.kind]++;
  return counted;
}

function countParts(counts: NameCounts, left: Tally, right: Tally): void {
  const [parts, others] = [left.word + left.initial, right.word + right.initial];
  const both = Math.min(parts, others);
  const more = Math.abs(parts - others);
  if (both > 0) counts.conflict = both;
  if (more === 0) return;
  const initials = Math.min((parts > others ? left : right).initial, more);
  if (initials > 0) counts.missingInitial = initials;
  if (more > initials) counts.missing = more - initials;
}

function countPlaces(counts: NameCounts, left: Tally, right: Tally): void {
  if (left.place + right.place === 0) return;
  const bothHaveMore = left.place + left.word + left.initial > 0 && right.place + right.word + right.initial > 0;
  if (bothHaveMore && counts.conflict === undefined) counts.conflict = 1;
  else counts.placeMissing = 1;
}

/** In `First National` or `3M` the number is the name, not its place in a series. */
const leadsWithNumber = ({ tokens }: NameForm): boolean =>
  tokens.find(({ kind }) => kind !== 'particle')?.kind === 'number';

const isFirst = ({ kind, text }: Token): boolean => kind !== 'number' || text === '1';

function countNumbers(counts: NameCounts, a: Side, b: Side): void {
  const [left, right] = [a.tally.number, b.tally.number];
  if (left + right === 0) return;
  const series =
    a.form.family === 'company' && b.form.family === 'company' && !leadsWithNumber(a.form) && !leadsWithNumber(b.form);
  if (left > 0 && right > 0) counts[series ? 'seriesDiffers' : 'numberDiffers'] = 1;
  else if (series && [a, b].every(({ form, over }) => over.every((at) => isFirst(form.tokens[at]!))))
    counts.firstMissing = 1;
  else counts.numberMissing = 1;
}

interface Side {
  readonly form: NameForm;
  readonly over: readonly number[];
  readonly tally: Tally;
}

export function countLeftOvers(
  counts: NameCounts,
  a: NameForm,
  leftOver: readonly number[],
  b: NameForm,
  rightOver: readonly number[],
): void {
  if (leftOver.length + rightOver.length === 0) return;
  const [left, right] = [tally(a, leftOver), tally(b, rightOver)];
  countParts(counts, left, right);
  countPlaces(counts, left, right);
  if (left.particle + right.particle > 0) counts.particle = 1;
  if (left.type > 0 && right.type > 0) counts.typeDiffers = 1;
  else if (left.type + right.type > 0) counts.typeMissing = 1;
  countNumbers(counts, { form: a, over: leftOver, tally: left }, { form: b, over: rightOver, tally: right });
}
