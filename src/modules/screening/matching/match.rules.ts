/**
 * The comparison of two parties: names first, then what identifies them, then what speaks for or against. A name the source calls
 * weak (UN list: alias quality "Low") stays under the threshold by itself, whatever weights are asked for.
 */
import { identifierFeature, qualifierFeatures } from './entity-features.rules';
import type { Feature, MatchEntity, MatchOptions, MatchResult, PreparedEntity } from './matching.types';
import { bestNames, isWeak, type NameComparison, type NamePoints } from './name-score.rules';
import { prepare } from './prepare.rules';
import { nameReasons } from './reasons.rules';
import { ALL_WEIGHTS, DEFAULT_THRESHOLD } from './weights.cases';

/** Under this a name is another name, and an equal birth date or country does not make it likelier. */
const LIFTED_FROM = 5;

type Weights = NamePoints & Readonly<Record<string, number>>;

const DEFAULT_WEIGHTS = Object.fromEntries(
  Object.entries(ALL_WEIGHTS).map(([name, { points }]) => [name, points]),
) as Weights;

const weightsOf = (options: MatchOptions): Weights => {
  if (options.weights === undefined) return DEFAULT_WEIGHTS;
  const known = Object.entries(options.weights).filter(
    ([name, points]) => name in DEFAULT_WEIGHTS && Number.isFinite(points),
  );
  return { ...DEFAULT_WEIGHTS, ...Object.fromEntries(known) };
};

const thresholdOf = ({ threshold }: MatchOptions): number =>
  threshold === undefined || !Number.isFinite(threshold) ? DEFAULT_THRESHOLD : Math.min(1, Math.max(0, threshold));

const comparable = (query: PreparedEntity, candidate: PreparedEntity): boolean =>
  query.family === candidate.family ||
  query.source.schema === 'LegalEntity' ||
  candidate.source.schema === 'LegalEntity' ||
  (query.family !== 'person' &&
    candidate.family !== 'person' &&
    query.family !== 'thing' &&
    candidate.family !== 'thing');

interface Judged {
  readonly points: number;
  readonly features: () => readonly Feature[];
}

const clamp = (points: number): number => Math.min(10, Math.max(0, points));

/** Half a point under the threshold. */
const weakCap = (threshold: number): number => Math.max(0, threshold * 10 - 0.5);

function weakAliasFeature(name: NameComparison | undefined, threshold: number): Feature[] {
  if (name === undefined || !isWeak(name) || name.points <= weakCap(threshold)) return [];
  const points = weakCap(threshold) - name.points;
  const reason = 'An alias of low quality does not reach the threshold by itself';
  return [{ name: 'weakAlias', points, reason, query: name.query.value, candidate: name.candidate.value }];
}

function judge(query: PreparedEntity, candidate: PreparedEntity, threshold: number, weights: Weights): Judged {
  const name = bestNames(query, candidate, weights, weakCap(threshold));
  const identifier = identifierFeature(query, candidate, weights);
  const namePoints = name?.points ?? 0;
  if (identifier === undefined && namePoints < LIFTED_FROM)
    return { points: namePoints, features: () => (name === undefined ? [] : nameReasons(name, weights)) };
  const weak = weakAliasFeature(name, threshold);
  const named = namePoints + (weak[0]?.points ?? 0);
  const byIdentifier = identifier !== undefined && identifier.points > named;
  const qualifiers = qualifierFeatures(query, candidate, weights);
  const points =
    (byIdentifier ? identifier.points : named) + qualifiers.reduce((sum, { points: each }) => sum + each, 0);
  const features = (): readonly Feature[] => [
    ...(byIdentifier ? [identifier] : name === undefined ? [] : [...nameReasons(name, weights), ...weak]),
    ...qualifiers,
  ];
  return { points: clamp(points), features };
}

/** 0 to 1 for two prepared entities: the whole of what a scan over a list needs. */
export function score(query: PreparedEntity, candidate: PreparedEntity, options: MatchOptions = {}): number {
  if (!comparable(query, candidate)) return 0;
  return judge(query, candidate, thresholdOf(options), weightsOf(options)).points / 10;
}

const OTHER_KIND: Feature = {
  name: 'schema',
  points: 0,
  reason: 'A person, an organisation and a thing are never one',
  query: '',
  candidate: '',
};

const isPrepared = (entity: MatchEntity | PreparedEntity): entity is PreparedEntity => 'family' in entity;

/** Never throws. The features' points add up to ten times the score (before it is kept within 0 and 1). */
export function match(
  query: MatchEntity | PreparedEntity,
  candidate: MatchEntity | PreparedEntity,
  options: MatchOptions = {},
): MatchResult {
  const [left, right] = [
    isPrepared(query) ? query : prepare(query),
    isPrepared(candidate) ? candidate : prepare(candidate),
  ];
  const threshold = thresholdOf(options);
  const flags = [...new Set([...left.flags, ...right.flags])];
  if (!comparable(left, right)) {
    const schema = { ...OTHER_KIND, query: left.source.schema, candidate: right.source.schema };
    return { score: 0, matched: false, threshold, features: [schema], heldBackBy: ['schema'], flags };
  }
  const judged = judge(left, right, threshold, weightsOf(options));
  const features = judged.features();
  const matched = judged.points >= threshold * 10 && judged.points > 0;
  const lost = features.filter(({ points }) => points < 0).sort((a, b) => a.points - b.points);
  const heldBackBy = matched ? [] : features.length === 0 ? ['noName'] : lost.map(({ name }) => name);
  return { score: judged.points / 10, matched, threshold, features, heldBackBy, flags };
}

/** What GET /v1/screening/algorithms says of this matcher. */
export const describe = () => ({
  name: 'lambi-points',
  version: 1,
  summary:
    'Ten points, less what speaks against the pair, plus what speaks for it; the score is a tenth of what is left.',
  defaultThreshold: DEFAULT_THRESHOLD,
  features: Object.entries(ALL_WEIGHTS).map(([name, weight]) => ({ name, ...weight })),
});
