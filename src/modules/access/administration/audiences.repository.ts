import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AFTER, AT, NEWEST_FIRST, pageParameters, type PageStart } from '../keyset-pages';
import type { Audience, AudienceKind, PagedRow } from './administration.types';

// An organisation's audience bears its present name: audiences themselves are never changed.
const COLUMNS = `a.key, a.id, a.kind, a.code, coalesce(o.name, a.label) AS label`;
const FROM = `FROM audiences a LEFT JOIN organisations o ON a.kind = 'ORGANISATION' AND o.audience_key = a.key`;

@Injectable()
export class AudiencesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  page(start: PageStart, kind: AudienceKind | null): Promise<(Audience & PagedRow)[]> {
    return this.uow.prepared(
      `SELECT ${COLUMNS}, ${AT('a')} ${FROM} WHERE ($4::text IS NULL OR a.kind = $4) AND ${AFTER('a')} ${NEWEST_FIRST('a')}`,
      [...pageParameters(start), kind],
    );
  }

  byIds(ids: readonly string[]): Promise<Audience[]> {
    return this.uow.prepared(`SELECT ${COLUMNS} ${FROM} WHERE a.id = ANY ($1)`, [ids]);
  }

  byKeys(keys: readonly number[]): Promise<Audience[]> {
    return this.uow.prepared(`SELECT ${COLUMNS} ${FROM} WHERE a.key = ANY ($1) ORDER BY a.key`, [keys]);
  }

  async insert(kind: AudienceKind, code: string, label: string): Promise<{ key: number; id: string }> {
    const rows = await this.uow.prepared<{ key: number; id: string }>(
      `INSERT INTO audiences (id, kind, code, label) VALUES ($1, $2, $3, $4) RETURNING key, id`,
      [newId(), kind, code, label],
    );
    return rows[0]!;
  }

  /** A State's audience exists once, whoever of its organisations comes first. */
  async ensureState(code: string, name: string): Promise<void> {
    await this.uow.execute(
      `INSERT INTO audiences (id, kind, code, label) VALUES ($1, 'STATE', $2, $3) ON CONFLICT (kind, code) DO NOTHING`,
      [newId(), code, name],
    );
  }
}
