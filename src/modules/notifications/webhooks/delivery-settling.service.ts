import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { AuditTrail } from '../../audit';
import { Notices } from '../../records';
import { failsTooLong, nextAttempt } from '../retry.rules';
import { DELIVER_WEBHOOK } from '../sending.types';
import { DeliveriesRepository, type DeliveryView } from './deliveries.repository';
import type { NotDelivered } from './delivery.rules';
import type { Attempt } from './webhook-sender.service';
import { WebhooksRepository, type WebhookView } from './webhooks.repository';

/** Writes down what became of an attempt, plans the next one, and ends a webhook that has failed for days: all in one transaction. */
@Injectable()
export class DeliverySettling {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  notSent(organisation: Actor, { id, attempts }: DeliveryView, reason: NotDelivered): Promise<void> {
    return this.uow.write(organisation, async () => {
      this.audit.append({ name: 'webhook.attempted', facts: { delivery: id, state: 'NOT_SENT', reason } });
      const doneAt = this.clock.now();
      await this.deliveries.settle(id, { state: 'NOT_SENT', reason, attempts, nextAttemptAt: null, doneAt });
    });
  }

  attempted(organisation: Actor, webhookId: string, delivery: DeliveryView, attempt: Attempt): Promise<void> {
    const now = this.clock.now();
    const attempts = delivery.attempts + 1;
    const { status, fault } = attempt;
    const next = fault === null ? null : nextAttempt(attempts, now);
    const state = fault === null ? 'DELIVERED' : next ? 'PENDING' : 'GIVEN_UP';
    return this.uow.write(organisation, async () => {
      const facts = { webhook: webhookId, delivery: delivery.id, attempt: attempts, state, status, fault };
      this.audit.append({ name: 'webhook.attempted', facts });
      const change = { state, reason: fault, attempts, nextAttemptAt: next, doneAt: next ? null : now } as const;
      if (!(await this.deliveries.settle(delivery.id, change))) return;
      await this.deliveries.noteAttempt(organisation, delivery.id, attempts, now, attempt);
      if (next) await this.again(organisation, delivery.id, next);
      // As it is now: other deliveries of the same webhook may have succeeded or failed meanwhile.
      await this.judge(organisation, (await this.webhooks.find(webhookId))!, fault !== null, now);
    });
  }

  private async judge(organisation: Actor, webhook: WebhookView, failed: boolean, now: Date): Promise<void> {
    const { id, failingSince } = webhook;
    if (!failed) return failingSince ? this.webhooks.failing(id, null) : undefined;
    if (!failingSince) return this.webhooks.failing(id, now);
    if (!failsTooLong(failingSince, now) || !(await this.webhooks.disable(id, now))) return;
    this.audit.append({ name: 'webhook.disabled', facts: { webhook: id, failingSince: failingSince.toISOString() } });
    const to = { organisationKey: organisation.organisationKey };
    await this.notices.give({ kind: 'webhook.disabled', to, recordId: null, about: { type: 'webhook', id } });
  }

  private again({ organisationKey }: Actor, deliveryId: string, runAt: Date): Promise<void> {
    return this.jobs.add(DELIVER_WEBHOOK, { organisationKey, deliveryId }, { runAt, key: deliveryId });
  }
}
