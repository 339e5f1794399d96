import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorFactory, ActorsRepository } from '../../access';
import { AuditTrail } from '../../audit';
import { ListFetching } from './list-fetching.service';
import { FETCH_WATCHLIST, type FetchListPayload } from './watchlist.types';

/** Asks a list's source again each day, as the user who named it. What goes wrong is in the log, and shows as the list's age. */
@Injectable()
export class FetchWatchlistJob implements OnModuleInit {
  private readonly logger = new Logger('screening');

  constructor(
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
    private readonly fetching: ListFetching,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(FETCH_WATCHLIST, (payload) => this.run(payload as unknown as FetchListPayload));
  }

  async run({ listId, userKey, ownerKey }: FetchListPayload): Promise<void> {
    const row = await this.actors.byUser(userKey);
    const actor = row && this.factory.make(row, { kind: 'system' });
    if (actor?.organisationKey !== ownerKey || !actor.actions.has('watchlist.import')) {
      this.logger.warn('a list is no longer fetched: the user who named its source may no longer do so');
      return;
    }
    try {
      await this.fetching.fetch(actor, listId, undefined);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.failed(actor, listId, error);
    }
  }

  private failed(actor: Actor, listId: string, { definition, details }: DomainError): Promise<void> {
    return this.uow.write(actor, async () => {
      const facts = { list: listId, code: definition.code, reasons: details.reasons?.map(({ code }) => code) ?? [] };
      this.audit.append({ name: 'watchlist.fetch_failed', facts });
      await this.fetching.again(actor, listId);
    });
  }
}
