import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { CodeMapVersionRow } from './code-map.record';
import type { CodeField, OfficeCode } from './office-code.types';

export interface CodeMapView {
  readonly field: CodeField;
  readonly version: number;
  readonly rows: readonly OfficeCode[];
  readonly saved_at: Date;
}

/** An organisation that writes codes down for more offices than these is shown the first. */
const MOST_OFFICES = 1_000;

/** Every row is of the acting organisation: row-level security lets no other through. */
@Injectable()
export class CodeMapsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  /** The newest version for each field of an office. */
  current(customsOffice: string): Promise<CodeMapView[]> {
    return this.uow.query<CodeMapView>(
      `SELECT DISTINCT ON (c.field) c.field, c.version, c.rows, c.saved_at FROM code_map_versions c
        WHERE c.customs_office = $1 ORDER BY c.field, c.version DESC`,
      [customsOffice],
    );
  }

  async offices(): Promise<string[]> {
    const rows = await this.uow.query<{ customs_office: string }>(
      `SELECT DISTINCT c.customs_office FROM code_map_versions c ORDER BY c.customs_office LIMIT ${MOST_OFFICES}`,
    );
    return rows.map((row) => row.customs_office);
  }

  append(row: CodeMapVersionRow): Promise<void> {
    return this.writer.insert(CodeMapVersionRow, [row]);
  }
}
