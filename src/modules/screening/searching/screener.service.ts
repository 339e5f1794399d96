import { Injectable } from '@nestjs/common';
import { RecordsService } from '../../records';
import type { MatchEntity, PreparedEntity } from '../matching/matching.types';
import type { WatchlistView } from '../watchlists/watchlist.types';
import { WatchlistsRepository } from '../watchlists/watchlists.repository';
import { askedKeys, hashedKeys, readingsOf } from './asked-keys.rules';
import { type Candidate, CandidatesRepository } from './candidates.repository';
import { type Answer, compare, type Compared, type Readable } from './compare.rules';
import { PreparedContents } from './prepared-contents.service';
import { PreparedSubjects } from './prepared-subjects.service';
import type { ListedMet, Met, QueryAnswer, Screened, ScreenOptions } from './screening-answer.types';

/** Queries searched by one statement. */
const TOGETHER = 200;

type Found =
  | ListedMet
  | { readonly recordKey: number; readonly pointer: string; readonly caption: string; readonly schema: string };

interface Known extends Readable<Found> {
  /** Of a party of a record, by what its reader sees of it. */
  readonly keys?: readonly number[];
}

/**
 * Finding keys are as visible as their record, while a name in it may be hidden with its source: who asks for such a name must not learn,
 * not even by a near miss, whose it is.
 */
const isFoundBy = ({ keys }: Known, asked: ReadonlySet<number>): boolean =>
  keys === undefined || keys.some((key) => asked.has(key));

/**
 * One path for lists and casework: keys of the query, candidates from PostgreSQL under the caller's own visibility, then the matcher.
 * Within a unit of work. Only records that are answered count as shown: a candidate that was no hit was seen by nobody.
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
    const parts = chunks(queries.map(readingsOf));
    const [visible, ...found] = await Promise.all([
      this.watchlists.visible(options.listIds),
      ...parts.map((part) => this.candidates.find(askedKeys(part), options)),
    ]);
    const lists = visible.filter(({ live_number }) => live_number !== null);
    const answers: Answer<Found>[] = [];
    for (const [at, part] of parts.entries()) answers.push(...(await this.compared(part, found[at]!, lists, options)));
    return { lists, answers: await this.named(answers) };
  }

  private async compared(
    queries: readonly (readonly PreparedEntity[])[],
    candidates: readonly Candidate[],
    lists: readonly WatchlistView[],
    options: ScreenOptions,
  ): Promise<Answer<Found>[]> {
    const known = await this.load(candidates, lists, options.except);
    const asked = queries.map((readings) => new Set(options.casework ? hashedKeys(readings) : []));
    const ofQuery = queries.map((): Known[] => []);
    for (const candidate of candidates) {
      const readable = known.get(keyOf(candidate));
      if (readable && isFoundBy(readable, asked[candidate.query]!)) ofQuery[candidate.query]!.push(readable);
    }
    return queries.map((query, at) =>
      together(
        ROOMS.map((isOf) =>
          compare(
            query,
            ofQuery[at]!.filter(({ met }) => isOf(met)),
            options,
          ),
        ),
      ),
    );
  }

  private async load(
    candidates: readonly Candidate[],
    lists: readonly WatchlistView[],
    except: number | undefined,
  ): Promise<ReadonlyMap<string, Known>> {
    const itemsOf = (isListed: boolean): number[] =>
      candidates.filter(({ scope }) => scope > 0 === isListed).map(({ item }) => item);
    const listOf = new Map(lists.map((list) => [list.key, list]));
    const known = new Map<string, Known>();
    for (const [item, { content: entry, party }] of await this.contents.of(itemsOf(true))) {
      const list = listOf.get(entry.list_key);
      if (list) known.set(keyOf({ scope: list.key, item }), { met: { list, entry }, readings: [party] });
    }
    for (const { key, recordKey, pointer, caption, readings } of await this.subjects.of(itemsOf(false))) {
      if (recordKey !== except)
        known.set(keyOf({ scope: 0, item: key }), {
          met: { recordKey, pointer, caption, schema: readings[0]!.source.schema },
          readings,
          keys: hashedKeys(readings),
        });
    }
    return known;
  }

  /** The records that are answered, as the caller sees them. */
  private async named(answers: readonly Answer<Found>[]): Promise<QueryAnswer[]> {
    const keys = answers.flatMap(({ hits, nearMisses }) =>
      [...hits, ...nearMisses].flatMap(({ met }) => ('recordKey' in met ? [met.recordKey] : [])),
    );
    const spine = await this.records.findByKeys([...new Set(keys)]);
    const recordOf = new Map(spine.map((record) => [record.key, record]));
    const asMet = (found: Found): Met | undefined => {
      if ('list' in found) return found;
      const record = recordOf.get(found.recordKey);
      return record && { record, pointer: found.pointer, caption: found.caption, schema: found.schema };
    };
    const all = (compared: readonly Compared<Found>[]): Compared<Met>[] =>
      compared.flatMap(({ met: found, result }) => {
        const met = asMet(found);
        return met ? [{ met, result }] : [];
      });
    return answers.map((answer) => ({ ...answer, hits: all(answer.hits), nearMisses: all(answer.nearMisses) }));
  }
}

/** Entries of lists, entities, parties within records: each with places of its own, so that none hides another. */
const ROOMS: readonly ((met: Found) => boolean)[] = [
  (met) => 'list' in met,
  (met) => 'recordKey' in met && met.pointer === '',
  (met) => 'recordKey' in met && met.pointer !== '',
];

const together = (answers: readonly Answer<Found>[]): Answer<Found> => ({
  hits: answers.flatMap(({ hits }) => hits),
  more: answers.reduce((sum, { more }) => sum + more, 0),
  nearMisses: answers.flatMap(({ nearMisses }) => nearMisses),
  flags: [...new Set(answers.flatMap(({ flags }) => flags))],
});

/** Of casework a candidate's scope says no more than its key does. */
const keyOf = ({ scope, item }: Pick<Candidate, 'scope' | 'item'>): string => `${Math.max(scope, 0)} ${item}`;

const chunks = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / TOGETHER) }, (_, at) =>
    items.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
