import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { newId } from '../../../kernel/ids';
import { BulkWriter } from '../../../platform/database/bulk-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { FindingKeyRow } from '../searching/finding-key.record';
import { WatchlistContentRow } from './watchlist-content.record';
import type { ContentView } from './watchlist.types';

/** What is known of an entry before a new version: its last wording, and whether that still stands. */
export interface KnownContent {
  readonly entry_key: number;
  readonly source_id: string;
  readonly hash: string | null;
  readonly until_on: string | null;
  readonly since_version: number | null;
}

const CONTENT = `SELECT c.key, c.entry_key, e.id AS entry_id, e.source_id, c.caption, c.schema, c.reference, c.list_type, c.listed_on::text, c.content,
    w.title AS list_title, c.since_version, s.number AS since_number, c.since_on::text, u.number AS until_number, c.until_on::text
  FROM watchlist_contents c JOIN watchlist_entries e ON e.key = c.entry_key JOIN watchlists w ON w.key = c.list_key JOIN watchlist_versions s ON s.key = c.since_version
  LEFT JOIN watchlist_versions u ON u.key = c.until_version`;

export interface EntryFilter {
  readonly reference?: string;
  readonly listType?: string;
  /** Only what this version brought, or ended. */
  readonly changedBy?: number;
  readonly standing?: boolean;
}

@Injectable()
export class WatchlistContentsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly bulk: BulkWriter,
  ) {}

  /** One by one from the index: a plan for all at once reads the whole list for each batch. */
  known(listKey: number, sourceIds: readonly string[]): Promise<KnownContent[]> {
    return this.uow.query<KnownContent>(
      `SELECT e.key AS entry_key, e.source_id, encode(c.hash, 'hex') AS hash, c.until_on::text, c.since_version
         FROM unnest($2::text[]) AS wanted (source_id)
        CROSS JOIN LATERAL (SELECT e.key, e.source_id FROM watchlist_entries e WHERE e.list_key = $1 AND e.source_id = wanted.source_id LIMIT 1) e
         LEFT JOIN LATERAL (SELECT * FROM watchlist_contents c WHERE c.entry_key = e.key ORDER BY c.key DESC LIMIT 1) c ON true`,
      [listKey, sourceIds],
    );
  }

  async insertEntries(listKey: number, sourceIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.uow.query<{ key: number; source_id: string }>(
      `INSERT INTO watchlist_entries (id, list_key, source_id) SELECT n.id, $1, n.source_id FROM unnest($2::uuid[], $3::text[]) AS n (id, source_id)
       RETURNING key, source_id`,
      [listKey, sourceIds.map(() => newId()), sourceIds],
    );
    return new Map(rows.map(({ key, source_id }) => [source_id, key]));
  }

  /** Within a bulk unit of work. */
  async insert(contents: readonly Omit<WatchlistContentRow, 'key'>[], keys: readonly FindingKeyRow[]): Promise<void> {
    await this.bulk.insert(WatchlistContentRow, contents, { keyIsGenerated: true });
    await this.bulk.insert(FindingKeyRow, keys, { skipExisting: true });
  }

  /** Ends the wordings of these entries: another one, or none, takes their place. */
  async end(entryKeys: readonly number[], versionKey: number, on: string): Promise<void> {
    if (entryKeys.length === 0) return;
    await this.uow.execute(
      `UPDATE watchlist_contents SET until_version = $2, until_on = greatest($3::date, since_on) WHERE entry_key = ANY ($1::bigint[]) AND until_version IS NULL`,
      [entryKeys, versionKey, on],
    );
  }

  /** Notes which entries the version in hand has. */
  async present(entryKeys: readonly number[]): Promise<void> {
    await this.uow.execute('CREATE TEMPORARY TABLE IF NOT EXISTS present_entries (entry_key bigint) ON COMMIT DROP');
    await this.uow.execute('INSERT INTO pg_temp.present_entries SELECT unnest($1::bigint[])', [entryKeys]);
  }

  /** Entries listed before the version in hand and absent from it, which ends them. */
  delistAbsent(listKey: number, versionKey: number, on: string): Promise<number> {
    return this.uow.execute(
      `UPDATE watchlist_contents c SET until_version = $2, until_on = greatest($3::date, c.since_on)
        WHERE c.list_key = $1 AND c.until_version IS NULL AND NOT EXISTS (SELECT 1 FROM pg_temp.present_entries p WHERE p.entry_key = c.entry_key)`,
      [listKey, versionKey, on],
    );
  }

  async standing(listKey: number): Promise<number> {
    const [row] = await this.uow.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM watchlist_contents WHERE list_key = $1 AND until_version IS NULL',
      [listKey],
    );
    return row!.n;
  }

  /** Entries of a list as they stand, in the order they were first read; `after` is the key of the last one shown. */
  page(listKey: number, filter: EntryFilter, after: Keyset | undefined, limit: number): Promise<ContentView[]> {
    return this.uow.query<ContentView>(
      `${CONTENT} WHERE c.list_key = $1 AND ($2::bigint IS NULL OR c.key > $2)
          AND ($3::text IS NULL OR c.reference = $3) AND ($4::text IS NULL OR c.list_type = $4)
          AND ($5::int IS NULL OR s.number = $5 OR u.number = $5) AND ($6::bool IS NOT TRUE OR c.until_version IS NULL)
        ORDER BY c.key LIMIT $7`,
      [
        listKey,
        after?.at ?? null,
        filter.reference ?? null,
        filter.listType ?? null,
        filter.changedBy ?? null,
        filter.standing ?? null,
        limit + 1,
      ],
    );
  }

  /** All wordings of an entry, the newest first; none if it is not visible. */
  history(entryId: string): Promise<ContentView[]> {
    return this.uow.query<ContentView>(`${CONTENT} WHERE e.id = $1 ORDER BY c.key DESC`, [entryId]);
  }
}
