import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { DeliveredKind, DeliveryState } from './webhook.types';
import type { Attempt } from './webhook-sender.service';

export interface DeliveryView {
  readonly id: string;
  readonly webhookId: string;
  readonly noticeId: string;
  readonly kind: DeliveredKind;
  /** Null where the reader does not see the record. */
  readonly recordId: string | null;
  readonly occurredAt: Date;
  readonly plannedAt: Date;
  readonly redeliveryOf: string | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly doneAt: Date | null;
  readonly attempted: readonly { at: string; status: number | null; fault: string | null; tookMs: number }[] | null;
  readonly created_us: string;
}

export interface NewDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly noticeId: string;
  readonly kind: string;
  readonly recordId: string | null;
  readonly occurredAt: Date;
  readonly redeliveryOf: string | null;
}

export interface DeliveryChange {
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly doneAt: Date | null;
}

const DELIVERY = `SELECT d.id, d.webhook_id AS "webhookId", d.notice_id AS "noticeId", d.kind, r.id AS "recordId", d.occurred_at AS "occurredAt",
    d.planned_at AS "plannedAt", d.redelivery_of AS "redeliveryOf", d.state, d.reason, d.attempts, d.next_attempt_at AS "nextAttemptAt", d.done_at AS "doneAt",
    (extract(epoch FROM d.planned_at) * 1000000)::bigint::text AS created_us,
    (SELECT json_agg(json_build_object('at', a.at, 'status', a.status, 'fault', a.fault, 'tookMs', a.took_ms) ORDER BY a.number)
       FROM webhook_attempts a WHERE a.delivery_id = d.id) AS attempted
  FROM webhook_deliveries d LEFT JOIN records r ON r.id = d.record_id`;

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(id: string): Promise<DeliveryView | undefined> {
    return (await this.uow.prepared<DeliveryView>(`${DELIVERY} WHERE d.id = $1`, [id]))[0];
  }

  page(webhookId: string, after: Keyset | undefined, limit: number): Promise<DeliveryView[]> {
    return this.uow.query<DeliveryView>(
      `${DELIVERY} WHERE d.webhook_id = $4 AND ($1::bigint IS NULL OR (d.planned_at, d.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY d.planned_at DESC, d.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1, webhookId],
    );
  }

  async insert({ organisationKey }: Actor, delivery: NewDelivery, at: Date): Promise<void> {
    const { id, webhookId, noticeId, kind, recordId, occurredAt, redeliveryOf } = delivery;
    await this.uow.query(
      `INSERT INTO webhook_deliveries (id, owner_id, webhook_id, notice_id, kind, record_id, occurred_at, redelivery_of, planned_at, next_attempt_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      [id, organisationKey, webhookId, noticeId, kind, recordId, occurredAt, redeliveryOf, at],
    );
  }

  /** False if it has ended meanwhile. */
  async settle(id: string, { state, reason, attempts, nextAttemptAt, doneAt }: DeliveryChange): Promise<boolean> {
    const sql = `UPDATE webhook_deliveries SET state = $2, reason = $3, attempts = $4, next_attempt_at = $5, done_at = $6 WHERE id = $1 AND state = 'PENDING'`;
    return (await this.uow.execute(sql, [id, state, reason, attempts, nextAttemptAt, doneAt])) === 1;
  }

  async noteAttempt({ organisationKey }: Actor, id: string, number: number, at: Date, attempt: Attempt): Promise<void> {
    await this.uow.query(
      'INSERT INTO webhook_attempts (owner_id, delivery_id, number, at, status, fault, took_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [organisationKey, id, number, at, attempt.status, attempt.fault, attempt.tookMs],
    );
  }

  /** The highest level that somebody of the organisation may read through the API at this moment; -1 if nobody reads casework. */
  async readersLevel({ organisationKey }: Actor, caseworkRoles: readonly string[]): Promise<number> {
    const sql = `SELECT coalesce(max(clearance), -1)::int AS level FROM users WHERE organisation_key = $1 AND disabled_at IS NULL AND roles && $2::text[]`;
    return (await this.uow.prepared<{ level: number }>(sql, [organisationKey, caseworkRoles]))[0]!.level;
  }

  /** What a delivery is about, whoever may see it: the organisation itself asks, and then asks again as its readers. */
  async recordOf(id: string): Promise<string | null> {
    const sql = 'SELECT record_id FROM webhook_deliveries WHERE id = $1';
    return (await this.uow.prepared<{ record_id: string | null }>(sql, [id]))[0]?.record_id ?? null;
  }

  async seesRecord(recordId: string): Promise<boolean> {
    return (await this.uow.prepared('SELECT FROM records WHERE id = $1', [recordId])).length === 1;
  }
}
