import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { CLASSIFICATIONS, RecordsService } from '../../records';
import type { BillOfLading, ManifestHeader } from '../readers/manifest.types';
import { rowsOf } from '../shipment.mapping';
import type { ShipmentFacts } from '../shipment.types';
import { contentHash } from './bill-content.mapping';
import { factsOfBill } from './bill.mapping';
import type { ManifestBillRow } from './manifest-bill.record';
import { type EarlierBill, ManifestBillsRepository } from './manifest-bills.repository';
import type { ManifestView } from './manifest-import.types';

export interface NumberedBill {
  readonly bill: BillOfLading;
  /** 0 for the first bill of its reference in the file, 1 for the second... */
  readonly occurrence: number;
}

/** Bills that follow each other in the file, the first at `position` (from 0). */
export interface BillBatch {
  readonly position: number;
  readonly bills: readonly NumberedBill[];
}

interface Placed {
  readonly facts: ShipmentFacts;
  readonly line: number;
  readonly occurrence: number;
  readonly hash: Buffer;
  readonly earlier: EarlierBill | undefined;
}

const keyOf = (reference: string | null, occurrence: number): string => `${occurrence} ${reference ?? ''}`;

/** Turns a batch of bills into records: new ones, those that take the place of an earlier one, and those that are as they were. */
@Injectable()
export class BillBatches {
  constructor(
    private readonly repository: ManifestBillsRepository,
    private readonly records: RecordsService,
  ) {}

  /** Within a bulk unit of work. Gives the ids of the records it made. */
  async write(actor: Actor, manifest: ManifestView, { position, bills }: BillBatch): Promise<string[]> {
    const placed = await this.place(manifest, bills);
    const made = placed.filter(({ earlier, hash }) => !earlier?.content_hash.equals(hash));
    const ids = made.map(() => newId());
    const classification = CLASSIFICATIONS[manifest.classification]!;
    const keys = await this.records.createMany(actor, 'shipment', ids, { classification });
    const keyOfBill = new Map(made.map((bill, i) => [bill, keys.get(ids[i]!)!]));
    const source = { format: manifest.format!, fileName: manifest.file_name, sha256: manifest.sha256.toString('hex') };
    await this.repository.insertBills(
      made.map((bill) =>
        rowsOf(keyOfBill.get(bill)!, bill.facts, {
          manifestId: manifest.id,
          source: { ...source, line: bill.line },
          supersedesKey: bill.earlier?.record_key ?? null,
        }),
      ),
    );
    const ownerId = actor.organisationKey;
    await this.repository.insertRows(
      placed.map((bill, i) => rowOf(bill, { manifestId: manifest.id, ownerId, position: position + i }, keyOfBill)),
    );
    return ids;
  }

  private async place(manifest: ManifestView, bills: readonly NumberedBill[]): Promise<Placed[]> {
    const header = (manifest.header ?? undefined) as ManifestHeader | undefined;
    const references = [...new Set(bills.map(({ bill }) => bill.reference))];
    const earlier = manifest.amends === null ? [] : await this.repository.earlier(manifest.amends, references);
    const byKey = new Map(earlier.map((bill) => [keyOf(bill.bill_reference, bill.occurrence), bill]));
    return bills.map(({ bill, occurrence }) => {
      const facts = factsOfBill(bill.header ?? header, bill);
      return {
        facts,
        line: bill.sourceLine,
        occurrence,
        hash: contentHash(facts),
        earlier: byKey.get(keyOf(bill.reference, occurrence)),
      };
    });
  }
}

function rowOf(
  bill: Placed,
  place: Pick<ManifestBillRow, 'manifestId' | 'ownerId' | 'position'>,
  keys: ReadonlyMap<Placed, number>,
): ManifestBillRow {
  const { facts, line, occurrence, hash, earlier } = bill;
  const made = keys.get(bill);
  const common = { ...place, billReference: facts.billReference, occurrence, contentHash: hash, line };
  if (made === undefined) return { ...common, recordKey: earlier!.record_key, previousKey: null, change: 'UNCHANGED' };
  if (!earlier) return { ...common, recordKey: made, previousKey: null, change: 'ADDED' };
  return { ...common, recordKey: made, previousKey: earlier.record_key, change: 'CHANGED' };
}
