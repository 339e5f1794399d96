import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Keyset, Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { keysetPage, newestFirst } from '../../../platform/http/keyset-page';
import { AuditTrail } from '../../audit';
import { SCREENING_ERRORS } from '../screening.errors';
import { type EntryFilter, WatchlistContentsRepository } from './watchlist-contents.repository';
import { APPROVALS_NEEDED } from './watchlist-import.service';
import { WatchlistIntake } from './watchlist-intake.service';
import { WatchlistVersionsRepository } from './watchlist-versions.repository';
import type { ContentView, VersionView } from './watchlist.types';
import { WatchlistsService } from './watchlists.service';

/** What a list said and says, and the approval of a version that lost nearly all of its entries. */
@Injectable()
export class WatchlistVersionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly watchlists: WatchlistsService,
    private readonly versions: WatchlistVersionsRepository,
    private readonly contents: WatchlistContentsRepository,
    private readonly intake: WatchlistIntake,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  list(actor: Actor, listId: string, limit: number, cursor: string | undefined): Promise<Page<VersionView>> {
    return this.uow.read(actor, async () => {
      const { key } = await this.watchlists.require(listId);
      const scope = [actor.organisationKey, 'watchlist versions', listId];
      const request = { cursors: this.cursors, scope, limit, cursor };
      return newestFirst(request, (after) => this.versions.page(key, after, limit));
    });
  }

  read(actor: Actor, id: string): Promise<VersionView> {
    return this.uow.read(actor, () => this.require(id));
  }

  entries(
    actor: Actor,
    listId: string,
    filter: EntryFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<ContentView>> {
    return this.uow.read(actor, async () => {
      const { key } = await this.watchlists.require(listId);
      const scope = [actor.organisationKey, 'watchlist entries', listId, filter];
      const request = { cursors: this.cursors, scope, limit, cursor };
      const load = (after: Keyset | undefined): Promise<ContentView[]> => this.contents.page(key, filter, after, limit);
      return keysetPage(request, load, (row) => ({ at: String(row.key), id: row.entry_id }));
    });
  }

  /** An entry with all that its list has said of it, the newest first. */
  entry(actor: Actor, entryId: string): Promise<ContentView[]> {
    return this.uow.read(actor, async () => {
      const history = await this.contents.history(entryId);
      if (history.length === 0) throw new DomainError(COMMON.NOT_FOUND);
      return history;
    });
  }

  /** One person's word that a held version is right; with the second person's it is imported. */
  approve(actor: Actor, id: string, reason: string): Promise<VersionView> {
    return this.uow.write(actor, async () => {
      const version = await this.require(id);
      await this.watchlists.requireOwn(actor, version.list_id);
      if (version.status !== 'HELD') throw new DomainError(SCREENING_ERRORS.NOT_HELD);
      this.audit.append({ name: 'watchlist.approved', facts: { list: version.list_id, version: version.number } });
      if (!(await this.versions.approve(version.key, reason))) throw new DomainError(SCREENING_ERRORS.APPROVED_ALREADY);
      const { approvals } = await this.require(id);
      if (approvals >= APPROVALS_NEEDED && (await this.versions.requeue(version.key)))
        await this.intake.queue(actor, id);
      return this.require(id);
    });
  }

  private async require(id: string): Promise<VersionView> {
    const version = await this.versions.find(id);
    if (!version) throw new DomainError(COMMON.NOT_FOUND);
    return version;
  }
}
