import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AFTER, AT, NEWEST_FIRST, pageParameters, type PageStart } from '../keyset-pages';
import type { ApiKeyRow } from './administration.types';

const COLUMNS = `k.id, k.label, k.scopes, k.created_at, k.expires_at, k.revoked_at, ${AT('k')}`;

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async insert(row: {
    id: string;
    userKey: number;
    label: string;
    hash: Buffer;
    scopes: readonly string[];
    days: number;
  }): Promise<ApiKeyRow> {
    const rows = await this.uow.query<ApiKeyRow>(
      `INSERT INTO api_keys AS k (id, user_key, label, hash, scopes, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING ${COLUMNS}`,
      [row.id, row.userKey, row.label, row.hash, row.scopes, row.days],
    );
    return rows[0]!;
  }

  page(userKey: number, start: PageStart): Promise<ApiKeyRow[]> {
    return this.uow.query(
      `SELECT ${COLUMNS} FROM api_keys k WHERE k.user_key = $4 AND ${AFTER('k')} ${NEWEST_FIRST('k')}`,
      [...pageParameters(start), userKey],
    );
  }

  /** The id of the key's user, or undefined if there is no such key in force. */
  async revoke(id: string): Promise<string | undefined> {
    const rows = await this.uow.query<{ user_id: string }>(
      `UPDATE api_keys k SET revoked_at = now() FROM users u
        WHERE k.id = $1 AND k.revoked_at IS NULL AND u.key = k.user_key RETURNING u.id AS user_id`,
      [id],
    );
    return rows[0]?.user_id;
  }

  async revokeAll(userKey: number): Promise<void> {
    await this.uow.execute(`UPDATE api_keys SET revoked_at = now() WHERE user_key = $1 AND revoked_at IS NULL`, [
      userKey,
    ]);
  }
}
