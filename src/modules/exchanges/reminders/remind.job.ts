import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorsRepository, organisationActor } from '../../access';
import { REMIND, type RemindPayload } from './reminder.types';
import { Reminders } from './reminders.service';

/** Nothing cancels a planned reminder: the state of the request decides when its time has come. */
@Injectable()
export class RemindOfExchangesJob implements OnModuleInit {
  private readonly logger = new Logger('exchanges');

  constructor(
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly reminders: Reminders,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(REMIND, (payload) => this.run(payload as unknown as RemindPayload));
  }

  async run({ exchangeId, organisationKey, stage }: RemindPayload): Promise<void> {
    const organisation = await this.actors.byOrganisation(organisationKey);
    if (!organisation) return this.logger.warn('nobody was reminded: the organisation that asked is disabled');
    await this.reminders.remindOnTime(organisationActor(organisation), exchangeId, stage).catch((error: unknown) => {
      if (!(error instanceof DomainError && error.definition === COMMON.NOT_FOUND)) throw error; // the request was deleted
    });
  }
}
