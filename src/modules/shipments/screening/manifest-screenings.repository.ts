import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ManifestScreeningRow } from './manifest-screening.record';
import type { ScreenedAgainst, ScreeningRun, ScreeningRunStatus } from './manifest-screening.types';

const RUN = `SELECT id, manifest_id, number, status, bills_present, bills_done, bills_unseen, only_changed, parties, screened, hits, hits_before, names, lists, fault, attempts,
    requested_at, started_at, finished_at FROM manifest_screenings`;

/** How runs stand. Every row is of the acting organisation. */
@Injectable()
export class ManifestScreeningsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: ManifestScreeningRow): Promise<void> {
    return this.writer.insert(ManifestScreeningRow, [row]);
  }

  /** Keeps everybody else from asking for a run of this manifest until the transaction ends. */
  async lockManifest(manifestId: string): Promise<void> {
    await this.uow.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2653))', [manifestId]);
  }

  async newest(manifestId: string): Promise<ScreeningRun | undefined> {
    const sql = `${RUN} WHERE manifest_id = $1 ORDER BY number DESC LIMIT 1`;
    return (await this.uow.query<ScreeningRun>(sql, [manifestId]))[0];
  }

  async find(id: string): Promise<ScreeningRun | undefined> {
    return (await this.uow.query<ScreeningRun>(`${RUN} WHERE id = $1`, [id]))[0];
  }

  /** Number of this attempt, from 1; undefined if the run has ended before. */
  async begin(id: string, onlyChanged: boolean): Promise<number | undefined> {
    const [row] = await this.uow.query<{ attempts: number }>(
      `UPDATE manifest_screenings SET status = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, now()),
              only_changed = CASE WHEN bills_done = 0 THEN $2 ELSE only_changed END
        WHERE id = $1 AND status IN ('QUEUED', 'RUNNING') RETURNING attempts`,
      [id, onlyChanged],
    );
    return row?.attempts;
  }

  /** Counts a batch and keeps a second worker out until the transaction ends; false if another was there before. */
  async advance(
    run: ScreeningRun,
    until: number,
    counts: Pick<ScreeningRun, 'parties' | 'screened' | 'hits' | 'bills_unseen'> & {
      readonly lists: readonly ScreenedAgainst[];
    },
  ): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE manifest_screenings SET bills_done = $3, parties = parties + $4, screened = screened + $5, hits = hits + $6, lists = $7, bills_unseen = bills_unseen + $8
        WHERE id = $1 AND bills_done = $2 AND status = 'RUNNING'`,
      [
        ...[run.id, run.bills_done, until, counts.parties, counts.screened, counts.hits],
        ...[JSON.stringify(counts.lists), counts.bills_unseen],
      ],
    );
    return changed === 1;
  }

  /** Names and hits are counted over the whole manifest, the bills that were passed over among them. */
  async finish(id: string, status: ScreeningRunStatus): Promise<void> {
    await this.uow.execute(
      `UPDATE manifest_screenings SET status = $2, finished_at = now(),
         names = (SELECT count(DISTINCT p.name) FROM manifest_bills b JOIN shipment_parties p ON p.record_key = b.record_key
           WHERE b.manifest_id = manifest_screenings.manifest_id AND b.change <> 'REMOVED' AND p.role <> 'CARRIER' AND p.name IS NOT NULL AND NOT p.is_placeholder),
         hits_before = CASE WHEN NOT only_changed THEN 0 ELSE (SELECT count(*) FROM manifest_bills b
           JOIN party_hits h ON h.record_key = b.record_key AND h.superseded_at IS NULL
          WHERE b.manifest_id = manifest_screenings.manifest_id AND b.change = 'UNCHANGED') END
        WHERE id = $1 AND status = 'RUNNING'`,
      [id, status],
    );
  }

  async fail(id: string, fault: string): Promise<void> {
    await this.uow.execute(
      `UPDATE manifest_screenings SET status = 'FAILED', finished_at = now(), fault = $2 WHERE id = $1 AND status IN ('QUEUED', 'RUNNING')`,
      [id, fault],
    );
  }
}
