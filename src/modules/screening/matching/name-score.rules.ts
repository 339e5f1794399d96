/** Two names to points lost of ten. The comparison itself runs in one order of the two, so that it cannot depend on the side. */
import { align, type Alignment, comparesBySound } from './align.rules';
import { halfEdits } from './edit.rules';
import { leastHalfEdits } from './letter-counts.rules';
import type { NameForm, PreparedEntity, PreparedName } from './matching.types';
import { countFeatures, type NameCounts } from './name-features.rules';
import { NAME_FEATURES, NAME_WEIGHTS, type NameFeature } from './weights.cases';

export type NamePoints = Readonly<Record<NameFeature, number>>;
export const DEFAULT_POINTS = Object.fromEntries(
  NAME_FEATURES.map((name) => [name, NAME_WEIGHTS[name].points]),
) as NamePoints;

export interface NameComparison {
  readonly query: PreparedName;
  readonly candidate: PreparedName;
  /** 10 for equal names, less for each feature, never under 0. */
  readonly points: number;
  readonly counts: NameCounts;
  /** null where the names were compared run together. */
  readonly alignment: Alignment | null;
  /** Whether `left` is the candidate's side. */
  readonly swapped: boolean;
  readonly left: NameForm;
  readonly right: NameForm;
}

/** As much as halfEdits looks at: beyond it long names that begin alike would be equal. */
const MAX_COMPACT = 48;

/** Both names run together: settles what was cut in another place, and small differences across the cuts. */
function compactCounts(a: NameForm, b: NameForm, { typeDiffers, typeMissing }: NameCounts): NameCounts | undefined {
  if (a.whole === b.whole) return { joined: 1 };
  const types: NameCounts = { ...(typeDiffers ? { typeDiffers } : {}), ...(typeMissing ? { typeMissing } : {}) };
  if (a.compact === b.compact) return { joined: 1, ...types };
  // One figure is one letter here, and another ship.
  if (/[0-9]/.test(a.compact) || /[0-9]/.test(b.compact)) return undefined;
  const length = Math.max(a.compact.length, b.compact.length);
  if (length < 8 || length > MAX_COMPACT || leastHalfEdits(a.compactLetters, b.compactLetters) > 2) return undefined;
  const cost = halfEdits(a.compact, b.compact, 2);
  return cost <= 2 ? { joined: 1, longSpelling: cost, ...types } : undefined;
}

export function pointsOf(counts: NameCounts, weights: NamePoints): number {
  let points = 10;
  for (const name in counts) points += (counts[name as NameFeature] ?? 0) * weights[name as NameFeature];
  return Math.max(0, Math.min(10, points));
}

interface FormComparison {
  readonly points: number;
  readonly counts: NameCounts;
  readonly alignment: Alignment | null;
}

const EQUAL: FormComparison = { points: 10, counts: {}, alignment: null };
/** One letter names nobody, even the same one twice. */
const LONE_LETTER: FormComparison = { points: 0, counts: { initial: 1, thin: 1 }, alignment: null };
const STRANGERS: FormComparison = { points: 0, counts: { nothing: 1 }, alignment: null };

function compareCompact(a: NameForm, b: NameForm, found: NameCounts, weights: NamePoints): FormComparison | undefined {
  const counts = compactCounts(a, b, found);
  return counts === undefined ? undefined : { points: pointsOf(counts, weights), counts, alignment: null };
}

const initialOver = (form: NameForm, over: readonly number[]): boolean =>
  over.some((at) => form.tokens[at]!.kind === 'initial');

/** Whether it is worth looking at the names run together; not where each has an initial of its own, which is one letter there. */
function maybeCutElsewhere(a: NameForm, b: NameForm, { leftOver, rightOver }: Alignment, counts: NameCounts): boolean {
  if (a.whole === b.whole || a.compact === b.compact) return true;
  if (counts.conflict === undefined && counts.joined === undefined) return false;
  return !(initialOver(a, leftOver) && initialOver(b, rightOver));
}

function compareForms(a: NameForm, b: NameForm, weights: NamePoints): FormComparison {
  if (a.key === b.key)
    return a.key.length > 1 ? EQUAL : { ...LONE_LETTER, points: pointsOf(LONE_LETTER.counts, weights) };
  const alignment = align(a, b);
  if (alignment.pairings.length === 0) return compareCompact(a, b, {}, weights) ?? STRANGERS;
  const counts = countFeatures(a, b, alignment);
  const points = pointsOf(counts, weights);
  if (!maybeCutElsewhere(a, b, alignment, counts)) return { points, counts, alignment };
  const compact = compareCompact(a, b, counts, weights);
  return compact !== undefined && compact.points > points ? compact : { points, counts, alignment };
}

/** The best reading of two names. */
export function compareNames(
  query: PreparedName,
  candidate: PreparedName,
  weights: NamePoints,
): NameComparison | undefined {
  let best: NameComparison | undefined;
  const isOriginal = query.original || candidate.original;
  const split = (query.split ? 1 : 0) + (candidate.split ? 1 : 0);
  for (const one of query.forms)
    for (const other of candidate.forms) {
      if (isOriginal && comparesBySound(one, other)) continue;
      const swapped = one.key > other.key;
      const [left, right] = swapped ? [other, one] : [one, other];
      const { points, counts, alignment } = compareForms(left, right, weights);
      const total = Math.max(0, points + split * weights.splitAlias);
      if (best === undefined || total > best.points)
        best = {
          query,
          candidate,
          points: total,
          counts: split > 0 ? { ...counts, splitAlias: split } : counts,
          alignment,
          left,
          right,
          swapped,
        };
    }
  return best;
}

export const isWeak = ({ query, candidate }: NameComparison): boolean =>
  query.quality === 'weak' || candidate.quality === 'weak';

/** The pair of names that speaks most for the two entities, where weak aliases count for `weakCap` points at most. */
export function bestNames(
  query: PreparedEntity,
  candidate: PreparedEntity,
  weights: NamePoints,
  weakCap = 10,
): NameComparison | undefined {
  let best: NameComparison | undefined;
  let most = -1;
  for (const one of query.names)
    for (const other of candidate.names) {
      const comparison = compareNames(one, other, weights);
      if (comparison === undefined) continue;
      const points = isWeak(comparison) ? Math.min(weakCap, comparison.points) : comparison.points;
      if (points > most) [best, most] = [comparison, points];
    }
  return best;
}
