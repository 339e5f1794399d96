import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { mayPublishLists } from '../../access';
import { AuditTrail } from '../../audit';
import { SCREENING_ERRORS } from '../screening.errors';
import type { WatchlistView } from './watchlist.types';
import { WatchlistsRepository } from './watchlists.repository';

export interface NewWatchlist {
  readonly code: string;
  readonly title: string;
  readonly published?: boolean;
  readonly sourceUrl?: string;
}

/** Lists that are kept: the own organisation's, and those the Committee publishes to everybody. */
@Injectable()
export class WatchlistsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: WatchlistsRepository,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  async create(actor: Actor, { code, title, published = false, sourceUrl }: NewWatchlist): Promise<WatchlistView> {
    if (published && !mayPublishLists(actor.roles)) throw new DomainError(SCREENING_ERRORS.PUBLISHED_BY_COMMITTEE);
    const id = newId();
    try {
      return await this.uow.write(actor, async () => {
        this.audit.append({ name: 'watchlist.created', facts: { list: id, code, published } });
        const owner = { ownerId: actor.organisationKey, createdBy: actor.userKey };
        await this.repository.insert({ id, ...owner, code, title, published, sourceUrl: sourceUrl ?? null });
        return (await this.repository.find(id))!;
      });
    } catch (error) {
      if (violates(error, 'watchlists_code_unique'))
        throw new DomainError(SCREENING_ERRORS.CODE_TAKEN, {}, { cause: error });
      throw error;
    }
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<WatchlistView>> {
    const request = { cursors: this.cursors, scope: [actor.organisationKey, 'watchlists'], limit, cursor };
    return this.uow.read(actor, () => newestFirst(request, (after) => this.repository.page(after, limit)));
  }

  read(actor: Actor, id: string): Promise<WatchlistView> {
    return this.uow.read(actor, () => this.require(id));
  }

  /** One of the own organisation; 404 for what is not visible, 403 for what another keeps. */
  readOwn(actor: Actor, id: string): Promise<WatchlistView> {
    return this.uow.read(actor, () => this.requireOwn(actor, id));
  }

  change(actor: Actor, id: string, command: { title?: string; sourceUrl?: string | null }): Promise<WatchlistView> {
    return this.uow.write(actor, async () => {
      const list = await this.requireOwn(actor, id);
      this.audit.append({ name: 'watchlist.updated', facts: { list: id, fields: Object.keys(command) } });
      await this.repository.update(list.key, command);
      return this.require(id);
    });
  }

  /** Within a unit of work. */
  async require(id: string): Promise<WatchlistView> {
    const list = await this.repository.find(id);
    if (!list) throw new DomainError(COMMON.NOT_FOUND);
    return list;
  }

  /** Within a unit of work. */
  async requireOwn(actor: Actor, id: string): Promise<WatchlistView> {
    const list = await this.require(id);
    if (list.owner_id !== actor.organisationKey) throw new DomainError(SCREENING_ERRORS.NOT_THE_OWNER);
    return list;
  }
}
