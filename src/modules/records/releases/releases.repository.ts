import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ForwardableRelease } from './release-writer.service';
import { ReleaseRow } from './release.record';

export interface ReleaseView {
  id: string;
  record_id: string;
  audience_key: number;
  audience_id: string;
  audience_kind: string;
  audience_code: string;
  audience_label: string;
  may_forward: boolean;
  purpose: string;
  released_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  revoked_because: string | null;
  /** Code of the organisation that passed it on; null for a release of the originator's. */
  forwarded_by: string | null;
  forward_reason: string | null;
}

/** The released records; `readers` follows from them by a trigger, never from here. */
@Injectable()
export class ReleasesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(rows: readonly ReleaseRow[]): Promise<void> {
    return this.writer.insert(ReleaseRow, rows);
  }

  /** Withdraws; false if it was withdrawn before. */
  async withdraw(id: string, userKey: number, because: string | null): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE releases SET revoked_at = now(), revoked_by = $2, revoked_because = $3 WHERE id = $1 AND revoked_at IS NULL`,
      [id, userKey, because],
    );
    return changed === 1;
  }

  ofRecord(recordKey: number): Promise<ReleaseView[]> {
    return this.select('l.record_key = $1', recordKey);
  }

  /** What of a record was released to the reader with leave to pass it on, the longest first. */
  forwardable(recordKey: number, readers: readonly number[]): Promise<ForwardableRelease[]> {
    return this.uow.query<ForwardableRelease>(
      `SELECT l.id, l.record_key AS "recordKey", l.owner_id AS "ownerId", l.purpose, l.expires_at AS "expiresAt" FROM releases l
        WHERE l.record_key = $1 AND l.may_forward AND l.audience_key = ANY ($2::int[]) AND l.revoked_at IS NULL
          AND (l.expires_at IS NULL OR l.expires_at > now()) ORDER BY l.expires_at DESC NULLS FIRST, l.id`,
      [recordKey, readers],
    );
  }

  async find(id: string): Promise<ReleaseView | undefined> {
    return (await this.select('l.id = $1', id))[0];
  }

  private select(where: string, value: unknown): Promise<ReleaseView[]> {
    return this.uow.query<ReleaseView>(
      `SELECT l.id, r.id AS record_id, a.key AS audience_key, a.id AS audience_id, a.kind AS audience_kind, a.code AS audience_code, a.label AS audience_label,
              l.may_forward, l.purpose, l.released_at, l.expires_at, l.revoked_at, l.revoked_because,
              (SELECT o.code FROM organisations o WHERE o.key = l.forwarded_by) AS forwarded_by, l.forward_reason
         FROM releases l JOIN records r ON r.key = l.record_key JOIN audiences a ON a.key = l.audience_key
        WHERE ${where} ORDER BY l.released_at, l.id`,
      [value],
    );
  }
}
