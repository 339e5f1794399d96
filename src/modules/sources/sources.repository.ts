/** Sources the caller handles or keeps: for everybody else the policies leave none. */
import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../kernel/page';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { actionsOf, type Role } from '../access';
import { SourceContentRow, SourceRow } from './source.record';
import type { StoredSource } from './source.types';

const PEOPLE = `(SELECT json_agg(json_build_object('key', u.key, 'id', u.id, 'displayName', u.display_name) ORDER BY u.key)
    FROM users u WHERE u.key = s.handler OR u.key = ANY (s.custodians))`;
const STANDING = `ARRAY (SELECT u.key FROM users u WHERE u.key = ANY (s.custodians) AND u.disabled_at IS NULL)`;
const SOURCES = `SELECT s.id, s.owner_id AS "ownerKey", s.handler AS "handlerKey", s.custodians AS "custodianKeys", ${STANDING} AS "standingKeys", s.custodians_needed AS "custodiansNeeded",
    s.version, s.key_id AS "keyId", s.wrapped_key AS "wrappedKey", s.card, ${PEOPLE} AS people, s.created_at AS "createdAt",
    (extract(epoch FROM s.created_at) * 1000000)::bigint::text AS created_us FROM sources s`;

@Injectable()
export class SourcesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async insert(source: SourceRow, content: SourceContentRow): Promise<void> {
    await Promise.all([this.writer.insert(SourceRow, [source]), this.writer.insert(SourceContentRow, [content])]);
  }

  /** False if somebody else was faster. */
  async addContent(before: number, content: SourceContentRow): Promise<boolean> {
    const sql = 'UPDATE sources SET version = version + 1 WHERE id = $1 AND version = $2';
    if ((await this.uow.execute(sql, [content.sourceId, before])) !== 1) return false;
    await this.writer.insert(SourceContentRow, [content]);
    return true;
  }

  async find(id: string): Promise<StoredSource | undefined> {
    return (await this.uow.query<StoredSource>(`${SOURCES} WHERE s.id = $1`, [id]))[0];
  }

  findMany(ids: readonly string[]): Promise<StoredSource[]> {
    return this.uow.query<StoredSource>(`${SOURCES} WHERE s.id = ANY ($1::uuid[]) ORDER BY s.created_at, s.id`, [ids]);
  }

  page(after: Keyset | undefined, rows: number): Promise<StoredSource[]> {
    return this.uow.query<StoredSource>(
      `${SOURCES} WHERE $1::bigint IS NULL OR (s.created_at, s.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid)
       ORDER BY s.created_at DESC, s.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, rows],
    );
  }

  /** Nothing, unless this transaction is using up an approved opening: the policy of the table says so. Newest first. */
  contents(sourceId: string): Promise<{ version: number; sealed: Buffer; createdAt: Date }[]> {
    return this.uow.query(
      'SELECT version, sealed, created_at AS "createdAt" FROM source_contents WHERE source_id = $1 ORDER BY version DESC LIMIT 50',
      [sourceId],
    );
  }

  /** Colleagues who may keep sources; whoever is left out is left out for one and the same reason. */
  async custodians(ids: readonly string[]): Promise<{ key: number; id: string }[]> {
    const rows = await this.uow.query<{ key: number; id: string; roles: Role[] }>(
      `SELECT key, id, roles FROM users
        WHERE organisation_key = (SELECT current_setting('app.me')::int) AND disabled_at IS NULL AND id = ANY ($1::uuid[])`,
      [ids],
    );
    return rows.filter(({ roles }) => actionsOf(roles).has('source.approve'));
  }
}
