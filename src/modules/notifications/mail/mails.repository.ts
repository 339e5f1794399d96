import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { NoticeKind } from '../../records';
import type { MailState } from './mail.types';

export interface MailView {
  readonly id: string;
  readonly purpose: 'AT_ONCE' | 'DIGEST';
  readonly state: MailState;
  readonly reason: string | null;
  readonly notifications: number;
  readonly attempts: number;
  readonly plannedAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly doneAt: Date | null;
  readonly created_us: string;
}

export interface ToldNow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly recordId: string | null;
  readonly read: boolean;
}

export interface MailChange {
  readonly state: MailState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly doneAt: Date | null;
}

/** The policy of notifications leaves out what the reader does not see at this moment. */
const SHOWN = 'SELECT FROM notifications n WHERE n.id = ANY (m.notification_ids)';
const MAIL = `SELECT m.id, m.purpose, m.state, m.reason, (SELECT count(*)::int FROM (${SHOWN}) s) AS notifications, m.attempts, m.planned_at AS "plannedAt",
    m.next_attempt_at AS "nextAttemptAt", m.done_at AS "doneAt", (extract(epoch FROM m.planned_at) * 1000000)::bigint::text AS created_us
  FROM notification_mails m`;

@Injectable()
export class MailsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(id: string): Promise<MailView | undefined> {
    return (await this.uow.prepared<MailView>(`${MAIL} WHERE m.id = $1`, [id]))[0];
  }

  /** Of e-mails that would tell only of what is hidden nothing is listed: a row for each would tell that there is something, and when. */
  page(after: Keyset | undefined, limit: number): Promise<MailView[]> {
    return this.uow.query<MailView>(
      `${MAIL} WHERE EXISTS (${SHOWN}) AND ($1::bigint IS NULL OR (m.planned_at, m.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY m.planned_at DESC, m.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** What of a mail its receiver may be told at this moment: the policy leaves out what is no longer visible. */
  toldBy(mailId: string): Promise<ToldNow[]> {
    return this.uow.prepared<ToldNow>(
      `SELECT n.id, n.kind, r.id AS "recordId", n.read_at IS NOT NULL AS read
         FROM notification_mails m JOIN notifications n ON n.id = ANY (m.notification_ids) LEFT JOIN records r ON r.id = n.record_id
        WHERE m.id = $1 ORDER BY n.occurred_at DESC, n.id DESC`,
      [mailId],
    );
  }

  /** Takes what waits for the acting user's digest, so that no other digest takes it; ids alone. */
  async takeForDigest(at: Date): Promise<string[]> {
    const rows = await this.uow.query<{ id: string }>(
      `UPDATE notifications SET digested_at = $1 WHERE channel = 'DIGEST' AND digested_at IS NULL AND read_at IS NULL RETURNING id`,
      [at],
    );
    return rows.map(({ id }) => id);
  }

  async plan(
    { organisationKey, userKey }: Actor,
    id: string,
    notificationIds: readonly string[],
    at: Date,
  ): Promise<void> {
    await this.uow.query(
      `INSERT INTO notification_mails (id, owner_id, user_key, purpose, notification_ids, planned_at, next_attempt_at) VALUES ($1, $2, $3, 'DIGEST', $4, $5, $5)`,
      [id, organisationKey, userKey, notificationIds, at],
    );
  }

  async emailOf({ userKey }: Actor): Promise<string> {
    return (await this.uow.prepared<{ email: string }>('SELECT email FROM users WHERE key = $1', [userKey]))[0]!.email;
  }

  /** False if it was settled meanwhile. */
  async settle(id: string, { state, reason, attempts, nextAttemptAt, doneAt }: MailChange): Promise<boolean> {
    const sql = `UPDATE notification_mails SET state = $2, reason = $3, attempts = $4, next_attempt_at = $5, done_at = $6 WHERE id = $1 AND state = 'WAITING'`;
    return (await this.uow.execute(sql, [id, state, reason, attempts, nextAttemptAt, doneAt])) === 1;
  }
}
