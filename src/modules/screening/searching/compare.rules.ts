/** Scores candidates and says why: what of a search needs no database. */
import { match, score } from '../matching/match.rules';
import type { MatchOptions, MatchResult, PreparedEntity } from '../matching/matching.types';
import { DEFAULT_THRESHOLD } from '../matching/weights.cases';

/** What can be met, in each way it can be read. */
export interface Readable<Met> {
  readonly met: Met;
  readonly readings: readonly PreparedEntity[];
}

export interface Compared<Met> {
  readonly met: Met;
  readonly result: MatchResult;
}

export interface Answer<Met> {
  /** At or above the threshold, best first. */
  readonly hits: readonly Compared<Met>[];
  /** Hits beyond the limit. */
  readonly more: number;
  /** The best below the threshold, with what kept them there. */
  readonly nearMisses: readonly Compared<Met>[];
  readonly flags: readonly string[];
}

export interface CompareOptions extends MatchOptions {
  /** Hits given for each query. */
  readonly limit: number;
  readonly nearMisses: number;
}

export interface Likeness {
  /** The reading of the query, and the one of the candidate, that suit each other best. */
  readonly query: PreparedEntity;
  readonly party: PreparedEntity;
  readonly score: number;
}

type Scored<Met> = Likeness & { readonly met: Met };

/** As a person against persons; where no two readings are of one kind, as they came. */
export function likeness(
  query: readonly PreparedEntity[],
  candidate: readonly PreparedEntity[],
  options: MatchOptions = {},
): Likeness {
  const pairs = query.flatMap((one) => candidate.map((party) => ({ query: one, party })));
  const suiting = pairs.filter((pair) => pair.query.family === pair.party.family);
  return (suiting.length > 0 ? suiting : pairs.slice(0, 1))
    .map((pair) => ({ ...pair, score: score(pair.query, pair.party, options) }))
    .reduce((high, each) => (each.score > high.score ? each : high));
}

/** One query, in each way it can be read, against its candidates. */
export function compare<Met>(
  query: readonly PreparedEntity[],
  candidates: readonly Readable<Met>[],
  options: CompareOptions,
): Answer<Met> {
  const threshold = options.threshold ?? DEFAULT_THRESHOLD;
  const ordered = candidates
    .map(({ met, readings }): Scored<Met> => ({ met, ...likeness(query, readings, options) }))
    .sort((a, b) => b.score - a.score);
  const isHit = (each: Scored<Met>): boolean => each.score >= threshold && each.score > 0;
  const hits = ordered.filter(isHit);
  const explained = ({ met, query: one, party }: Scored<Met>): Compared<Met> => ({
    met,
    result: match(one, party, options),
  });
  const misses = options.nearMisses === 0 ? [] : ordered.filter((each) => !isHit(each)).slice(0, options.nearMisses);
  return {
    hits: hits.slice(0, options.limit).map(explained),
    more: Math.max(0, hits.length - options.limit),
    nearMisses: misses.map(explained),
    flags: [...new Set(query.flatMap(({ flags }) => flags))],
  };
}
