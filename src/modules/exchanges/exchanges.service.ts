import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { DomainError } from '../../kernel/domain-error';
import type { Page } from '../../kernel/page';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Idempotency, type Submission } from '../../platform/http/idempotency';
import { type Audience, AudiencesService, ownOrganisation } from '../access';
import { AuditTrail, type Leaf, ReceiptsService, type ReceiptWithId } from '../audit';
import { RECORD, RecordsService, ReleasesService, type SpineRecord } from '../records';
import type { SendExchangeDto } from './dto/exchange-input.dto';
import { Enclosures } from './enclosures.service';
import { type BoxFilter, ExchangeLists } from './exchange-lists.query';
import { type AnswerStatistics, ExchangeStatistics } from './exchange-statistics.query';
import { type ExchangeSummary, type ExchangeView, ExchangeViews } from './exchange-views.query';
import { addressedThrough, isAddressed, mayHappen, maySend, progressSeenBy } from './exchange.rules';
import { EXCHANGE } from './exchanges.errors';
import { ExchangesRepository } from './exchanges.repository';

export interface Sent {
  readonly view: ExchangeView;
  readonly receipt: ReceiptWithId;
}

/** Asking and telling (resolution 2692, paras 7 and 8). One method is one unit of work. */
@Injectable()
export class ExchangesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly idempotency: Idempotency,
    private readonly records: RecordsService,
    private readonly releases: ReleasesService,
    private readonly audiences: AudiencesService,
    private readonly repository: ExchangesRepository,
    private readonly views: ExchangeViews,
    private readonly lists: ExchangeLists,
    private readonly figures: ExchangeStatistics,
    private readonly enclosures: Enclosures,
    private readonly audit: AuditTrail,
    private readonly receipts: ReceiptsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sends a request or a notice, and releases it with what is enclosed to its addressees, all or nothing. */
  async send(
    actor: Actor,
    command: SendExchangeDto,
    submission: Submission,
  ): Promise<{ value: Sent; replayed: boolean }> {
    let leaf: Leaf | undefined;
    const { value, replayed } = await this.idempotency.once<{ view: ExchangeView; receiptId?: string }>(
      actor,
      submission,
      async (ids) => {
        enforce(maySend(command, this.clock.now()), EXCHANGE.CANNOT_BE_SENT);
        const recipients = await this.recipients(actor, command.recipientAudienceIds);
        const enclosed = await this.enclosures.open(actor, command.enclosedRecordIds ?? []);
        const record = await this.records.create(actor, 'exchange', ids.resourceId, command);
        leaf = this.audit.append(
          {
            name: 'exchange.sent',
            written: [
              { id: record.id, version: record.version, before: null },
              ...enclosed.map(({ written }) => written),
            ],
            facts: { type: command.type, audiences: recipients.map(({ id }) => id) },
          },
          ids.receiptId,
        );
        const own = enclosed.map((change) => change.record);
        await this.write(actor, record, command, recipients, own);
        return { view: await this.views.one(actor, { ...record, sharing: 'released' }) };
      },
      async (ids) => ({ view: await this.read(actor, ids.resourceId), receiptId: ids.receiptId }),
    );
    const receipt =
      value.receiptId === undefined ? this.receipts.of(actor, leaf!) : await this.receipts.find(actor, value.receiptId);
    return { value: { view: value.view, receipt }, replayed };
  }

  private async write(
    actor: Actor,
    record: SpineRecord,
    command: SendExchangeDto,
    recipients: readonly Audience[],
    enclosed: readonly SpineRecord[],
  ): Promise<void> {
    const row = {
      recordKey: record.key,
      type: command.type,
      subject: command.subject,
      body: command.body,
      legalBasis: command.legalBasis ?? null,
      urgency: command.urgency,
      dueOn: command.dueOn ?? null,
      inReplyTo: null,
      extent: null,
    };
    const audienceKeys = recipients.map(({ key }) => key);
    await Promise.all([
      this.repository.insert(actor, row, audienceKeys, enclosed),
      this.repository.insertEvent(actor, record, 'SENT'),
      this.releases.insert(actor, [record, ...enclosed], {
        audienceIds: recipients.map(({ id }) => id),
        purpose: `Exchange ${record.reference}`,
      }),
    ]);
  }

  private async recipients(actor: Actor, ids: readonly string[]): Promise<Audience[]> {
    const [audiences, own] = await Promise.all([
      this.audiences.resolve(ids, '/recipientAudienceIds'),
      this.repository.audienceOf(actor.organisationKey),
    ]);
    const at = audiences.findIndex(({ key }) => key === own.key);
    if (at >= 0) {
      throw new DomainError(EXCHANGE.TO_ONESELF, {
        fields: [
          { pointer: `/recipientAudienceIds/${at}`, code: 'TO_ONESELF', message: 'This is your own organisation' },
        ],
      });
    }
    return audiences;
  }

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

  statistics(actor: Actor): Promise<AnswerStatistics[]> {
    return this.uow.read(actor, () => this.figures.byCounterpart(actor));
  }

  acknowledge(actor: Actor, id: string, note: string | undefined): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginEvent(id, 'exchange');
      const head = await this.repository.head(record.key);
      enforce(isAddressed(actor.organisationKey, head), EXCHANGE.NOT_ADDRESSED);
      const [own] = progressSeenBy(actor.organisationKey, head, this.clock.now());
      enforce(mayHappen({ type: head.type, state: own?.state ?? 'SENT' }, 'ACKNOWLEDGED'), EXCHANGE.NOT_ALLOWED_NOW);
      this.audit.append({ name: 'exchange.acknowledged', written: [written] });
      const audienceKey = addressedThrough(actor.organisationKey, head)!;
      await this.repository.insertEvent(actor, record, 'ACKNOWLEDGED', {
        audienceKey,
        ...(note !== undefined && { note }),
      });
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
      await this.repository.insertEvent(actor, record, 'CLOSED', { ...(note !== undefined && { note }) });
      return this.views.one(actor, record);
    });
  }
}
