import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ManifestWarning } from '../readers/manifest.types';
import type { ImportCounts, ManifestFault, ManifestView } from './manifest-import.types';
import { ManifestRow } from './manifest.record';

/** Warnings shown with a manifest; `counts.warnings` says how many there are. */
export const SHOWN_WARNINGS = 1_000;

const COLUMNS = `id, file_name, media_type, size, sha256, storage_key, classification, receipt_id, status, attempts, format, header, counts,
  jsonb_path_query_array(warnings, '$[0 to ${SHOWN_WARNINGS - 1}]') AS warnings, fault, created_at, started_at, finished_at,
  (extract(epoch FROM created_at) * 1000000)::bigint::text AS created_us`;

export interface Finished {
  readonly format: string;
  readonly header: unknown;
  readonly counts: ImportCounts;
  readonly warnings: readonly ManifestWarning[];
}

/** Every row is of the acting organisation: row-level security lets no other through. */
@Injectable()
export class ManifestsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: ManifestRow): Promise<void> {
    return this.writer.insert(ManifestRow, [row]);
  }

  async find(id: string): Promise<ManifestView | undefined> {
    return (await this.uow.query<ManifestView>(`SELECT ${COLUMNS} FROM manifests WHERE id = $1`, [id]))[0];
  }

  async findByFile(sha256: Buffer): Promise<ManifestView | undefined> {
    return (await this.uow.query<ManifestView>(`SELECT ${COLUMNS} FROM manifests WHERE sha256 = $1`, [sha256]))[0];
  }

  /** Newest first. */
  page(after: Keyset | undefined, limit: number): Promise<ManifestView[]> {
    return this.uow.query<ManifestView>(
      `SELECT ${COLUMNS} FROM manifests
        WHERE ($1::bigint IS NULL OR (created_at, id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** Number of this attempt, from 1; undefined if the import has ended before. */
  async begin(id: string): Promise<number | undefined> {
    const [row] = await this.uow.query<{ attempts: number }>(
      `UPDATE manifests SET status = 'READING', attempts = attempts + 1, started_at = coalesce(started_at, now())
        WHERE id = $1 AND status IN ('QUEUED', 'READING') RETURNING attempts`,
      [id],
    );
    return row?.attempts;
  }

  /** Keeps a second worker out until the transaction ends; false if the import has ended before. */
  async lock(id: string): Promise<boolean> {
    const rows = await this.uow.query(`SELECT id FROM manifests WHERE id = $1 AND status = 'READING' FOR UPDATE`, [id]);
    return rows.length === 1;
  }

  async finish(id: string, { format, header, counts, warnings }: Finished): Promise<void> {
    await this.uow.execute(
      `UPDATE manifests SET status = 'DONE', finished_at = now(), format = $2, header = $3, counts = $4, warnings = $5 WHERE id = $1`,
      [id, format, JSON.stringify(header), JSON.stringify(counts), JSON.stringify(warnings)],
    );
  }

  async refuse(id: string, fault: ManifestFault): Promise<void> {
    await this.uow.execute(
      `UPDATE manifests SET status = 'REFUSED', finished_at = now(), fault = $2 WHERE id = $1 AND status IN ('QUEUED', 'READING')`,
      [id, JSON.stringify(fault)],
    );
  }

  /** Puts a refused import back into the queue; false if somebody else did. */
  async requeue(id: string, receiptId: string): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE manifests SET status = 'QUEUED', attempts = 0, started_at = NULL, finished_at = NULL, fault = NULL, receipt_id = $2
        WHERE id = $1 AND status = 'REFUSED'`,
      [id, receiptId],
    );
    return changed === 1;
  }
}
