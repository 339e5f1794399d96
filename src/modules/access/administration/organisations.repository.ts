import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AFTER, AT, NEWEST_FIRST, pageParameters, type PageStart } from '../keyset-pages';
import type { OrganisationRow } from './administration.types';

const SELECT = `SELECT o.key, o.id, o.code, o.name, o.kind, o.state, a.id AS audience_id, o.version, o.created_at, o.disabled_at, ${AT('o')}
  FROM organisations o JOIN audiences a ON a.key = o.audience_key`;

@Injectable()
export class OrganisationsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(id: string): Promise<OrganisationRow | undefined> {
    return (await this.uow.query<OrganisationRow>(`${SELECT} WHERE o.id = $1`, [id]))[0];
  }

  findAll(ids: readonly string[]): Promise<OrganisationRow[]> {
    return this.uow.query(`${SELECT} WHERE o.id = ANY ($1)`, [ids]);
  }

  page(start: PageStart): Promise<OrganisationRow[]> {
    return this.uow.query(`${SELECT} WHERE ${AFTER('o')} ${NEWEST_FIRST('o')}`, pageParameters(start));
  }

  async countryName(code: string): Promise<string | undefined> {
    const rows = await this.uow.query<{ name_en: string }>('SELECT name_en FROM countries WHERE code = $1', [code]);
    return rows[0]?.name_en;
  }

  async insert(row: {
    id: string;
    code: string;
    name: string;
    kind: string;
    state: string | null;
    audienceKey: number;
  }): Promise<void> {
    await this.uow.execute(
      `INSERT INTO organisations (id, code, name, kind, state, audience_key) VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.id, row.code, row.name, row.kind, row.state, row.audienceKey],
    );
  }

  async update(id: string, version: number, name: string | null, disabled: boolean | null): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE organisations SET name = coalesce($3, name), version = version + 1,
              disabled_at = CASE WHEN $4::boolean IS NULL THEN disabled_at WHEN $4 THEN coalesce(disabled_at, now()) END
        WHERE id = $1 AND version = $2`,
      [id, version, name, disabled],
    );
    return changed === 1;
  }

  async userKeys(organisationKey: number): Promise<number[]> {
    const rows = await this.uow.query<{ key: number }>('SELECT key FROM users WHERE organisation_key = $1', [
      organisationKey,
    ]);
    return rows.map(({ key }) => key);
  }
}
