import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { RecordsService, type SpineRecord } from '../../records';
import { type ShipmentListed, ShipmentsRepository, type ShipmentView } from '../shipments.repository';
import { statedFacts } from '../stated-facts.mapping';
import { differencesBetween, type FieldDifference } from './bill-difference.rules';
import { type BillOfVersion, ManifestBillsRepository } from './manifest-bills.repository';
import type { BillChange } from './manifest-import.types';
import { ManifestsService } from './manifests.service';

/** What became of a bill since the version of the manifest before. */
export interface BillDifference {
  readonly change: BillChange;
  readonly billReference: string | null;
  readonly line: number | null;
  /** The record the bill is now; of a removed bill, the one it was. */
  readonly record: SpineRecord;
  readonly previous: SpineRecord | null;
  readonly fields: readonly FieldDifference[];
}

const IN_FILE: readonly BillChange[] = ['ADDED', 'CHANGED', 'UNCHANGED'];

/** The bills of a version of a manifest, and how they differ from the version before. */
@Injectable()
export class ManifestVersions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly manifests: ManifestsService,
    private readonly repository: ManifestBillsRepository,
    private readonly shipments: ShipmentsRepository,
    private readonly records: RecordsService,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  /** In the order of the file. A bill that did not change since the version before is the record it was. */
  bills(actor: Actor, id: string, limit: number, cursor: string | undefined): Promise<Page<ShipmentListed>> {
    return this.page(actor, { id, changes: IN_FILE, limit, cursor }, async (rows) => {
      const records = await this.recordsOf(rows);
      const listed = await this.shipments.listed([...records.values()]);
      const byKey = new Map(listed.map((one) => [one.record.key, one]));
      return rows.flatMap((row) => byKey.get(row.record_key) ?? []);
    });
  }

  differences(
    actor: Actor,
    id: string,
    changes: readonly BillChange[],
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<BillDifference>> {
    return this.page(actor, { id, changes, limit, cursor }, async (rows) => {
      const records = await this.recordsOf(rows);
      const shown = await Promise.all(rows.map((row) => this.difference(row, records)));
      return shown.flat();
    });
  }

  private page<Item>(
    actor: Actor,
    query: { id: string; changes: readonly BillChange[]; limit: number; cursor: string | undefined },
    show: (rows: readonly BillOfVersion[]) => Promise<Item[]>,
  ): Promise<Page<Item>> {
    const { id, changes, limit, cursor } = query;
    return this.uow.read(actor, async () => {
      await this.manifests.require(id);
      const scope = JSON.stringify([actor.organisationKey, 'manifest bills', id, changes]);
      const after = cursor === undefined ? undefined : Number(this.cursors.decode(scope, cursor).at);
      const rows = await this.repository.page(id, changes, after, limit);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const more = rows.length > limit && last;
      const nextCursor = more ? this.cursors.encode(scope, { at: String(last.position), id }) : null;
      return { items: await show(page), nextCursor };
    });
  }

  /** Nothing of a bill that was classified above the reader since. */
  private async difference(
    row: BillOfVersion,
    records: ReadonlyMap<number, SpineRecord>,
  ): Promise<readonly BillDifference[]> {
    const record = records.get(row.record_key);
    const previous = row.previous_key === null ? null : records.get(row.previous_key);
    if (!record || previous === undefined) return [];
    const fields = previous ? await this.fieldsOf(previous, record) : [];
    return [{ change: row.change, billReference: row.bill_reference, line: row.line, record, previous, fields }];
  }

  private async recordsOf(rows: readonly BillOfVersion[]): Promise<Map<number, SpineRecord>> {
    const keys = rows.flatMap(({ record_key, previous_key }) => [record_key, previous_key ?? []].flat());
    return new Map((await this.records.findByKeys(keys)).map((record) => [record.key, record]));
  }

  private async fieldsOf(previous: SpineRecord, record: SpineRecord): Promise<readonly FieldDifference[]> {
    const [before, after] = await Promise.all([this.shipments.view(previous), this.shipments.view(record)]);
    return differencesBetween(stated(before), stated(after));
  }
}

/** Without the line number, which shifts for all bills when one is put in before them. */
function stated(view: ShipmentView): object {
  const { lineNumber: _, ...facts } = statedFacts(view);
  return facts;
}
