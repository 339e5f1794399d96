import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../../platform/jobs/jobs';
import { Receivers } from '../receivers.service';
import { DELIVER_WEBHOOK, type DeliverPayload } from '../sending.types';
import { DeliveryLooking } from './delivery-looking.service';
import { whyNotDelivered } from './delivery.rules';
import { DeliverySettling } from './delivery-settling.service';
import { WebhookSender } from './webhook-sender.service';
import { WebhookSigning } from './webhook-signing.service';

/** Never unsigned. */
const NO_SECRET = { status: null, fault: 'NO_SECRET', tookMs: 0 } as const;

/** One attempt to deliver: ids and no content, signed, between two units of work. An attempt that is cut off is made again under the same id. */
@Injectable()
export class DeliverWebhookJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly receivers: Receivers,
    private readonly looking: DeliveryLooking,
    private readonly settling: DeliverySettling,
    private readonly signing: WebhookSigning,
    private readonly sender: WebhookSender,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(DELIVER_WEBHOOK, (payload) => this.run(payload as unknown as DeliverPayload));
  }

  /** Of an organisation that is disabled nothing is left to be done: it is told nothing, and it has no log to note it in. */
  async run({ organisationKey, deliveryId }: DeliverPayload): Promise<void> {
    const organisation = await this.receivers.organisation(organisationKey);
    const looked = organisation && (await this.looking.at(organisation, deliveryId));
    if (looked?.delivery.state !== 'PENDING') return;
    const reason = whyNotDelivered(looked.facts);
    if (reason) return this.settling.notSent(organisation!, looked.delivery, reason);
    const request = await this.signing.requestOf(organisation!, looked);
    const attempt = request ? await this.sender.send(request) : NO_SECRET;
    return this.settling.attempted(organisation!, looked.webhook.id, looked.delivery, attempt);
  }
}
