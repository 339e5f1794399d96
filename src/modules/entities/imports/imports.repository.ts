import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { EntitySchema, KeptStatement } from '../entity.types';
import { EntityImportRow } from './entity-import.record';
import { EntityOriginRow } from './entity-origin.record';
import type { ImportCounts, ImportFormat, LineVerdict } from './import.types';

export interface ImportView {
  readonly id: string;
  readonly source: string;
  readonly format: ImportFormat;
  readonly size: number;
  readonly sha256: Buffer;
  readonly counts: ImportCounts;
  readonly verdicts: readonly LineVerdict[];
  readonly created_at: Date;
}

export interface FoundEntity {
  readonly key: number;
  readonly id: string;
  readonly schema: EntitySchema;
  readonly owner_id: number;
  readonly ftm_id: string | null;
}

@Injectable()
export class ImportsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: EntityImportRow): Promise<void> {
    return this.writer.insert(EntityImportRow, [row]);
  }

  insertOrigins(rows: readonly EntityOriginRow[]): Promise<void> {
    return this.writer.insert(EntityOriginRow, rows);
  }

  async find(id: string): Promise<ImportView | undefined> {
    const [row] = await this.uow.query<ImportView>(
      'SELECT id, source, format, size, sha256, counts, verdicts, created_at FROM entity_imports WHERE id = $1',
      [id],
    );
    return row;
  }

  /** Imports of one source follow each other, or both would make what neither has found. */
  async takeTurn(ownerId: number, source: string): Promise<void> {
    await this.uow.query('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [source, ownerId]);
  }

  /** Entities that the caller sees, by the ids an earlier import of this source gave them and by our own. */
  async found(
    ownerId: number,
    source: string,
    ftmIds: readonly string[],
    ids: readonly string[],
  ): Promise<FoundEntity[]> {
    const origins = await this.uow.query<{ ftm_id: string; record_key: number }>(
      `SELECT o.ftm_id, min(o.record_key) AS record_key FROM unnest($3::text[]) AS w (ftm_id)
         JOIN entity_origins o ON o.owner_id = $1 AND o.source = $2 AND o.ftm_id = w.ftm_id GROUP BY o.ftm_id`,
      [ownerId, source, ftmIds],
    );
    const rows = await this.uow.query<Omit<FoundEntity, 'ftm_id'>>(
      `SELECT r.key, r.id, e.schema, r.owner_id FROM records r JOIN entities e ON e.record_key = r.key
        WHERE r.key = ANY ($1::bigint[]) OR r.id = ANY ($2::uuid[])`,
      [origins.map(({ record_key }) => record_key), ids],
    );
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return [
      ...origins.flatMap(({ ftm_id, record_key }) => {
        const row = byKey.get(record_key);
        return row ? [{ ...row, ftm_id }] : [];
      }),
      ...rows.map((row) => ({ ...row, ftm_id: null })),
    ];
  }

  /** What stands of these entities, as the caller sees it. */
  async standing(keys: readonly number[]): Promise<Map<number, KeptStatement[]>> {
    const rows = await this.uow.query<{ record_key: number; statements: KeptStatement[] }>(
      `SELECT s.record_key, json_agg(json_build_object('seq', s.seq, 'prop', s.prop, 'value', s.value, 'source', s.source,
              'originalValue', s.original_value, 'lang', s.lang, 'sourceRecordId', o.id, 'sourceListVersion', s.source_list_version,
              'reliability', s.reliability, 'credibility', s.credibility) ORDER BY s.seq) AS statements
         FROM statements s LEFT JOIN records o ON o.key = s.source_record_key
        WHERE s.record_key = ANY ($1::bigint[]) AND s.withdrawn_at IS NULL GROUP BY s.record_key`,
      [keys],
    );
    return new Map(rows.map((row) => [row.record_key, row.statements]));
  }
}
