import { Injectable } from '@nestjs/common';
import { BulkWriter } from '../../../platform/database/bulk-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { IdentifiersRepository } from '../../identifiers';
import { ShipmentContainerRow } from '../shipment-container.record';
import { ShipmentPartyRow } from '../shipment-party.record';
import type { ShipmentRows } from '../shipment.mapping';
import { ShipmentRow } from '../shipment.record';
import { ManifestBillRow } from './manifest-bill.record';
import type { BillChange, ChangeCounts } from './manifest-import.types';

/** A bill as the version before has it. */
export interface EarlierBill {
  bill_reference: string | null;
  occurrence: number;
  record_key: number;
  content_hash: Buffer;
}

export interface BillOfVersion {
  position: number;
  change: BillChange;
  bill_reference: string | null;
  line: number | null;
  record_key: number;
  previous_key: number | null;
}

/**
 * The version before, and as far as that one was given up half way, the versions before it: what it had not reached is still as they say.
 * `before` is each of their bills once, as the nearest of them has it.
 */
const LINEAGE = (manifest: string, condition: string): string => `WITH RECURSIVE lineage AS (
    SELECT m.id, m.amends, m.status, 0 AS depth FROM manifests m WHERE m.id = ${manifest}
    UNION ALL
    SELECT m.id, m.amends, m.status, l.depth + 1 FROM lineage l JOIN manifests m ON m.id = l.amends WHERE l.status = 'REFUSED'),
  before AS (
    SELECT DISTINCT ON (b.bill_reference, b.occurrence) b.* FROM lineage l JOIN manifest_bills b ON b.manifest_id = l.id
     WHERE b.change <> 'REMOVED' AND ${condition} ORDER BY b.bill_reference, b.occurrence, l.depth)`;

/** Which bills each version of a manifest holds. Row-level security lets none of another organisation through. */
@Injectable()
export class ManifestBillsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly bulk: BulkWriter,
    private readonly identifiers: IdentifiersRepository,
  ) {}

  /** New bills with all that hangs on them, in a bulk unit of work. */
  async insertBills(bills: readonly ShipmentRows[]): Promise<void> {
    await this.bulk.insert(
      ShipmentRow,
      bills.map(({ shipment }) => shipment),
    );
    await this.bulk.insert(
      ShipmentPartyRow,
      bills.flatMap(({ parties }) => parties),
    );
    await this.bulk.insert(
      ShipmentContainerRow,
      bills.flatMap(({ containers }) => containers),
    );
    await this.identifiers.insertBulk(new Map(bills.map(({ shipment, mentions }) => [shipment.recordKey, mentions])));
  }

  insertRows(rows: readonly ManifestBillRow[]): Promise<void> {
    return this.bulk.insert(ManifestBillRow, rows);
  }

  /** The bills of these references in another version. A bill that was removed there is not one of them. */
  earlier(manifestId: string, references: readonly (string | null)[]): Promise<EarlierBill[]> {
    return this.uow.query<EarlierBill>(
      `${LINEAGE('$1', '(b.bill_reference = ANY ($2::text[]) OR ($3 AND b.bill_reference IS NULL))')}
       SELECT bill_reference, occurrence, record_key, content_hash FROM before`,
      [manifestId, references.filter((reference) => reference !== null), references.includes(null)],
    );
  }

  /** Notes the bills that the version before had and this one has not, behind those of the file. */
  async insertRemoved(manifestId: string, before: string, present: number): Promise<void> {
    await this.uow.execute(
      `${LINEAGE('$2', 'true')}
       INSERT INTO manifest_bills (manifest_id, position, owner_id, record_key, bill_reference, occurrence, content_hash, change)
       SELECT $1, $3::int + row_number() OVER (ORDER BY b.position) - 1, b.owner_id, b.record_key, b.bill_reference, b.occurrence, b.content_hash, 'REMOVED'
         FROM before b WHERE NOT EXISTS (
           SELECT 1 FROM manifest_bills n WHERE n.manifest_id = $1 AND n.bill_reference IS NOT DISTINCT FROM b.bill_reference AND n.occurrence = b.occurrence)`,
      [manifestId, before, present],
    );
  }

  async changes(manifestId: string): Promise<ChangeCounts> {
    const [row] = await this.uow.query<ChangeCounts>(
      `SELECT count(*) FILTER (WHERE change = 'ADDED') AS added, count(*) FILTER (WHERE change = 'CHANGED') AS changed,
              count(*) FILTER (WHERE change = 'UNCHANGED') AS unchanged, count(*) FILTER (WHERE change = 'REMOVED') AS removed
         FROM manifest_bills WHERE manifest_id = $1`,
      [manifestId],
    );
    return row!;
  }

  /** In the order of the file, after that position. */
  page(
    manifestId: string,
    changes: readonly BillChange[],
    after: number | undefined,
    limit: number,
  ): Promise<BillOfVersion[]> {
    return this.uow.query<BillOfVersion>(
      `SELECT position, change, bill_reference, line, record_key, previous_key FROM manifest_bills
        WHERE manifest_id = $1 AND change = ANY ($2::text[]) AND position > $3 ORDER BY position LIMIT $4`,
      [manifestId, changes, after ?? -1, limit + 1],
    );
  }
}
