/**
 * Invariant: every bill of a file is imported, and none twice. A batch of bills, their identifiers, the leaf of the log and the count of
 * bills done are one transaction: a process killed at any point leaves whole batches, and the next attempt goes on behind the last of them.
 */
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { isUnstorable } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { collectGarbage } from '../../../platform/memory';
import { AuditTrail } from '../../audit';
import { ManifestSyntaxError } from '../readers/manifest.errors';
import { detached } from '../readers/manifest-tally.parser';
import { SHIPMENT_EVENTS } from '../shipments.events';
import { type BillBatch, BillBatches, type NumberedBill } from './bill-batch.service';
import { HEAVIEST_BATCH, weightOf } from './bill-weight.rules';
import { ManifestBillsRepository } from './manifest-bills.repository';
import { wellFormed } from './manifest-findings.parser';
import type { ManifestFault, ManifestView } from './manifest-import.types';
import { ManifestReadings } from './manifest-reading.service';
import { ManifestsRepository } from './manifests.repository';

/** Bills written together, at most: see bill-weight.rules.ts. */
const BATCH = 500;
/** Bills. A multiple of the batch. */
const COLLECT_EVERY = 1_000;
/** As many as app.add_job grants; the last failure is told to the sender, or the manifest would stay READING for ever. */
const MOST_ATTEMPTS = 12;
/** Beginnings, cut off by a kill or not: kills use up no attempts of the queue, and a file that kills its worker would do so for ever. */
const MOST_STARTS = 60;

@Injectable()
export class ManifestImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ManifestsRepository,
    private readonly bills: ManifestBillsRepository,
    private readonly batches: BillBatches,
    private readonly readings: ManifestReadings,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
  ) {}

  /** Imports a queued manifest, or what is left of it; one that has ended is left alone. Throws what another attempt may mend. */
  async run(actor: Actor, id: string): Promise<void> {
    const manifest = await this.uow.read(actor, () => this.repository.find(id));
    if (!manifest || manifest.status === 'DONE' || manifest.status === 'REFUSED') return;
    await this.requireEarlierVersion(actor, manifest);
    const attempt = await this.begin(actor, id);
    if (attempt > MOST_STARTS) return this.refuse(actor, id, failed(attempt));
    try {
      await this.import(actor, manifest);
    } catch (error) {
      const fault = faultOf(error, attempt);
      if (!fault) throw error;
      await this.refuse(actor, id, fault);
    }
  }

  refuse(actor: Actor, id: string, fault: ManifestFault): Promise<void> {
    return this.uow.write(actor, async () => {
      this.audit.append({ name: 'manifest.refused', facts: { manifest: id, code: fault.code, line: fault.line } });
      await this.repository.refuse(id, fault);
    });
  }

  private begin(actor: Actor, id: string): Promise<number> {
    return this.uow.bulk(actor, async () => {
      this.audit.append({ name: 'manifest.import_started', facts: { manifest: id } });
      return (await this.repository.begin(id)) ?? 0;
    });
  }

  /** Reads on while the batch before is being written: the file and the database keep a core each busy. */
  private async import(actor: Actor, manifest: ManifestView): Promise<void> {
    let writing = Promise.resolve();
    let collected = 0;
    try {
      for await (const batch of this.unwritten(actor, manifest)) {
        await writing;
        writing = this.write(actor, manifest, batch);
        writing.catch(() => undefined); // reported when it is waited for
        if (batch.position - collected >= COLLECT_EVERY || batch.bills.length < BATCH) {
          collectGarbage();
          collected = batch.position;
        }
      }
    } finally {
      await writing;
    }
    await this.finish(actor, manifest);
  }

  /** An amendment is compared with the version before, which must be there first. */
  private async requireEarlierVersion(actor: Actor, { amends }: ManifestView): Promise<void> {
    const before = amends === null ? undefined : await this.uow.read(actor, () => this.repository.find(amends));
    if (before && before.status !== 'DONE' && before.status !== 'REFUSED')
      throw new Error('the version before is still being imported');
  }

  private async *unwritten(actor: Actor, manifest: ManifestView): AsyncGenerator<BillBatch> {
    const seen = new Map<string | null, number>();
    let position = 0;
    let bills: NumberedBill[] = [];
    let weight = 0;
    for await (const part of await this.readings.again(actor, manifest)) {
      if (part.type !== 'bill') continue;
      const reference = part.bill.reference === null ? null : detached(part.bill.reference);
      const occurrence = seen.get(reference) ?? 0;
      seen.set(reference, occurrence + 1);
      position += 1;
      if (position <= manifest.bills_done) continue;
      bills.push({ bill: part.bill, occurrence });
      weight += weightOf(part.bill);
      if (bills.length < BATCH && weight < HEAVIEST_BATCH) continue;
      yield { position: position - bills.length, bills };
      [bills, weight] = [[], 0];
    }
    if (bills.length > 0) yield { position: position - bills.length, bills };
  }

  private write(actor: Actor, manifest: ManifestView, batch: BillBatch): Promise<void> {
    return this.uow.bulk(actor, async () => {
      const until = batch.position + batch.bills.length;
      if (!(await this.repository.advance(manifest.id, batch.position, until)))
        throw new Error('the manifest is being imported by another worker');
      const ids = await this.batches.write(actor, manifest, batch);
      this.audit.append({
        name: 'manifest.batch_imported',
        written: ids.map((id) => ({ id, version: 1, before: null })),
        facts: { manifest: manifest.id, from: batch.position, until },
      });
    });
  }

  private finish(actor: Actor, manifest: ManifestView): Promise<void> {
    return this.uow.bulk(actor, async () => {
      if (manifest.amends) await this.bills.insertRemoved(manifest.id, manifest.amends, manifest.bills_present);
      const changes = await this.bills.changes(manifest.id);
      const facts = { manifest: manifest.id, present: manifest.bills_present, ...changes };
      this.audit.append({ name: 'manifest.imported', facts });
      await this.repository.finish(manifest.id, changes);
      await this.events.emit(SHIPMENT_EVENTS.manifestArrived, { manifestId: manifest.id });
    });
  }
}

/** What no further attempt will mend, as the sender is told it; undefined for the rest. */
function faultOf(error: unknown, attempt: number): ManifestFault | undefined {
  if (error instanceof ManifestSyntaxError) {
    return { code: error.code, message: wellFormed(error.message), line: error.line, column: error.column };
  }
  const elsewhere = { line: null, column: null };
  if (error instanceof DomainError && error.definition.kind === 'rule') {
    return { code: error.definition.code, message: error.definition.title, ...elsewhere };
  }
  if (isUnstorable(error)) {
    const message = 'A value of the file is larger than any field holds; the bills before it were imported';
    return { code: 'NOT_STORABLE', message, ...elsewhere };
  }
  if (attempt < MOST_ATTEMPTS) return undefined;
  return failed(attempt);
}

const failed = (attempt: number): ManifestFault => ({
  code: 'FAILED',
  message: `The import failed ${attempt} times; send the file again to go on with it`,
  line: null,
  column: null,
});
