import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type Role, readsCasework, ROLES } from '../../access';
import type { DeliveryFacts } from './delivery.rules';
import { DeliveriesRepository, type DeliveryView } from './deliveries.repository';
import { WebhooksRepository, type WebhookView } from './webhooks.repository';

export interface LookedAtDelivery {
  readonly delivery: DeliveryView;
  readonly webhook: WebhookView;
  readonly facts: DeliveryFacts;
  /** What may be named at this moment. */
  readonly recordId: string | null;
}

const CASEWORK_ROLES = (ROLES as readonly Role[]).filter((role) => readsCasework([role]));

/**
 * All that decides about a delivery at this moment. A system of the organisation is told of what somebody there could read through the
 * API: as far as that person is cleared, and as far as the webhook was made for.
 */
@Injectable()
export class DeliveryLooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly deliveries: DeliveriesRepository,
    private readonly webhooks: WebhooksRepository,
  ) {}

  async at(organisation: Actor, deliveryId: string): Promise<LookedAtDelivery | undefined> {
    const found = await this.uow.read(organisation, async () => {
      const delivery = await this.deliveries.find(deliveryId);
      if (!delivery) return undefined;
      const [webhook, recordId, readers] = await Promise.all([
        this.webhooks.find(delivery.webhookId),
        this.deliveries.recordOf(deliveryId),
        this.deliveries.readersLevel(organisation, CASEWORK_ROLES),
      ]);
      return { delivery, webhook: webhook!, recordId, readers };
    });
    if (!found) return undefined;
    const { delivery, webhook, recordId, readers } = found;
    const level = Math.min(readers, webhook.clearance);
    const sees = recordId !== null && (await this.sees(organisation, level, recordId));
    const about = recordId === null ? 'NO_RECORD' : sees ? 'VISIBLE' : 'HIDDEN';
    const { kinds, disabledAt } = webhook;
    const facts = { kind: delivery.kind, enabled: disabledAt === null, kindsWanted: kinds, level, about } as const;
    return { delivery, webhook, facts, recordId: sees ? recordId : null };
  }

  private sees(organisation: Actor, clearance: number, recordId: string): Promise<boolean> {
    return this.uow.read({ ...organisation, clearance }, () => this.deliveries.seesRecord(recordId));
  }
}
