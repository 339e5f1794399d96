import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { Jobs } from '../../../platform/jobs/jobs';
import { AuditTrail } from '../../audit';
import { NOTIFICATION_ERRORS } from '../notifications.errors';
import { DELIVER_WEBHOOK } from '../sending.types';
import { DeliveriesRepository, type DeliveryView, type NewDelivery } from './deliveries.repository';
import { PING } from './webhook.types';
import { WebhooksRepository } from './webhooks.repository';

const LEFT_AFTER_MS = 24 * 3_600_000;

/** What was delivered or will be, and what people send themselves: a trial, or a delivery once more. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(actor: Actor, webhookId: string, limit: number, cursor: string | undefined): Promise<Page<DeliveryView>> {
    const request = { cursors: this.cursors, scope: [actor.userKey, 'deliveries', webhookId], limit, cursor };
    return this.uow.read(actor, async () => {
      if (!(await this.webhooks.find(webhookId))) throw new DomainError(COMMON.NOT_FOUND);
      return newestFirst(request, (after) => this.deliveries.page(webhookId, after, limit));
    });
  }

  ping(actor: Actor, webhookId: string): Promise<DeliveryView> {
    const id = newId();
    const occurredAt = this.clock.now();
    const trial = { noticeId: id, kind: PING, recordId: null, occurredAt, redeliveryOf: null };
    return this.uow.write(actor, async () => {
      await this.requireEnabled(webhookId);
      this.audit.append({ name: 'webhook.pinged', facts: { webhook: webhookId, delivery: id } });
      return this.plan(actor, { id, webhookId, ...trial });
    });
  }

  /** A delivery of its own, of the same notice: a receiver that keeps the ids of notices does nothing twice. */
  redeliver(actor: Actor, formerId: string): Promise<DeliveryView> {
    const id = newId();
    return this.uow.write(actor, async () => {
      const former = await this.deliveries.find(formerId);
      if (!former) throw new DomainError(COMMON.NOT_FOUND);
      await this.requireEnded(former);
      const { webhookId, noticeId, kind, recordId, occurredAt } = former;
      await this.requireEnabled(webhookId);
      this.audit.append({ name: 'webhook.redelivered', facts: { webhook: webhookId, delivery: id, former: formerId } });
      return this.plan(actor, { ...{ id, webhookId, noticeId, kind, recordId, occurredAt }, redeliveryOf: formerId });
    });
  }

  /** What was due a day ago is tried by nobody any more (its organisation was disabled then): it ends here, or it would be pending for ever. */
  private async requireEnded({ id, state, attempts, nextAttemptAt }: DeliveryView): Promise<void> {
    if (state !== 'PENDING') return;
    const now = this.clock.now();
    if (nextAttemptAt === null || now.getTime() - nextAttemptAt.getTime() < LEFT_AFTER_MS)
      throw new DomainError(NOTIFICATION_ERRORS.STILL_PENDING);
    const ended = { state: 'GIVEN_UP', reason: 'NOT_TRIED', attempts, nextAttemptAt: null, doneAt: now } as const;
    await this.deliveries.settle(id, ended);
  }

  private async plan(actor: Actor, delivery: NewDelivery): Promise<DeliveryView> {
    const { organisationKey } = actor;
    await this.deliveries.insert(actor, delivery, this.clock.now());
    await this.jobs.add(DELIVER_WEBHOOK, { organisationKey, deliveryId: delivery.id }, { key: delivery.id });
    return (await this.deliveries.find(delivery.id))!;
  }

  private async requireEnabled(id: string): Promise<void> {
    const webhook = await this.webhooks.find(id);
    if (!webhook) throw new DomainError(COMMON.NOT_FOUND);
    if (webhook.disabledAt !== null) throw new DomainError(NOTIFICATION_ERRORS.WEBHOOK_DISABLED);
  }
}
