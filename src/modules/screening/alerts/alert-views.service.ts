import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit';
import { RecordsService, type SpineRecord } from '../../records';
import type { MatchEntity } from '../matching/matching.types';
import type { AlertRowView } from './alert.types';
import { hiddenValues, without } from './basis.rules';

export interface AlertView extends AlertRowView {
  readonly record: SpineRecord;
  /** Its values as the reader may see them. */
  readonly subject: MatchEntity;
  readonly entry: MatchEntity;
}

/** Alerts as a reader may see them at this moment: with the record, and without values whose source is no longer visible. */
@Injectable()
export class AlertViews {
  constructor(
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
  ) {}

  async of(rows: readonly AlertRowView[]): Promise<AlertView[]> {
    if (rows.length === 0) return [];
    const sources = rows.flatMap((row) => row.sources.flatMap(({ source }) => source ?? []));
    const records = await this.records.findByKeys([...new Set([...rows.map((row) => row.record_key), ...sources])]);
    const recordOf = new Map(records.map((record) => [record.key, record]));
    if (records.some(({ classification }) => classification > 0)) {
      this.audit.append({ name: 'alert.read', facts: { alerts: rows.map(({ id }) => id) } });
    }
    const visible = new Set(recordOf.keys());
    return rows.flatMap((row) => {
      const record = recordOf.get(row.record_key);
      const subject = without(row.compared.subject, hiddenValues(row.sources, visible));
      return record ? [{ ...row, record, subject, entry: row.compared.entry }] : [];
    });
  }
}
