import { Injectable } from '@nestjs/common';
import type { MatchEntity } from '../matching/matching.types';
import type { ScreeningHit, SearchedList } from '../screening.types';
import type { WatchlistView } from '../watchlists/watchlist.types';
import { WatchlistsRepository } from '../watchlists/watchlists.repository';
import { NamesMet } from './names-met.service';
import { Screener } from './screener.service';
import type { Comparison } from './screening-answer.types';

const MOST_HITS = 5;

/** Which lists were searched, and what each name met there, best first. Without a list there is no answer for any name. */
export interface NamesScreened {
  readonly lists: readonly SearchedList[];
  readonly hits: ReadonlyMap<string, readonly ScreeningHit[]>;
}

/** Screens names of which nothing else is known against every list the caller sees; each name once. Within a unit of work. */
@Injectable()
export class NameScreening {
  constructor(
    private readonly screener: Screener,
    private readonly watchlists: WatchlistsRepository,
    private readonly met: NamesMet,
  ) {}

  /** The lists that would be searched. */
  async lists(): Promise<SearchedList[]> {
    return (await this.live()).map(searched);
  }

  /** @param onDate yyyy-MM-dd; null for lists as they stand */
  async screen(names: readonly string[], onDate: string | null): Promise<NamesScreened> {
    const lists = await this.live();
    if (lists.length === 0) return { lists: [], hits: new Map() };
    const shown = lists.map(searched);
    const met = this.met.of(shown, onDate);
    const each = [...new Set(names)];
    const hits = new Map(each.flatMap((name) => (met.has(name) ? [[name, met.get(name)!] as const] : [])));
    const unknown = each.filter((name) => !hits.has(name));
    if (unknown.length === 0) return { lists: shown, hits };
    const options = { listIds: null, casework: false, onDate, limit: MOST_HITS, nearMisses: 0 };
    const { answers } = await this.screener.screen(unknown.map(partyNamed), options);
    unknown.forEach((name, at) => {
      hits.set(name, answers[at]!.hits.map(hitOf));
      this.met.keep(met, name, hits.get(name)!);
    });
    return { lists: shown, hits };
  }

  private async live(): Promise<WatchlistView[]> {
    return (await this.watchlists.visible(null)).filter(({ live_number }) => live_number !== null);
  }
}

/** A party of whom a document gives no more than the name. */
export const partyNamed = (name: string): MatchEntity => ({ schema: 'LegalEntity', names: [name] });

const searched = ({ id, code, title, live_number }: WatchlistView): SearchedList => ({
  id,
  code,
  title,
  version: live_number!,
});

function hitOf({ met, result }: Comparison): ScreeningHit {
  if (!('entry' in met)) throw new Error('only lists were asked');
  const { list, entry } = met;
  return {
    listId: list.id,
    list: list.code,
    listVersion: list.live_number!,
    entryId: entry.entry_id,
    listRef: entry.reference ?? entry.source_id,
    name: entry.caption,
    score: result.score,
    why: result.features.map(
      ({ reason, query, candidate, points }) => `${query} / ${candidate}: ${reason} (${points})`,
    ),
  };
}
