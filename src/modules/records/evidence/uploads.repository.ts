import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { UploadEnding, UploadView } from './evidence.types';
import { UploadRow } from './upload.record';

/** Uploads that arrive in parts: what was announced, and how they ended. */
@Injectable()
export class UploadsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: Omit<UploadRow, 'endedAt' | 'endedAs'>): Promise<void> {
    return this.writer.insert(UploadRow, [row]);
  }

  async find(id: string): Promise<UploadView | undefined> {
    const rows = await this.uow.prepared<UploadView>(
      `SELECT u.id, u.owner_id, r.id AS record_id, u.file_name, u.declared_type, u.description, u.size, u.sha256, u.receipt_id, u.created_by, u.created_at,
         u.expires_at, u.ended_as FROM uploads u JOIN records r ON r.key = u.record_key WHERE u.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** What an organisation has open. One caller after the other, so that two cannot both take the last place. */
  async open(organisationKey: number): Promise<{ uploads: number; bytes: number }> {
    await this.uow.query(`SELECT pg_advisory_xact_lock(hashtext('uploads'), $1)`, [organisationKey]);
    const [row] = await this.uow.query<{ uploads: number; bytes: number }>(
      `SELECT count(*)::int AS uploads, coalesce(sum(size), 0)::float8 AS bytes FROM uploads WHERE owner_id = $1 AND ended_at IS NULL`,
      [organisationKey],
    );
    return row!;
  }

  /** False if it has ended before. */
  async end(id: string, as: UploadEnding): Promise<boolean> {
    const sql = 'UPDATE uploads SET ended_at = now(), ended_as = $2 WHERE id = $1 AND ended_at IS NULL';
    return (await this.uow.execute(sql, [id, as])) === 1;
  }
}
