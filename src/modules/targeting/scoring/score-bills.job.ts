import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type DomainEvent, DomainEvents } from '../../../platform/events/domain-events';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorFactory, ActorsRepository } from '../../access';
import { SHIPMENT_EVENTS } from '../../shipments';
import { SCORE_BILLS, type ScoringPayload, type ScoringScope } from './scoring.types';
import { ScoringService } from './scoring.service';

/** Scores what has arrived, afterwards, as the user who brought it and with the rights of that moment. */
@Injectable()
export class ScoreBillsJob implements OnModuleInit {
  private readonly logger = new Logger('targeting');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
    private readonly scoring: ScoringService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SCORE_BILLS, (payload) => this.run(payload as unknown as ScoringPayload));
    this.events.subscribe((event) => this.on(event));
  }

  /** Within the running unit of work: the job exists exactly if what it is for was committed. */
  add(scope: ScoringScope, key?: string): Promise<void> {
    const { userKey, organisationKey } = this.uow.current.actor;
    const payload: ScoringPayload = { ...scope, userKey, ownerKey: organisationKey };
    return this.jobs.add(SCORE_BILLS, { ...payload }, key ? { key } : {});
  }

  async run({ userKey, ownerKey, ...scope }: ScoringPayload): Promise<void> {
    const row = await this.actors.byUser(userKey);
    const actor = row && this.factory.make(row, { kind: 'system' });
    // Whoever brought the bills may be gone: they have no score then, and a colleague's rescoring gives them one.
    if (actor?.organisationKey !== ownerKey || !actor.actions.has('target.read')) {
      this.logger.warn('bills were not scored: the user may no longer see the targeting queue');
      return;
    }
    await this.scoring.run(actor, scope);
  }

  private async on({ name, facts }: DomainEvent): Promise<void> {
    const { manifestArrived, billArrived, billCorrected } = SHIPMENT_EVENTS;
    const shipmentKey = facts.shipmentKey as number;
    if (name === manifestArrived) await this.add({ manifestId: facts.manifestId as string });
    if (name === billArrived) await this.add({ shipmentKey });
    if (name === billCorrected) await this.add({ shipmentKey, since: 'infinity' });
  }
}
