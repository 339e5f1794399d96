import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type DomainEvent, DomainEvents } from '../../../platform/events/domain-events';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorFactory, ActorsRepository } from '../../access';
import { SHIPMENT_EVENTS } from '../shipments.events';
import { BillScreening } from './bill-screening.service';
import { SCREEN_BILL, type ScreenBillPayload } from './manifest-screening.types';

/** Screens a bill that was submitted by itself, or corrected, afterwards: a submission does not wait for it. */
@Injectable()
export class ScreenBillJob implements OnModuleInit {
  private readonly logger = new Logger('shipments');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
    private readonly screening: BillScreening,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SCREEN_BILL, (payload) => this.run(payload as unknown as ScreenBillPayload));
    this.events.subscribe((event) => this.on(event));
  }

  async run({ shipmentKey, userKey, ownerKey }: ScreenBillPayload): Promise<void> {
    const row = await this.actors.byUser(userKey);
    const actor = row && this.factory.make(row, { kind: 'system' });
    if (actor?.organisationKey !== ownerKey || !actor.actions.has('shipment.create')) {
      this.logger.warn('a bill was not screened: the user who brought it may no longer bring bills');
      return;
    }
    await this.screening.run(actor, shipmentKey);
  }

  private async on({ name, facts }: DomainEvent): Promise<void> {
    if (name !== SHIPMENT_EVENTS.billArrived && name !== SHIPMENT_EVENTS.billCorrected) return;
    const { userKey, organisationKey: ownerKey } = this.uow.current.actor;
    const payload: ScreenBillPayload = { shipmentKey: facts.shipmentKey as number, userKey, ownerKey };
    await this.jobs.add(SCREEN_BILL, { ...payload });
  }
}
