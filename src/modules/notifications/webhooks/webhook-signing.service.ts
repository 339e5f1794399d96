import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { LookedAtDelivery } from './delivery-looking.service';
import { WebhookSecrets } from './webhook-secrets.service';
import type { WebhookRequest } from './webhook-sender.service';
import { WebhooksRepository } from './webhooks.repository';

/** The request of a delivery: signed anew for each attempt, by every secret that is valid then. */
@Injectable()
export class WebhookSigning {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly secrets: WebhookSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async requestOf(
    organisation: Actor,
    { delivery, webhook, recordId }: LookedAtDelivery,
  ): Promise<WebhookRequest | undefined> {
    const now = this.clock.now();
    const { noticeId, kind, occurredAt } = delivery;
    const body = JSON.stringify({ id: noticeId, kind, recordId, occurredAt: occurredAt.toISOString() });
    const valid = await this.uow.read(organisation, () => this.webhooks.secretsAt(webhook.id, now));
    const signature = this.secrets.sign(organisation.organisationKey, webhook.id, valid, body, now);
    if (signature === undefined) return undefined;
    return {
      url: webhook.url,
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Lambi-Webhook/1',
        'lambi-delivery': delivery.id,
        'lambi-signature': signature,
      },
    };
  }
}
