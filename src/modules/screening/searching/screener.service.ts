import { Injectable } from '@nestjs/common';
import { RecordsService } from '../../records';
import { match, score } from '../matching/match.rules';
import type { MatchEntity, MatchOptions, PreparedEntity } from '../matching/matching.types';
import { DEFAULT_THRESHOLD } from '../matching/weights.cases';
import { askedKeys, readingsOf } from './asked-keys.rules';
import { type Candidate, CandidatesRepository } from './candidates.repository';
import { PreparedContents } from './prepared-contents.service';
import { PreparedSubjects } from './prepared-subjects.service';
import type { Comparison, Met, QueryAnswer, ScreenOptions } from './screening-answer.types';

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
  ) {}

  /** One answer for each query, in the order asked. */
  async screen(queries: readonly MatchEntity[], options: ScreenOptions): Promise<QueryAnswer[]> {
    const answers: QueryAnswer[] = [];
    for (let start = 0; start < queries.length; start += TOGETHER) {
      answers.push(...(await this.together(queries.slice(start, start + TOGETHER), options)));
    }
    return answers;
  }

  private async together(queries: readonly MatchEntity[], options: ScreenOptions): Promise<QueryAnswer[]> {
    const parties = queries.map(readingsOf);
    const scopes = [...options.lists.map(({ key }) => key), ...(options.casework ? [0] : [])];
    const found = await this.candidates.find(askedKeys(parties), scopes, options.onDate);
    const known = await this.load(found, options);
    const scored = queries.map((): Scored[] => []);
    for (const { query, scope, item } of found) {
      const candidate = known.get(`${scope} ${item}`);
      if (candidate) scored[query]!.push(best(parties[query]!, candidate, options));
    }
    return scored.map((each, at) => answerOf(each, parties[at]!, options));
  }

  private async load(
    found: readonly Candidate[],
    { lists, except }: ScreenOptions,
  ): Promise<ReadonlyMap<string, Known>> {
    const keysOf = (isListed: boolean): number[] =>
      found.filter(({ scope }) => scope > 0 === isListed).map(({ item }) => item);
    const listOf = new Map(lists.map((list) => [list.key, list]));
    const known = new Map<string, Known>();
    for (const [key, { content, party }] of await this.contents.of(keysOf(true))) {
      const list = listOf.get(content.list_key);
      if (list) known.set(`${list.key} ${key}`, { met: { list, entry: content }, readings: [party] });
    }
    const subjects = (await this.subjects.of(keysOf(false))).filter(({ recordKey }) => recordKey !== except);
    if (subjects.length === 0) return known;
    const spine = await this.records.findByKeys([...new Set(subjects.map(({ recordKey }) => recordKey))]);
    const recordOf = new Map(spine.map((record) => [record.key, record]));
    for (const { key, recordKey, pointer, caption, readings } of subjects) {
      const record = recordOf.get(recordKey);
      if (record)
        known.set(`0 ${key}`, { met: { record, pointer, caption, schema: readings[0]!.source.schema }, readings });
    }
    return known;
  }
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
