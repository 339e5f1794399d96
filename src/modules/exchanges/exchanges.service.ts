import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Page } from '../../kernel/page';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ownOrganisation } from '../access';
import { AuditTrail } from '../audit';
import { RECORD, RecordsService } from '../records';
import { type BoxFilter, ExchangeLists } from './exchange-lists.query';
import { type ExchangeSummary, type ExchangeView, ExchangeViews } from './exchange-views.query';
import { addressedThrough, isAddressed, mayHappen, stateFor } from './exchange.rules';
import { EXCHANGE } from './exchanges.errors';
import { ExchangesRepository } from './exchanges.repository';

/** Reading, acknowledging and closing. One method is one unit of work. */
@Injectable()
export class ExchangesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    private readonly views: ExchangeViews,
    private readonly lists: ExchangeLists,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  read(actor: Actor, id: string): Promise<ExchangeView> {
    return this.uow.read(actor, async () => this.views.one(actor, await this.records.require(id, 'exchange')));
  }

  list(actor: Actor, filter: BoxFilter, limit: number, cursor: string | undefined): Promise<Page<ExchangeSummary>> {
    return this.uow.read(actor, async () => {
      const { items, nextCursor } = await this.lists.page(actor, filter, limit, cursor);
      const records = new Map((await this.records.findByKeys(items)).map((record) => [record.key, record]));
      const page = items.flatMap((key) => records.get(key) ?? []);
      return { items: await this.views.summaries(actor, page), nextCursor };
    });
  }

  acknowledge(actor: Actor, id: string, note: string | undefined): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginEvent(id, 'exchange');
      const head = await this.repository.head(record.key);
      enforce(isAddressed(actor.organisationKey, head), EXCHANGE.NOT_ADDRESSED);
      const state = stateFor(actor.organisationKey, head, this.clock.now());
      enforce(mayHappen({ type: head.type, state }, 'ACKNOWLEDGED'), EXCHANGE.NOT_ALLOWED_NOW);
      this.audit.append({ name: 'exchange.acknowledged', written: [written] });
      const audienceKey = addressedThrough(actor.organisationKey, head)!;
      await this.repository.insertEvent(actor, record, 'ACKNOWLEDGED', { audienceKey, note });
      return this.views.one(actor, record);
    });
  }

  /** Ends the correspondence with every addressee at once. */
  close(actor: Actor, id: string, note: string | undefined): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginEvent(id, 'exchange');
      enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
      const head = await this.repository.head(record.key);
      const state = head.events.some(({ event }) => event === 'CLOSED') ? 'CLOSED' : 'SENT';
      enforce(mayHappen({ type: head.type, state }, 'CLOSED'), EXCHANGE.NOT_ALLOWED_NOW);
      this.audit.append({ name: 'exchange.closed', written: [written] });
      await this.repository.insertEvent(actor, record, 'CLOSED', { note });
      return this.views.one(actor, record);
    });
  }
}
