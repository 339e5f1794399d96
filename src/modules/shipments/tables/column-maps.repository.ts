import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ColumnMapRow, ColumnMapVersionRow } from './column-map.record';
import type { ColumnMapView } from './column-map.types';

const COLUMNS = `m.id, v.name, v.version, m.version AS current, v.definition, m.created_at, v.saved_at, m.retired_at,
  (extract(epoch FROM m.created_at) * 1000000)::bigint::text AS created_us`;

/** Every row is of the acting organisation: row-level security lets no other through. */
@Injectable()
export class ColumnMapsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  /** As it is now, or as a version of it was; undefined if there is none that the actor may see. */
  async find(id: string, version?: number): Promise<ColumnMapView | undefined> {
    const [row] = await this.uow.query<ColumnMapView>(
      `SELECT ${COLUMNS} FROM column_maps m JOIN column_map_versions v ON v.owner_id = m.owner_id AND v.map_id = m.id
        WHERE m.id = $1 AND v.version = coalesce($2::int, m.version)`,
      [id, version ?? null],
    );
    return row;
  }

  /** Newest first, retired ones too. */
  page(after: Keyset | undefined, limit: number): Promise<ColumnMapView[]> {
    return this.uow.query<ColumnMapView>(
      `SELECT ${COLUMNS} FROM column_maps m JOIN column_map_versions v ON v.owner_id = m.owner_id AND v.map_id = m.id AND v.version = m.version
        WHERE ($1::bigint IS NULL OR (m.created_at, m.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY m.created_at DESC, m.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  insert(row: ColumnMapRow): Promise<void> {
    return this.writer.insert(ColumnMapRow, [row]);
  }

  insertVersion(row: ColumnMapVersionRow): Promise<void> {
    return this.writer.insert(ColumnMapVersionRow, [row]);
  }

  /** False if the map has another version by now, or is retired. */
  async advance(id: string, expected: number, name: string): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE column_maps SET version = version + 1, name = $3, updated_at = now()
        WHERE id = $1 AND version = $2 AND retired_at IS NULL`,
      [id, expected, name],
    );
    return changed === 1;
  }

  /** False if it was retired before. */
  async retire(id: string, userKey: number): Promise<boolean> {
    const changed = await this.uow.execute(
      'UPDATE column_maps SET retired_at = now(), retired_by = $2 WHERE id = $1 AND retired_at IS NULL',
      [id, userKey],
    );
    return changed === 1;
  }
}
