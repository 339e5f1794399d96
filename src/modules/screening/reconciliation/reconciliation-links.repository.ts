import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ReconciliationLinkRow } from './reconciliation-link.record';
import type { LinkView } from './reconciliation.types';

/** A session is visible to its user, as the link is. */
const LINK = `SELECT l.id, l.list_ids AS "listIds", l.casework, l.created_at, l.expires_at, l.revoked_at,
    CASE WHEN l.revoked_at IS NOT NULL THEN 'REVOKED' WHEN l.expires_at <= now() THEN 'EXPIRED'
         WHEN s.revoked_at IS NOT NULL OR s.expires_at <= now() THEN 'ENDED' ELSE 'ACTIVE' END AS state,
    (extract(epoch FROM l.created_at) * 1000000)::bigint::text AS created_us
  FROM reconciliation_links l JOIN sessions s ON s.id = l.session_id`;

/** The acting user's own links. */
@Injectable()
export class ReconciliationLinksRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: ReconciliationLinkRow): Promise<void> {
    return this.writer.insert(ReconciliationLinkRow, [row]);
  }

  async find(id: string): Promise<LinkView | undefined> {
    return (await this.uow.prepared<LinkView>(`${LINK} WHERE l.id = $1`, [id]))[0];
  }

  page(after: Keyset | undefined, limit: number): Promise<LinkView[]> {
    return this.uow.query<LinkView>(
      `${LINK} WHERE ($1::bigint IS NULL OR (l.created_at, l.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY l.created_at DESC, l.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** False if there is none in force. */
  async revoke(id: string): Promise<boolean> {
    const sql = 'UPDATE reconciliation_links SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL';
    return (await this.uow.execute(sql, [id])) === 1;
  }
}
