import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ChangeCounts, ManifestFault, ManifestProgress, ManifestView } from './manifest-import.types';
import { ManifestRow } from './manifest.record';

/** Warnings shown with a manifest; `counts.warnings` says how many there are. */
export const SHOWN_WARNINGS = 1_000;

const COLUMNS = `id, file_name, media_type, size, sha256, storage_key, classification, receipt_id, status, attempts, format, header, counts,
  identity, reading, version_number, amends, (SELECT n.id FROM manifests n WHERE n.amends = manifests.id LIMIT 1) AS amended_by, bills_present, bills_done, changes,
  jsonb_path_query_array(warnings, '$[0 to ${SHOWN_WARNINGS - 1}]') AS warnings, fault, created_at, started_at, finished_at,
  (extract(epoch FROM created_at) * 1000000)::bigint::text AS created_us`;

/** The newest version of a manifest so far. */
export interface LatestVersion {
  id: string;
  version_number: number;
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

  async findByFile(sha256: Buffer, reading: string): Promise<ManifestView | undefined> {
    const sql = `SELECT ${COLUMNS} FROM manifests WHERE sha256 = $1 AND reading = $2 ORDER BY created_at, id LIMIT 1`;
    return (await this.uow.query<ManifestView>(sql, [sha256, reading]))[0];
  }

  /** Keeps everybody else of the organisation from adding a version until the transaction ends. One that was given up may have made bills. */
  async latestVersion(identity: string): Promise<LatestVersion | undefined> {
    await this.uow.query(`SELECT pg_advisory_xact_lock(hashtextextended($1 || current_setting('app.me'), 2692))`, [
      identity,
    ]);
    const [row] = await this.uow.query<LatestVersion>(
      `SELECT id, version_number FROM manifests WHERE identity = $1 ORDER BY version_number DESC, created_at DESC LIMIT 1`,
      [identity],
    );
    return row;
  }

  async progress(id: string): Promise<ManifestProgress | undefined> {
    const sql = `SELECT status, bills_done AS done, bills_present AS "of", fault FROM manifests WHERE id = $1`;
    return (await this.uow.query<ManifestProgress>(sql, [id]))[0];
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

  /** Counts the bills from..until as done and keeps a second worker out until the transaction ends; false if another was there before. */
  async advance(id: string, from: number, until: number): Promise<boolean> {
    const sql = `UPDATE manifests SET bills_done = $3 WHERE id = $1 AND bills_done = $2 AND status = 'READING'`;
    return (await this.uow.execute(sql, [id, from, until])) === 1;
  }

  async finish(id: string, changes: ChangeCounts): Promise<void> {
    await this.uow.execute(`UPDATE manifests SET status = 'DONE', finished_at = now(), changes = $2 WHERE id = $1`, [
      id,
      JSON.stringify(changes),
    ]);
  }

  async refuse(id: string, fault: ManifestFault): Promise<void> {
    await this.uow.execute(
      `UPDATE manifests SET status = 'REFUSED', finished_at = now(), fault = $2 WHERE id = $1 AND status IN ('QUEUED', 'READING')`,
      [id, JSON.stringify(fault)],
    );
  }

  /** Puts a refused import back into the queue, to go on behind the bills that are done; false if somebody else did. */
  async requeue(id: string, receiptId: string): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE manifests SET status = 'QUEUED', attempts = 0, started_at = NULL, finished_at = NULL, fault = NULL, receipt_id = $2
        WHERE id = $1 AND status = 'REFUSED'`,
      [id, receiptId],
    );
    return changed === 1;
  }
}
