import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ownOrganisation } from '../access';
import { AuditTrail } from '../audit';
import { Notices, RECORD, RecordsService } from '../records';
import { type ExchangeView, ExchangeViews } from './exchange-views.query';
import { addressedThrough, isAddressed, mayHappen, stateFor } from './exchange.rules';
import { EXCHANGE } from './exchanges.errors';
import { ExchangesRepository } from './exchanges.repository';

/** Acknowledging and closing: what moves a thread on without a message. One method is one unit of work. */
@Injectable()
export class ThreadsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    private readonly views: ExchangeViews,
    private readonly audit: AuditTrail,
    private readonly notices: Notices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  acknowledge(actor: Actor, id: string, note: string | undefined): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginEvent(id, 'exchange');
      const head = await this.repository.sentHead(record.key);
      enforce(isAddressed(actor.organisationKey, head), EXCHANGE.NOT_ADDRESSED);
      const state = stateFor(actor.organisationKey, head, this.clock.now());
      enforce(mayHappen({ type: head.type, state }, 'ACKNOWLEDGED'), EXCHANGE.NOT_ALLOWED_NOW);
      this.audit.append({ name: 'exchange.acknowledged', written: [written] });
      const audienceKey = addressedThrough(actor.organisationKey, head)!;
      await this.repository.insertEvent(actor, record, 'ACKNOWLEDGED', { audienceKey, note });
      await this.notices.give({
        kind: 'exchange.acknowledged',
        to: { organisationKey: record.ownerId },
        recordId: record.id,
      });
      return this.views.one(actor, record);
    });
  }

  /** Ends the correspondence with every addressee at once. */
  close(actor: Actor, id: string, note: string | undefined): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginEvent(id, 'exchange');
      enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
      const head = await this.repository.sentHead(record.key);
      const state = head.events.some(({ event }) => event === 'CLOSED') ? 'CLOSED' : 'SENT';
      enforce(mayHappen({ type: head.type, state }, 'CLOSED'), EXCHANGE.NOT_ALLOWED_NOW);
      this.audit.append({ name: 'exchange.closed', written: [written] });
      await this.repository.insertEvent(actor, record, 'CLOSED', { note });
      for (const audienceKey of head.audienceKeys)
        await this.notices.give({ kind: 'exchange.closed', to: { audienceKey }, recordId: record.id });
      return this.views.one(actor, record);
    });
  }
}
