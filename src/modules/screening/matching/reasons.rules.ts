/** The points of a name comparison as features a person can read: which word met which, and which met nothing. */
import type { Pairing } from './align.rules';
import type { Feature, NameForm, TokenKind } from './matching.types';
import type { NameComparison, NamePoints } from './name-score.rules';
import { lettersOf, spellingFeature } from './name-features.rules';
import { NAME_WEIGHTS, type NameFeature } from './weights.cases';

interface Sides {
  readonly query: string;
  readonly candidate: string;
}

const textOf = (form: NameForm, at: readonly number[]): string => at.map((index) => form.tokens[index]!.text).join(' ');

const KINDS_OF: Readonly<Partial<Record<NameFeature, readonly TokenKind[]>>> = {
  missing: ['word'],
  missingInitial: ['initial'],
  conflict: ['word', 'initial', 'place'],
  thin: ['word', 'initial'],
  particle: ['particle'],
  typeMissing: ['type'],
  typeDiffers: ['type'],
  placeMissing: ['place'],
  numberMissing: ['number'],
  seriesDiffers: ['number'],
  numberDiffers: ['number'],
};

function belongs(pairing: Pairing, left: NameForm, right: NameForm, feature: NameFeature): boolean {
  const { meeting, cost } = pairing;
  if (meeting === feature && meeting !== 'spelling') return true;
  if (meeting === 'initials') return feature === 'initial';
  if (cost === 0 || (meeting !== 'spelling' && meeting !== 'joined')) return false;
  return feature === spellingFeature(Math.max(lettersOf(left, pairing.left), lettersOf(right, pairing.right)));
}

/** Which words a feature is about, on each side; the whole names where it is about them. */
function sidesOf(comparison: NameComparison, feature: NameFeature): Sides {
  const { alignment, left, right, query, candidate, swapped } = comparison;
  const whole = { query: query.value, candidate: candidate.value };
  if (alignment === null) return whole;
  const kinds = KINDS_OF[feature];
  const unmatched = (form: NameForm, over: readonly number[]): string =>
    over
      .filter((at) => kinds?.includes(form.tokens[at]!.kind))
      .map((at) => form.tokens[at]!.text)
      .join(' ');
  const met = alignment.pairings.filter((pairing) => belongs(pairing, left, right, feature));
  const [one, other] = kinds
    ? [unmatched(left, alignment.leftOver), unmatched(right, alignment.rightOver)]
    : [
        met.map((pairing) => textOf(left, pairing.left)).join(', '),
        met.map((pairing) => textOf(right, pairing.right)).join(', '),
      ];
  if (one === '' && other === '') return whole;
  return swapped ? { query: other, candidate: one } : { query: one, candidate: other };
}

/** Ten points for two names that are compared, then what each difference takes away. */
export function nameReasons(comparison: NameComparison, weights: NamePoints): readonly Feature[] {
  const { query, candidate, counts } = comparison;
  const lost = (Object.keys(counts) as NameFeature[])
    .filter((name) => counts[name] !== 0)
    .map((name) => ({
      name,
      points: counts[name]! * weights[name] + 0,
      reason: `${NAME_WEIGHTS[name].why} (${counts[name]} x ${weights[name]} per ${NAME_WEIGHTS[name].per})`,
      ...sidesOf(comparison, name),
    }));
  return [
    { name: 'name', points: 10, reason: 'compared with', query: query.value, candidate: candidate.value },
    ...lost,
  ];
}
