import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { Jobs } from '../../../platform/jobs/jobs';
import { SCREENING_ERRORS } from '../screening.errors';
import { ListDownload } from './list-download.service';
import { type ReceivedVersion, WatchlistIntake } from './watchlist-intake.service';
import { FETCH_WATCHLIST, type FetchListPayload } from './watchlist.types';
import { WatchlistsService } from './watchlists.service';

const EVERY_MS = 24 * 3_600_000;

/** Fetches a list from its source, at once and then each day. */
@Injectable()
export class ListFetching {
  constructor(
    private readonly watchlists: WatchlistsService,
    private readonly downloads: ListDownload,
    private readonly intake: WatchlistIntake,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param url the list's own source unless given; only the own source is asked again */
  async fetch(actor: Actor, listId: string, url: string | undefined): Promise<ReceivedVersion> {
    const list = await this.watchlists.readOwn(actor, listId);
    const sourceUrl = url ?? list.source_url;
    if (sourceUrl === null) throw new DomainError(SCREENING_ERRORS.SOURCE_NOT_ALLOWED);
    const content = await this.downloads.fetch(sourceUrl);
    const fileName = new URL(sourceUrl).pathname.split('/').at(-1) || 'list';
    const file = { fileName, sourceUrl, announced: null, content };
    const next = sourceUrl === list.source_url ? (): Promise<void> => this.again(actor, listId) : undefined;
    return this.intake.receive(actor, list, file, next);
  }

  /** Within a unit of work: asks the source again in a day. One such job waits for each list. */
  async again(actor: Actor, listId: string): Promise<void> {
    const payload: FetchListPayload = { listId, userKey: actor.userKey, ownerKey: actor.organisationKey };
    const runAt = new Date(this.clock.now().getTime() + EVERY_MS);
    await this.jobs.add(FETCH_WATCHLIST, { ...payload }, { runAt, key: `fetch ${listId}` });
  }
}
