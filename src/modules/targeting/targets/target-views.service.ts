import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit';
import { RecordsService } from '../../records';
import { type ShipmentListed, ShipmentsRepository } from '../../shipments';
import { evidenceOf, visibleScore } from './target-view.rules';
import type { StoredScore, TargetRowView } from './target.types';

export interface TargetView extends TargetRowView {
  readonly bill: ShipmentListed;
}

/** Targets as a reader may see them at this moment: with the bill, and without facts that rest on records that are no longer visible. */
@Injectable()
export class TargetViews {
  constructor(
    private readonly records: RecordsService,
    private readonly shipments: ShipmentsRepository,
    private readonly audit: AuditTrail,
  ) {}

  async of(rows: readonly TargetRowView[]): Promise<TargetView[]> {
    if (rows.length === 0) return [];
    const records = await this.records.findByKeys(rows.map(({ record_key: key }) => key));
    const bills = new Map((await this.shipments.listed(records)).map((bill) => [bill.record.key, bill]));
    if (records.some(({ classification }) => classification > 0)) {
      this.audit.append({ name: 'target.read', facts: { targets: rows.map(({ id }) => id) } });
    }
    // Their references are shown, so the log notes them like any record that is.
    await this.records.findByIds(rows.flatMap(({ inspections }) => inspections.map(({ id }) => id)));
    return (await this.visible(rows)).flatMap((row) => {
      const bill = bills.get(row.record_key);
      return bill ? [{ ...row, bill }] : [];
    });
  }

  /** Looking the evidence up as the reader also notes it for the log: its reference is shown. */
  async visible<Score extends StoredScore>(scores: readonly Score[]): Promise<Score[]> {
    const ids = [...new Set(scores.flatMap(({ indicators }) => evidenceOf(indicators)))];
    const seen = new Set(ids.length === 0 ? [] : (await this.records.findByIds(ids)).map(({ id }) => id));
    return scores.map((row) => ({ ...row, ...visibleScore(row.indicators, seen) }));
  }
}
