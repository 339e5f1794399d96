import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ReleaseRow } from './release.record';

export interface ReleaseView {
  id: string;
  record_id: string;
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

  async find(id: string): Promise<ReleaseView | undefined> {
    return (await this.select('l.id = $1', id))[0];
  }

  private select(where: string, value: unknown): Promise<ReleaseView[]> {
    return this.uow.query<ReleaseView>(
      `SELECT l.id, r.id AS record_id, a.id AS audience_id, a.kind AS audience_kind, a.code AS audience_code, a.label AS audience_label,
              l.may_forward, l.purpose, l.released_at, l.expires_at, l.revoked_at, l.revoked_because
         FROM releases l JOIN records r ON r.key = l.record_key JOIN audiences a ON a.key = l.audience_key
        WHERE ${where} ORDER BY l.released_at, l.id`,
      [value],
    );
  }
}
