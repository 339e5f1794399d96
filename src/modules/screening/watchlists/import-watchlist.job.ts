import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorFactory, ActorsRepository } from '../../access';
import { WatchlistImport } from './watchlist-import.service';
import { IMPORT_WATCHLIST, type ImportListPayload } from './watchlist.types';

/** Imports a version as the user who sent it, with the rights of this moment. */
@Injectable()
export class ImportWatchlistJob implements OnModuleInit {
  private readonly logger = new Logger('screening');

  constructor(
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
    private readonly imports: WatchlistImport,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(IMPORT_WATCHLIST, (payload) => this.run(payload as unknown as ImportListPayload));
  }

  async run({ versionId, userKey, ownerKey }: ImportListPayload): Promise<void> {
    const row = await this.actors.byUser(userKey);
    const actor = row && this.factory.make(row, { kind: 'system' });
    if (actor?.organisationKey !== ownerKey || !actor.actions.has('watchlist.import')) {
      this.logger.warn('a list was not imported: the user who sent it may no longer do so');
      return;
    }
    await this.imports.run(actor, versionId);
  }
}
