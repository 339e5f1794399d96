import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { SCREENING_ERRORS } from '../screening.errors';
import { Screener } from '../searching/screener.service';
import { SearchedLists } from '../searching/searched-lists.service';
import type { WatchlistView } from '../watchlists/watchlist.types';
import { candidatesOf } from './candidate.mapping';
import { ReconciliationLinksRepository } from './reconciliation-links.repository';
import type { Candidate, ReconciliationQuery } from './reconciliation.types';

/** Candidates that are looked at beyond the hits, so that a hit is only called certain if nothing comes close. */
const NEAR = 5;
const SUGGESTED = 10;

export interface SearchScope {
  readonly lists: readonly WatchlistView[];
  readonly casework: boolean;
}

/** Matches cells of a spreadsheet, under the visibility of whoever made the link; what is shown of classified casework is in the log. */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly links: ReconciliationLinksRepository,
    private readonly lists: SearchedLists,
    private readonly screener: Screener,
  ) {}

  /** What the link searches, for the manifest. */
  scope(actor: Actor): Promise<SearchScope> {
    return this.uow.read(actor, () => this.scopeOf(actor));
  }

  /** Candidates for a name typed by hand. */
  async suggest(actor: Actor, name: string): Promise<Candidate[]> {
    if (name.trim() === '') return [];
    const [found] = await this.reconcile(actor, [
      { party: { schema: 'LegalEntity', names: [name] }, limit: SUGGESTED },
    ]);
    return found!;
  }

  /** One list of candidates for each query, in the order asked. Throws SCREENING.NOTHING_TO_SEARCH. */
  reconcile(actor: Actor, queries: readonly ReconciliationQuery[]): Promise<Candidate[][]> {
    return this.uow.read(actor, async () => {
      const { lists, casework } = await this.scopeOf(actor);
      if (lists.length === 0 && !casework) throw new DomainError(SCREENING_ERRORS.NOTHING_TO_SEARCH);
      const limit = Math.max(1, ...queries.map((query) => query.limit));
      const listIds = lists.map(({ id }) => id);
      const options = { listIds, casework, onDate: null, limit, nearMisses: Math.max(limit, NEAR) };
      const parties = queries.map(({ party }) => party);
      const { answers } = await this.screener.screen(parties, options);
      return answers.map((answer, at) => candidatesOf(answer, queries[at]!.limit));
    });
  }

  /** Each list that was named must be live: a spreadsheet shows no footnote that says otherwise. */
  private async scopeOf({ linkId }: Actor): Promise<SearchScope> {
    const link = linkId === undefined ? undefined : await this.links.find(linkId);
    if (!link) throw new DomainError(COMMON.NOT_FOUND);
    const named = await this.lists.named(link.listIds);
    const lists = named.filter(({ live_number }) => live_number !== null);
    if (link.listIds !== null && lists.length < named.length) throw new DomainError(SCREENING_ERRORS.NOTHING_TO_SEARCH);
    return { lists, casework: link.casework };
  }
}
