import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { STANDING } from '../entities.repository';

export interface RelationPosition {
  readonly key: number;
  readonly id: string;
  readonly created_us: string;
}

/** One end of a relation, as some source states it. */
export interface EndRow {
  readonly record_key: number;
  readonly prop: string;
  readonly target_key: number;
  /** Of a relation; otherwise a party names the other, as its address or parent. */
  readonly relates: boolean;
}

/** Relations of an entity. A relation whose ends or sources are not all visible is no row here (policy records_relates). */
@Injectable()
export class RelationsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Newest first; as known at an instant, if there is one. */
  page(
    entityKey: number,
    knownAt: string | null,
    after: Keyset | undefined,
    limit: number,
  ): Promise<RelationPosition[]> {
    return this.uow.query<RelationPosition>(
      `SELECT r.key, r.id, (extract(epoch FROM r.created_at) * 1000000)::bigint::text AS created_us FROM records r
        WHERE r.relates AND r.key IN (SELECT s.record_key FROM statements s WHERE s.target_key = $1 AND ${STANDING})
          AND ($3::bigint IS NULL OR (r.created_at, r.id) < (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid))
        ORDER BY r.created_at DESC, r.id DESC LIMIT $5`,
      [entityKey, knownAt, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** What stands of the ends of these relations. */
  ends(relationKeys: readonly number[], knownAt: string | null): Promise<EndRow[]> {
    return this.uow.query<EndRow>(
      `SELECT DISTINCT s.record_key, s.prop, s.target_key, r.relates IS NOT NULL AS relates FROM statements s JOIN records r ON r.key = s.record_key
        WHERE s.record_key = ANY ($1::bigint[]) AND s.target_key IS NOT NULL AND ${STANDING} ORDER BY 1, 2, 3`,
      [relationKeys, knownAt],
    );
  }

  /** Relations of which both ends are among these entities: the edges of a subgraph. */
  async between(entityKeys: readonly number[], limit: number): Promise<number[]> {
    const rows = await this.uow.query<{ key: number }>(
      `SELECT r.key FROM records r WHERE r.relates AND r.key IN (
         SELECT s.record_key FROM statements s WHERE s.target_key = ANY ($1::bigint[]) AND ${STANDING} GROUP BY s.record_key
         HAVING count(DISTINCT s.prop) > 1) ORDER BY r.key LIMIT $3`,
      [entityKeys, null, limit],
    );
    return rows.map(({ key }) => key);
  }
}
