import { Injectable } from '@nestjs/common';
import { RecordsService } from '../../records';
import { match, score } from '../matching/match.rules';
import type { MatchEntity, MatchOptions, PreparedEntity } from '../matching/matching.types';
import { DEFAULT_THRESHOLD } from '../matching/weights.cases';
import type { WatchlistView } from '../watchlists/watchlist.types';
import { WatchlistsRepository } from '../watchlists/watchlists.repository';
import { askedKeys, readingsOf } from './asked-keys.rules';
import { type Candidate, CandidatesRepository } from './candidates.repository';
import { PreparedContents } from './prepared-contents.service';
import { PreparedSubjects } from './prepared-subjects.service';
import type { Comparison, Met, QueryAnswer, Screened, ScreenOptions } from './screening-answer.types';

/** Queries searched by one statement. */
const TOGETHER = 200;

interface Scored {
  readonly met: Met;
  readonly query: PreparedEntity;
  readonly party: PreparedEntity;
  readonly score: number;
}

/** What can be met, in each way it can be read. */
interface Known {
  readonly met: Met;
  readonly readings: readonly PreparedEntity[];
}

/**
 * One path for lists and casework: keys of the query, candidates from PostgreSQL under the caller's own visibility, then the matcher.
 * Within a unit of work.
 */
@Injectable()
export class Screener {
  constructor(
    private readonly candidates: CandidatesRepository,
    private readonly contents: PreparedContents,
    private readonly subjects: PreparedSubjects,
    private readonly records: RecordsService,
    private readonly watchlists: WatchlistsRepository,
  ) {}

  /** One answer for each query, in the order asked. */
  async screen(queries: readonly MatchEntity[], options: ScreenOptions): Promise<Screened> {
    const parties = queries.map(readingsOf);
    const [visible, ...found] = await Promise.all([
      this.watchlists.visible(options.listIds),
      ...chunks(parties).map((chunk) => this.candidates.find(askedKeys(chunk), options)),
    ]);
    const lists = visible.filter(({ live_number }) => live_number !== null);
    const answers: QueryAnswer[] = [];
    for (const [at, candidates] of found.entries()) {
      const known = await this.load(candidates, lists, options.except);
      answers.push(...compared(parties.slice(at * TOGETHER, (at + 1) * TOGETHER), candidates, known, options));
    }
    return { lists, answers };
  }

  private async load(
    found: readonly Candidate[],
    lists: readonly WatchlistView[],
    except: number | undefined,
  ): Promise<ReadonlyMap<string, Known>> {
    const keysOf = (isListed: boolean): number[] =>
      found.filter(({ scope }) => scope > 0 === isListed).map(({ item }) => item);
    const listOf = new Map(lists.map((list) => [list.key, list]));
    const known = new Map<string, Known>();
    for (const [key, { content, party }] of await this.contents.of(keysOf(true))) {
      const list = listOf.get(content.list_key);
      if (list) known.set(keyOf({ scope: list.key, item: key }), { met: { list, entry: content }, readings: [party] });
    }
    const subjects = (await this.subjects.of(keysOf(false))).filter(({ recordKey }) => recordKey !== except);
    if (subjects.length === 0) return known;
    const spine = await this.records.findByKeys([...new Set(subjects.map(({ recordKey }) => recordKey))]);
    const recordOf = new Map(spine.map((record) => [record.key, record]));
    for (const { key, recordKey, pointer, caption, readings } of subjects) {
      const record = recordOf.get(recordKey);
      if (record) known.set(keyOf({ scope: 0, item: key }), { met: { record, pointer, caption }, readings });
    }
    return known;
  }
}

const keyOf = ({ scope, item }: Pick<Candidate, 'scope' | 'item'>): string => `${scope} ${item}`;

const chunks = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / TOGETHER) }, (_, at) =>
    items.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );

function compared(
  parties: readonly (readonly PreparedEntity[])[],
  candidates: readonly Candidate[],
  known: ReadonlyMap<string, Known>,
  options: ScreenOptions,
): QueryAnswer[] {
  const scored = parties.map((): Scored[] => []);
  for (const candidate of candidates) {
    const met = known.get(keyOf(candidate));
    if (met) scored[candidate.query]!.push(best(parties[candidate.query]!, met, options));
  }
  return scored.map((each, at) => answerOf(each, parties[at]!, options));
}

/** The reading that suits the candidate: as a person against persons, otherwise as it came. */
function best(query: readonly PreparedEntity[], { met, readings }: Known, options: MatchOptions): Scored {
  const pairs = query.flatMap((one) => readings.map((other) => [one, other] as const));
  const suiting = pairs.filter(([one, other]) => one.family === other.family);
  const scored = (suiting.length > 0 ? suiting : pairs.slice(0, 1)).map(([one, other]) => ({
    met,
    query: one,
    party: other,
    score: score(one, other, options),
  }));
  return scored.reduce((high, each) => (each.score > high.score ? each : high));
}

function answerOf(scored: readonly Scored[], variants: readonly PreparedEntity[], options: ScreenOptions): QueryAnswer {
  const threshold = options.threshold ?? DEFAULT_THRESHOLD;
  const ordered = [...scored].sort((a, b) => b.score - a.score);
  const isHit = (each: Scored): boolean => each.score >= threshold && each.score > 0;
  const hits = ordered.filter(isHit);
  const explained = ({ met, query, party }: Scored): Comparison => ({ met, result: match(query, party, options) });
  return {
    hits: hits.slice(0, options.limit).map(explained),
    more: Math.max(0, hits.length - options.limit),
    nearMisses: ordered
      .filter((each) => !isHit(each))
      .slice(0, options.nearMisses)
      .map(explained),
    flags: [...new Set(variants.flatMap(({ flags }) => flags))],
  };
}
