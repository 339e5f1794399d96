import { ApiProperty } from '@nestjs/swagger';
import { NOTICE_KINDS } from '../../records';
import type { DeliveryView } from '../webhooks/deliveries.repository';
import { DELIVERY_STATES, type DeliveredKind, type DeliveryState, PING } from '../webhooks/webhook.types';

export class WebhookAttemptDto {
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** What the receiver answered; null if it did not. */
  @ApiProperty({ type: Number, nullable: true, example: 503 })
  status: number | null;
  /** Null if it was received (2xx). */
  @ApiProperty({ type: String, nullable: true, example: 'TIMEOUT' })
  fault: string | null;
  tookMs: number;
}

export class WebhookDeliveryDto {
  /** In the header `Lambi-Delivery`; the same for each attempt. */
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  webhookId: string;
  /** `id` in the body: the same for each delivery of one notice. */
  @ApiProperty({ format: 'uuid' })
  noticeId: string;
  @ApiProperty({ enum: [...NOTICE_KINDS, PING], example: 'exchange.received' })
  kind: DeliveredKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  recordId: string | null;
  /** GIVEN_UP: eight attempts within a day failed. NOT_SENT: your organisation was not to be told any more. */
  @ApiProperty({ enum: DELIVERY_STATES })
  state: DeliveryState;
  /** Of the last attempt, or why none was made. */
  @ApiProperty({ type: String, nullable: true, example: 'REFUSED' })
  reason: string | null;
  @ApiProperty({ format: 'date-time' })
  occurredAt: string;
  @ApiProperty({ format: 'date-time' })
  plannedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextAttemptAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  doneAt: string | null;
  /** The delivery that this one repeats. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  redeliveryOf: string | null;
  attempts: WebhookAttemptDto[];

  static from(this: void, view: DeliveryView): WebhookDeliveryDto {
    const { id, webhookId, noticeId, kind, recordId, state, reason, redeliveryOf } = view;
    return {
      ...{ id, webhookId, noticeId, kind, recordId, state, reason, redeliveryOf },
      occurredAt: view.occurredAt.toISOString(),
      plannedAt: view.plannedAt.toISOString(),
      nextAttemptAt: view.nextAttemptAt?.toISOString() ?? null,
      doneAt: view.doneAt?.toISOString() ?? null,
      attempts: (view.attempted ?? []).map(({ at, ...attempt }) => ({ ...attempt, at: new Date(at).toISOString() })),
    };
  }
}

export class WebhookDeliveryPageDto {
  items: WebhookDeliveryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
