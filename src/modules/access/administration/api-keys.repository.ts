import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AFTER, AT, NEWEST_FIRST, pageParameters, type PageStart } from '../keyset-pages';
import type { ApiKeyRow } from './administration.types';

const STATE = `CASE WHEN k.revoked_at IS NOT NULL THEN 'REVOKED' WHEN k.expires_at <= now() THEN 'EXPIRED'
  WHEN k.activated_at IS NULL THEN 'AWAITING_ACTIVATION' ELSE 'ACTIVE' END AS state`;
const COLUMNS = `k.id, k.label, k.scopes, k.issued_by_name, k.created_at, k.activated_at, k.expires_at, k.revoked_at, ${STATE}, ${AT('k')}`;

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Without a hash the key is a grant that waits for its user: there is no secret yet that anybody could know. */
  async insert(row: {
    id: string;
    userKey: number;
    label: string;
    hash: Buffer | null;
    scopes: readonly string[];
    days: number;
    issuedBy: number;
    issuedByName: string;
  }): Promise<ApiKeyRow> {
    const rows = await this.uow.query<ApiKeyRow>(
      `INSERT INTO api_keys AS k (id, user_key, label, hash, activated_at, scopes, expires_at, issued_by, issued_by_name)
       VALUES ($1, $2, $3, $4, CASE WHEN $4::bytea IS NOT NULL THEN now() END, $5, now() + make_interval(days => $6), $7, $8)
       RETURNING ${COLUMNS}`,
      [row.id, row.userKey, row.label, row.hash, row.scopes, row.days, row.issuedBy, row.issuedByName],
    );
    return rows[0]!;
  }

  async find(userKey: number, id: string): Promise<ApiKeyRow | undefined> {
    const rows = await this.uow.query<ApiKeyRow>(
      `SELECT ${COLUMNS} FROM api_keys k WHERE k.id = $1 AND k.user_key = $2`,
      [id, userKey],
    );
    return rows[0];
  }

  /** Undefined if there is nothing of this user's to activate; of two at once, one gets the key. */
  async activate(userKey: number, id: string, hash: Buffer): Promise<ApiKeyRow | undefined> {
    const rows = await this.uow.query<ApiKeyRow>(
      `UPDATE api_keys k SET hash = $3, activated_at = now()
        WHERE k.id = $1 AND k.user_key = $2 AND k.hash IS NULL AND k.revoked_at IS NULL AND k.expires_at > now() RETURNING ${COLUMNS}`,
      [id, userKey, hash],
    );
    return rows[0];
  }

  page(userKey: number, start: PageStart): Promise<ApiKeyRow[]> {
    return this.uow.query(
      `SELECT ${COLUMNS} FROM api_keys k WHERE k.user_key = $4 AND ${AFTER('k')} ${NEWEST_FIRST('k')}`,
      [...pageParameters(start), userKey],
    );
  }

  /** The key's user and organisation, or undefined if there is no such key in force. */
  async revoke(
    id: string,
  ): Promise<{ user_id: string; organisation_key: number; organisation_id: string } | undefined> {
    const rows = await this.uow.query<{ user_id: string; organisation_key: number; organisation_id: string }>(
      `UPDATE api_keys k SET revoked_at = now() FROM users u JOIN organisations o ON o.key = u.organisation_key
        WHERE k.id = $1 AND k.revoked_at IS NULL AND u.key = k.user_key
        RETURNING u.id AS user_id, o.key AS organisation_key, o.id AS organisation_id`,
      [id],
    );
    return rows[0];
  }

  async revokeAll(userKey: number): Promise<void> {
    await this.uow.execute(`UPDATE api_keys SET revoked_at = now() WHERE user_key = $1 AND revoked_at IS NULL`, [
      userKey,
    ]);
  }
}
