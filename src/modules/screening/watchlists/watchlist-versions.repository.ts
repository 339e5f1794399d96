import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { WatchlistVersionRow } from './watchlist-version.record';
import type { ListChanges, VersionFault, VersionView } from './watchlist.types';

const VERSION = `SELECT v.key, v.id, v.list_key, w.id AS list_id, v.number, v.status, v.sha256, v.size, v.storage_key, v.file_name,
    CASE WHEN w.owner_id = nullif(current_setting('app.me', true), '')::int THEN v.source_url END AS source_url, v.format,
    v.generated_at, v.counts, v.warnings, v.changes, v.fault, v.receipt_id, v.received_at, v.live_at, v.superseded_at,
    (SELECT count(*) FROM watchlist_approvals a WHERE a.version_key = v.key)::int AS approvals,
    (extract(epoch FROM v.received_at) * 1000000)::bigint::text AS created_us
  FROM watchlist_versions v JOIN watchlists w ON w.key = v.list_key`;

@Injectable()
export class WatchlistVersionsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async insert(row: Omit<WatchlistVersionRow, 'key' | 'number'>): Promise<void> {
    const [last] = await this.uow.query<{ number: number }>(
      'SELECT coalesce(max(number), 0) AS number FROM watchlist_versions WHERE list_key = $1',
      [row.listKey],
    );
    await this.writer.insert(WatchlistVersionRow, [{ ...row, number: last!.number + 1 }]);
  }

  async find(id: string): Promise<VersionView | undefined> {
    return (await this.uow.query<VersionView>(`${VERSION} WHERE v.id = $1`, [id]))[0];
  }

  /** The newest version of this very file. */
  async byFile(listKey: number, sha256: Buffer): Promise<VersionView | undefined> {
    const sql = `${VERSION} WHERE v.list_key = $1 AND v.sha256 = $2 ORDER BY v.number DESC LIMIT 1`;
    return (await this.uow.query<VersionView>(sql, [listKey, sha256]))[0];
  }

  page(listKey: number, after: Keyset | undefined, limit: number): Promise<VersionView[]> {
    return this.uow.query<VersionView>(
      `${VERSION} WHERE v.list_key = $1 AND ($2::bigint IS NULL OR (v.received_at, v.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
        ORDER BY v.received_at DESC, v.id DESC LIMIT $4`,
      [listKey, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** Number of this attempt, from 1; undefined if the import has ended before. */
  async begin(key: number): Promise<number | undefined> {
    const [row] = await this.uow.query<{ attempts: number }>(
      `UPDATE watchlist_versions SET status = 'READING', attempts = attempts + 1 WHERE key = $1 AND status IN ('QUEUED', 'READING') RETURNING attempts`,
      [key],
    );
    return row?.attempts;
  }

  async requeue(key: number): Promise<boolean> {
    const sql = `UPDATE watchlist_versions SET status = 'QUEUED', attempts = 0, fault = NULL WHERE key = $1 AND status IN ('HELD', 'REFUSED')`;
    return (await this.uow.execute(sql, [key])) === 1;
  }

  async end(key: number, status: 'HELD' | 'REFUSED', fault: VersionFault): Promise<void> {
    await this.uow.execute(
      `UPDATE watchlist_versions SET status = $2, fault = $3 WHERE key = $1 AND status IN ('QUEUED', 'READING')`,
      [key, status, JSON.stringify(fault)],
    );
  }

  /** The version before stops being live in the same statement. */
  async goLive(listKey: number, key: number, changes: ListChanges): Promise<void> {
    await this.uow.execute(
      `UPDATE watchlist_versions SET status = CASE WHEN key = $2 THEN 'LIVE' ELSE 'SUPERSEDED' END,
              live_at = CASE WHEN key = $2 THEN now() ELSE live_at END, superseded_at = CASE WHEN key = $2 THEN NULL ELSE now() END,
              changes = CASE WHEN key = $2 THEN $3::jsonb ELSE changes END
        WHERE list_key = $1 AND (key = $2 OR status = 'LIVE')`,
      [listKey, key, JSON.stringify(changes)],
    );
  }

  /** One version newer than this went live: this one is too late. */
  async isOvertaken(listKey: number, number: number): Promise<boolean> {
    const rows = await this.uow.query(
      'SELECT 1 FROM watchlist_versions WHERE list_key = $1 AND number > $2 AND live_at IS NOT NULL LIMIT 1',
      [listKey, number],
    );
    return rows.length > 0;
  }

  async approve(versionKey: number, reason: string): Promise<boolean> {
    const { organisationKey, userKey } = this.uow.current.actor;
    const made = await this.uow.execute(
      `INSERT INTO watchlist_approvals (version_key, owner_id, user_key, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [versionKey, organisationKey, userKey, reason],
    );
    return made === 1;
  }

  approvals(versionKey: number): Promise<{ user_id: string; reason: string; approved_at: Date }[]> {
    return this.uow.query(
      `SELECT u.id AS user_id, a.reason, a.approved_at FROM watchlist_approvals a LEFT JOIN users u ON u.key = a.user_key
        WHERE a.version_key = $1 ORDER BY a.approved_at, a.user_key`,
      [versionKey],
    );
  }
}
