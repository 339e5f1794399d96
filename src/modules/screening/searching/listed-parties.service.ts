import { Injectable } from '@nestjs/common';
import type { MatchEntity } from '../matching/matching.types';
import type { PartyScreening, ScreenedParty, ScreeningAnswer, ScreeningHit } from '../screening.types';
import { Screener } from './screener.service';
import type { Comparison } from './screening-answer.types';

const MOST_HITS = 5;

/** Screens the parties of bills against every list the caller sees. Where no list is live, nobody was screened. */
@Injectable()
export class ListedParties implements PartyScreening {
  constructor(private readonly screener: Screener) {}

  async screen(parties: readonly ScreenedParty[], onDate: string | null): Promise<ScreeningAnswer> {
    const names = [...new Set(parties.map(({ name }) => name))];
    const queries = names.map((name): MatchEntity => ({ schema: 'LegalEntity', names: [name] }));
    const options = { listIds: null, casework: false, onDate, limit: MOST_HITS, nearMisses: 0 };
    const { lists, answers } = await this.screener.screen(queries, options);
    if (lists.length === 0) return 'NOT_AVAILABLE';
    const hitsOf = new Map(names.map((name, at) => [name, answers[at]!.hits.map(hitOf)]));
    return parties.map(({ name }) => hitsOf.get(name)!);
  }
}

function hitOf({ met, result }: Comparison): ScreeningHit {
  if (!('entry' in met)) throw new Error('only lists were asked');
  const { reference, source_id, caption } = met.entry;
  return {
    listRef: reference ?? source_id,
    name: caption,
    score: result.score,
    why: result.features.map(
      ({ reason, query, candidate, points }) => `${query} / ${candidate}: ${reason} (${points})`,
    ),
  };
}
