import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AFTER, AT, NEWEST_FIRST, pageParameters, type PageStart } from '../keyset-pages';
import type { GroupRow } from './administration.types';

const SELECT = `SELECT a.key, a.id, a.code, a.label, a.created_at, ${AT('a')},
    (SELECT json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.name) ORDER BY o.code)
       FROM group_members m JOIN organisations o ON o.key = m.organisation_key WHERE m.audience_key = a.key) AS members
  FROM audiences a WHERE a.kind = 'GROUP'`;

@Injectable()
export class GroupsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(id: string): Promise<GroupRow | undefined> {
    return (await this.uow.query<GroupRow>(`${SELECT} AND a.id = $1`, [id]))[0];
  }

  page(start: PageStart): Promise<GroupRow[]> {
    return this.uow.query(`${SELECT} AND ${AFTER('a')} ${NEWEST_FIRST('a')}`, pageParameters(start));
  }

  async addMembers(groupKey: number, organisationKeys: readonly number[], by: number): Promise<number> {
    return this.uow.execute(
      `INSERT INTO group_members (audience_key, organisation_key, added_by) SELECT $1, o, $3 FROM unnest($2::int[]) o
       ON CONFLICT DO NOTHING`,
      [groupKey, organisationKeys, by],
    );
  }

  async removeMember(groupKey: number, organisationKey: number): Promise<number> {
    return this.uow.execute(`DELETE FROM group_members WHERE audience_key = $1 AND organisation_key = $2`, [
      groupKey,
      organisationKey,
    ]);
  }
}
