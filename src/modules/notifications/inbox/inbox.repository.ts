import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { NoticeKind } from '../../records';

export interface NotificationView {
  readonly id: string;
  readonly kind: NoticeKind;
  /** Null too where the reader may know of the recall and no longer sees the record. */
  readonly recordId: string | null;
  readonly aboutType: string | null;
  readonly aboutId: string | null;
  readonly occurredAt: Date;
  readonly readAt: Date | null;
  readonly created_us: string;
}

/** Beyond this nobody counts: the number stands for "many". */
const MOST_COUNTED = 1_000;
const NOTIFICATION = `SELECT n.id, n.kind, r.id AS "recordId", n.about_type AS "aboutType", n.about_id AS "aboutId", n.occurred_at AS "occurredAt",
    n.read_at AS "readAt", (extract(epoch FROM n.occurred_at) * 1000000)::bigint::text AS created_us
  FROM notifications n LEFT JOIN records r ON r.id = n.record_id`;

/** The acting user's own notifications, of records that this user can see at this moment: the policy asks. */
@Injectable()
export class InboxRepository {
  constructor(private readonly uow: UnitOfWork) {}

  page(unread: boolean, after: Keyset | undefined, limit: number): Promise<NotificationView[]> {
    return this.uow.query<NotificationView>(
      `${NOTIFICATION} WHERE ($1::bigint IS NULL OR (n.occurred_at, n.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
         ${unread ? 'AND n.read_at IS NULL' : ''} ORDER BY n.occurred_at DESC, n.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  async unread(): Promise<number> {
    const [row] = await this.uow.query<{ unread: number }>(
      `SELECT count(*)::int AS unread FROM (SELECT FROM notifications n WHERE n.read_at IS NULL LIMIT ${MOST_COUNTED}) c`,
    );
    return row!.unread;
  }

  async find(id: string): Promise<NotificationView | undefined> {
    return (await this.uow.prepared<NotificationView>(`${NOTIFICATION} WHERE n.id = $1`, [id]))[0];
  }

  async markRead(id: string, at: Date): Promise<void> {
    await this.uow.execute('UPDATE notifications SET read_at = $2 WHERE id = $1 AND read_at IS NULL', [id, at]);
  }

  /** How many were unread until then. */
  markReadUntil(until: Date, at: Date): Promise<number> {
    return this.uow.execute('UPDATE notifications SET read_at = $2 WHERE occurred_at <= $1 AND read_at IS NULL', [
      until,
      at,
    ]);
  }
}
