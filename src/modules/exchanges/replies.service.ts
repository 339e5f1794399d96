import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Idempotency, type ClaimedIds, type Submission } from '../../platform/http/idempotency';
import { AuditTrail, type Leaf, ReceiptsService } from '../audit';
import { type Change, CLASSIFICATIONS, RecordsService, ReleasesService, type SpineRecord } from '../records';
import type { ReplyDto } from './dto/exchange-input.dto';
import { Enclosures } from './enclosures.service';
import { type ExchangeView, ExchangeViews } from './exchange-views.query';
import { addressedThrough, EVENT_OF_EXTENT, isAddressed, mayHappen, progressSeenBy } from './exchange.rules';
import { EXCHANGE } from './exchanges.errors';
import { type ExchangeHead, ExchangesRepository } from './exchanges.repository';
import type { Sent } from './exchanges.service';

/**
 * Answering a request. A reply is a record of its own, owned by who replies: what a State answered stays under its control, released to
 * the requester alone and never to the other addressees.
 */
@Injectable()
export class RepliesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly idempotency: Idempotency,
    private readonly records: RecordsService,
    private readonly releases: ReleasesService,
    private readonly repository: ExchangesRepository,
    private readonly views: ExchangeViews,
    private readonly enclosures: Enclosures,
    private readonly audit: AuditTrail,
    private readonly receipts: ReceiptsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async reply(
    actor: Actor,
    requestId: string,
    command: ReplyDto,
    submission: Submission,
  ): Promise<{ value: Sent; replayed: boolean }> {
    let leaf: Leaf | undefined;
    const { value, replayed } = await this.idempotency.once<{ view: ExchangeView; receiptId?: string }>(
      actor,
      submission,
      async (ids) => {
        const request = await this.records.beginEvent(requestId, 'exchange');
        const head = await this.repository.head(request.record.key);
        this.mayReply(actor, head, command);
        const enclosed = await this.enclosures.open(actor, command.enclosedRecordIds ?? []);
        const classification = command.classification ?? CLASSIFICATIONS[request.record.classification]!;
        const reply = await this.records.create(actor, 'exchange', ids.resourceId, { ...command, classification });
        leaf = this.log(ids, command, reply, [request, ...enclosed]);
        const own = enclosed.map(({ record }) => record);
        await this.write(actor, request.record, head, command, reply, own);
        return { view: await this.views.one(actor, { ...reply, sharing: 'released' }) };
      },
      async (ids) => ({ view: await this.read(actor, ids.resourceId), receiptId: ids.receiptId }),
    );
    const receipt =
      value.receiptId === undefined ? this.receipts.of(actor, leaf!) : await this.receipts.find(actor, value.receiptId);
    return { value: { view: value.view, receipt }, replayed };
  }

  private mayReply(actor: Actor, head: ExchangeHead, { extent }: ReplyDto): void {
    enforce(isAddressed(actor.organisationKey, head), EXCHANGE.NOT_ADDRESSED);
    const [own] = progressSeenBy(actor.organisationKey, head, this.clock.now());
    enforce(
      mayHappen({ type: head.type, state: own?.state ?? 'SENT' }, EVENT_OF_EXTENT[extent]),
      EXCHANGE.NOT_ALLOWED_NOW,
    );
  }

  private log(ids: ClaimedIds, { extent }: ReplyDto, reply: SpineRecord, changed: readonly Change[]): Leaf {
    const created = { id: reply.id, version: reply.version, before: null };
    return this.audit.append(
      {
        name: 'exchange.replied',
        written: [created, ...changed.map(({ written }) => written)],
        facts: { extent, request: changed[0]!.record.id },
      },
      ids.receiptId,
    );
  }

  private async write(
    actor: Actor,
    request: SpineRecord,
    head: ExchangeHead,
    command: ReplyDto,
    reply: SpineRecord,
    enclosed: readonly SpineRecord[],
  ): Promise<void> {
    const requester = await this.repository.audienceOf(request.ownerId);
    const row = {
      recordKey: reply.key,
      type: 'REPLY',
      subject: head.subject,
      body: command.body,
      legalBasis: null,
      urgency: head.urgency,
      dueOn: null,
      inReplyTo: request.key,
      extent: command.extent,
    };
    const audienceKey = addressedThrough(actor.organisationKey, head)!;
    await Promise.all([
      this.repository.insert(actor, row, [requester.key], enclosed),
      this.repository.insertEvent(actor, request, EVENT_OF_EXTENT[command.extent], {
        audienceKey,
        replyKey: reply.key,
      }),
      this.releases.insert(actor, [reply, ...enclosed], {
        audienceIds: [requester.id],
        purpose: `Reply ${reply.reference} to ${request.reference}`,
      }),
    ]);
  }

  private read(actor: Actor, id: string): Promise<ExchangeView> {
    return this.uow.read(actor, async () => this.views.one(actor, await this.records.require(id, 'exchange')));
  }
}
