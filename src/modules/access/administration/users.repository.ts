import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AFTER, AT, NEWEST_FIRST, pageParameters, type PageStart } from '../keyset-pages';
import type { Role } from '../roles';
import type { UserAccessRow, UserRow } from './administration.types';

const COLUMNS = `u.key, u.id, u.email, u.display_name, u.roles, u.clearance, u.version, u.created_at, u.disabled_at, ${AT('u')},
  o.key AS organisation_key, o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  c.password_hash IS NOT NULL AS has_password, c.totp_confirmed_at IS NOT NULL AS has_totp`;
const FROM = `FROM users u JOIN organisations o ON o.key = u.organisation_key LEFT JOIN credentials c ON c.user_key = u.key`;

// The same four ways by which the sign-in functions of the access migration derive an actor's readers.
const AUDIENCES = `(SELECT json_agg(json_build_object('id', a.id, 'kind', a.kind, 'code', a.code,
      'label', CASE WHEN a.key = o.audience_key AND a.kind = 'ORGANISATION' THEN o.name ELSE a.label END) ORDER BY a.key)
    FROM audiences a
   WHERE a.key = o.audience_key OR (a.kind = 'STATE' AND a.code = o.state) OR (a.kind = 'BODY' AND a.code = o.kind)
      OR (a.kind = 'GROUP' AND a.key IN (SELECT m.audience_key FROM group_members m WHERE m.organisation_key = o.key))) AS audiences`;

export interface UserPatch {
  readonly displayName: string | null;
  readonly roles: readonly Role[] | null;
  readonly clearance: number | null;
  readonly disabled: boolean | null;
}

@Injectable()
export class UsersRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(id: string): Promise<UserRow | undefined> {
    return (await this.uow.query<UserRow>(`SELECT ${COLUMNS} ${FROM} WHERE u.id = $1`, [id]))[0];
  }

  page(start: PageStart, organisationId: string | null): Promise<UserRow[]> {
    return this.uow.query(
      `SELECT ${COLUMNS} ${FROM} WHERE ($4::uuid IS NULL OR o.id = $4) AND ${AFTER('u')} ${NEWEST_FIRST('u')}`,
      [...pageParameters(start), organisationId],
    );
  }

  async findAccess(id: string): Promise<UserAccessRow | undefined> {
    return (await this.uow.query<UserAccessRow>(`SELECT ${COLUMNS}, ${AUDIENCES} ${FROM} WHERE u.id = $1`, [id]))[0];
  }

  pageAccess(start: PageStart): Promise<UserAccessRow[]> {
    return this.uow.query(
      `SELECT ${COLUMNS}, ${AUDIENCES} ${FROM} WHERE ${AFTER('u')} ${NEWEST_FIRST('u')}`,
      pageParameters(start),
    );
  }

  async insert(row: {
    id: string;
    organisationKey: number;
    email: string;
    displayName: string;
    roles: readonly Role[];
    clearance: number;
  }): Promise<void> {
    await this.uow.execute(
      `INSERT INTO users (id, organisation_key, email, display_name, roles, clearance) VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.id, row.organisationKey, row.email, row.displayName, row.roles, row.clearance],
    );
  }

  async update(id: string, version: number, patch: UserPatch): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE users SET display_name = coalesce($3, display_name), roles = coalesce($4, roles), clearance = coalesce($5, clearance),
              disabled_at = CASE WHEN $6::boolean IS NULL THEN disabled_at WHEN $6 THEN coalesce(disabled_at, now()) END,
              version = version + 1
        WHERE id = $1 AND version = $2`,
      [id, version, patch.displayName, patch.roles, patch.clearance, patch.disabled],
    );
    return changed === 1;
  }

  /**
   * Locks both rows in one order and says whether the first is still an enabled administrator: two administrators who disable each other
   * at the same moment must not both succeed.
   */
  async lockAsAdministrator(actorKey: number, otherKey: number): Promise<boolean> {
    const rows = await this.uow.query<{ key: number; administers: boolean }>(
      `SELECT key, disabled_at IS NULL AND 'access_administrator' = ANY (roles) AS administers
         FROM users WHERE key IN ($1, $2) ORDER BY key FOR UPDATE`,
      [actorKey, otherKey],
    );
    return rows.some((row) => row.key === actorKey && row.administers);
  }
}
