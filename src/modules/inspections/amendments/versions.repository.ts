import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { InspectionContent } from './amendment.types';
import { InspectionVersionRow } from './inspection-version.record';

export interface VersionView {
  id: string;
  inspectionId: string;
  number: number;
  recordVersion: number;
  madeAt: Date;
  reason: string | null;
  changed: string[];
  content: InspectionContent;
  sha256: Buffer;
  supersededAt: Date | null;
  /** Of the version before; null if there is none, or none that the reader may see. */
  before: InspectionContent | null;
}

const COLUMNS = `v.id, r.id AS "inspectionId", v.number, v.record_version AS "recordVersion", v.made_at AS "madeAt", v.reason, v.changed, v.content,
  v.sha256, v.superseded_at AS "supersededAt"`;

/** Every row was let through by PostgreSQL: a reader has a replaced version only if it was released to them while it stood. */
@Injectable()
export class VersionsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: Omit<InspectionVersionRow, 'madeAt' | 'supersededAt'>): Promise<void> {
    return this.writer.insert(InspectionVersionRow, [row]);
  }

  async supersede(recordKey: number): Promise<void> {
    await this.uow.execute(
      'UPDATE inspection_versions SET superseded_at = clock_timestamp() WHERE record_key = $1 AND superseded_at IS NULL',
      [recordKey],
    );
  }

  newest(recordKey: number): Promise<{ number: number; content: InspectionContent }[]> {
    return this.uow.query(
      'SELECT number, content FROM inspection_versions WHERE record_key = $1 ORDER BY number DESC LIMIT 1',
      [recordKey],
    );
  }

  of(recordKey: number): Promise<VersionView[]> {
    return this.select('v.record_key = $1', recordKey);
  }

  async find(id: string): Promise<VersionView | undefined> {
    return (await this.select('v.id = $1', id))[0];
  }

  private select(where: string, value: unknown): Promise<VersionView[]> {
    return this.uow.query<VersionView>(
      `SELECT ${COLUMNS}, b.content AS before FROM inspection_versions v JOIN records r ON r.key = v.record_key
         LEFT JOIN inspection_versions b ON b.record_key = v.record_key AND b.number = v.number - 1
        WHERE ${where} ORDER BY v.number DESC`,
      [value],
    );
  }
}
