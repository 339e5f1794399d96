import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { WatchlistView } from './watchlist.types';
import { WatchlistRow } from './watchlist.record';

const LIST = `SELECT w.key, w.id, w.owner_id, o.code AS owner_code, w.code, w.title, w.published,
    CASE WHEN w.owner_id = nullif(current_setting('app.me', true), '')::int THEN w.source_url END AS source_url, v.number AS live_number, v.id AS live_version_id,
    v.generated_at, v.live_at, w.checked_at, (v.counts ->> 'entries')::int AS entries, w.created_at,
    (extract(epoch FROM w.created_at) * 1000000)::bigint::text AS created_us
  FROM watchlists w JOIN organisations o ON o.key = w.owner_id LEFT JOIN watchlist_versions v ON v.key = w.live_version`;

/** Lists one can see: the own organisation's, and those published to everybody. */
@Injectable()
export class WatchlistsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: Omit<WatchlistRow, 'key'>): Promise<void> {
    return this.writer.insert(WatchlistRow, [row]);
  }

  async find(id: string): Promise<WatchlistView | undefined> {
    return (await this.uow.query<WatchlistView>(`${LIST} WHERE w.id = $1`, [id]))[0];
  }

  /** Those of these ids one can see; all of them without ids. Oldest first. */
  visible(ids: readonly string[] | null): Promise<WatchlistView[]> {
    return this.uow.prepared<WatchlistView>(`${LIST} WHERE $1::uuid[] IS NULL OR w.id = ANY ($1) ORDER BY w.key`, [
      ids,
    ]);
  }

  page(after: Keyset | undefined, limit: number): Promise<WatchlistView[]> {
    return this.uow.query<WatchlistView>(
      `${LIST} WHERE ($1::bigint IS NULL OR (w.created_at, w.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY w.created_at DESC, w.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  async update(key: number, { title, sourceUrl }: { title?: string; sourceUrl?: string | null }): Promise<void> {
    await this.uow.execute(
      'UPDATE watchlists SET title = coalesce($2, title), source_url = CASE WHEN $3 THEN $4 ELSE source_url END WHERE key = $1',
      [key, title ?? null, sourceUrl !== undefined, sourceUrl ?? null],
    );
  }

  /** Keeps everybody else from adding or importing a version of it until the transaction ends. */
  async lock(key: number): Promise<void> {
    await this.uow.query('SELECT key FROM watchlists WHERE key = $1 FOR UPDATE', [key]);
  }

  /** The source gave what is live: the list is as old as its last look, not as its last change. */
  async checked(key: number): Promise<void> {
    await this.uow.execute('UPDATE watchlists SET checked_at = now() WHERE key = $1', [key]);
  }

  async goLive(key: number, versionKey: number): Promise<void> {
    await this.uow.execute('UPDATE watchlists SET live_version = $2, checked_at = now() WHERE key = $1', [
      key,
      versionKey,
    ]);
  }
}
