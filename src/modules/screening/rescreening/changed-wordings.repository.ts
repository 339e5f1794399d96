import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ListChange, ListRun } from './screening-run.types';

/** What stands and was not there when the list was last screened against. */
const CHANGED = `c.list_key = $1 AND c.since_version > coalesce($2::bigint, 0) AND c.since_version <= $3 AND c.until_version IS NULL`;

@Injectable()
export class ChangedWordings {
  constructor(private readonly uow: UnitOfWork) {}

  async page(run: ListRun, limit: number): Promise<number[]> {
    const rows = await this.uow.query<{ key: number }>(
      `SELECT c.key FROM watchlist_contents c WHERE ${CHANGED} AND c.key > $4 ORDER BY c.key LIMIT $5`,
      [run.list_key, run.after_version, run.version_key, run.position, limit],
    );
    return rows.map(({ key }) => key);
  }

  async count({ list_key, after_version, version_key }: ListChange): Promise<number> {
    const [row] = await this.uow.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM watchlist_contents c WHERE ${CHANGED}`,
      [list_key, after_version, version_key],
    );
    return row!.n;
  }

  /** The wording of each entry that is on its list: entry, wording. */
  async standing(entryKeys: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.uow.query<{ entry_key: number; key: number }>(
      'SELECT entry_key, key FROM watchlist_contents WHERE entry_key = ANY ($1::bigint[]) AND until_version IS NULL',
      [entryKeys],
    );
    return new Map(rows.map(({ entry_key, key }) => [entry_key, key]));
  }
}
