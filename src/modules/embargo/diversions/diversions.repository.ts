import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { IdentifiersRepository, type Mention } from '../../identifiers';
import { RecordsService, type SpineRecord } from '../../records';
import { DiversionRow } from './diversion.record';

export interface DiversionView {
  readonly record: SpineRecord;
  readonly row: DiversionRow;
  /** Null if the reader cannot see it. */
  readonly find: SpineRecord | null;
  readonly exemption: SpineRecord | null;
  readonly assessmentId: string | null;
}

interface RowSql extends DiversionRow {
  visibleAssessmentId: string | null;
}

const ROWS = `SELECT d.record_key AS "recordKey", d.find_key AS "findKey", d.assessment_id AS "assessmentId", d.exemption_key AS "exemptionKey",
    d.found_with_name AS "foundWithName", d.found_with_class AS "foundWithClass", d.found_on AS "foundOn", d.goods, d.known_by AS "knownBy",
    d.basis, d.note, d.verdict, d.reasons, a.id AS "visibleAssessmentId"
  FROM diversions d LEFT JOIN assessments a ON a.id = d.assessment_id WHERE d.record_key = ANY ($1::bigint[])`;

/** Diversions, with those of their references that the reader can see by itself. */
@Injectable()
export class DiversionsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly identifiers: IdentifiersRepository,
    private readonly records: RecordsService,
  ) {}

  async insert(row: DiversionRow, mentions: readonly Mention[]): Promise<void> {
    await Promise.all([this.writer.insert(DiversionRow, [row]), this.identifiers.insert(row.recordKey, mentions)]);
  }

  async update(recordKey: number, patch: Partial<DiversionRow>): Promise<void> {
    if (Object.keys(patch).length > 0) await this.writer.update(DiversionRow, recordKey, patch);
  }

  replaceMentions(recordKey: number, pointers: readonly string[], mentions: readonly Mention[]): Promise<void> {
    return this.identifiers.replace(recordKey, pointers, mentions);
  }

  async views(records: readonly SpineRecord[]): Promise<DiversionView[]> {
    if (records.length === 0) return [];
    const rows = await this.uow.prepared<RowSql>(ROWS, [records.map(({ key }) => key)]);
    const referred = rows.flatMap(({ findKey, exemptionKey }) => [
      findKey,
      ...(exemptionKey === null ? [] : [exemptionKey]),
    ]);
    const seen = new Map((await this.records.findByKeys([...new Set(referred)])).map((one) => [one.key, one]));
    const byKey = new Map(rows.map((row) => [row.recordKey, row]));
    return records.map((record) => {
      const { visibleAssessmentId, ...row } = byKey.get(record.key)!;
      const exemption = row.exemptionKey === null ? undefined : seen.get(row.exemptionKey);
      const references = { find: seen.get(row.findKey) ?? null, exemption: exemption ?? null };
      return { record, row, ...references, assessmentId: visibleAssessmentId };
    });
  }

  async view(record: SpineRecord): Promise<DiversionView> {
    return (await this.views([record]))[0]!;
  }
}
