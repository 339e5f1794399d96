/**
 * Invariant: a file is imported whole and once, or not at all. All its bills, their identifiers, the log's leaf and the status DONE
 * are one transaction: a process killed at any point leaves nothing, and the queue runs the job again.
 */
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import { AuditTrail } from '../../audit';
import { CLASSIFICATIONS, RecordsService } from '../../records';
import { ManifestSyntaxError } from '../readers/manifest.errors';
import { readManifest } from '../readers/manifest.parser';
import { rowsOf } from '../shipment.mapping';
import { SHIPMENT_EVENTS } from '../shipments.events';
import { ShipmentsRepository } from '../shipments.repository';
import { factsOfBill } from './bill.mapping';
import { ImportReading, wellFormed } from './import-reading.parser';
import type { ManifestFault, ManifestView } from './manifest-import.types';
import { ManifestsRepository } from './manifests.repository';

/** Bills written together. */
const BATCH = 500;
/** As many as app.add_job grants; the last failure is told to the sender, or the manifest would stay READING for ever. */
const MOST_ATTEMPTS = 12;

@Injectable()
export class ManifestImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ManifestsRepository,
    private readonly records: RecordsService,
    private readonly shipments: ShipmentsRepository,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** Imports a queued manifest; one that has ended before is left alone. Throws what another attempt may mend. */
  async run(actor: Actor, id: string): Promise<void> {
    const manifest = await this.uow.read(actor, () => this.repository.find(id));
    if (!manifest || manifest.status === 'DONE' || manifest.status === 'REFUSED') return;
    const attempt = await this.begin(actor, id);
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
    return this.uow.write(actor, async () => {
      this.audit.append({ name: 'manifest.import_started', facts: { manifest: id } });
      return (await this.repository.begin(id)) ?? 0;
    });
  }

  private import(actor: Actor, manifest: ManifestView): Promise<void> {
    return this.uow.write(actor, async () => {
      // The pool's limits are for requests; a long manifest is one transaction of many short statements and one long leaf.
      await this.uow.query(`SELECT set_config('statement_timeout', '600000', true)`);
      if (!(await this.repository.lock(manifest.id)))
        throw new Error('the manifest is being imported by another worker');
      const reading = new ImportReading();
      const ids: string[] = [];
      for await (const part of readManifest(await this.storage.open(manifest.storage_key))) {
        reading.take(part);
        if (reading.pending.length >= BATCH) ids.push(...(await this.write(actor, manifest, reading)));
      }
      ids.push(...(await this.write(actor, manifest, reading)));
      const result = reading.result(ids.length);
      this.audit.append({
        name: 'manifest.imported',
        written: ids.map((id) => ({ id, version: 1, before: null })),
        facts: { manifest: manifest.id, present: result.counts.present, parsed: result.counts.parsed },
      });
      await this.repository.finish(manifest.id, result);
      await this.events.emit(SHIPMENT_EVENTS.manifestArrived, { manifestId: manifest.id });
    });
  }

  private async write(actor: Actor, manifest: ManifestView, reading: ImportReading): Promise<string[]> {
    const bills = reading.flush();
    if (bills.length === 0) return [];
    const ids = bills.map(() => newId());
    const classification = CLASSIFICATIONS[manifest.classification]!;
    const keys = await this.records.createMany(actor, 'shipment', ids, { classification });
    const source = { format: reading.format, fileName: manifest.file_name, sha256: manifest.sha256.toString('hex') };
    const rows = bills.map((bill, i) =>
      rowsOf(keys.get(ids[i]!)!, factsOfBill(bill.header ?? reading.header, bill), {
        manifestId: manifest.id,
        source: { ...source, line: bill.sourceLine },
      }),
    );
    await this.shipments.insertMany(rows);
    return ids;
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
  if (attempt < MOST_ATTEMPTS) return undefined;
  return {
    code: 'FAILED',
    message: `The import failed ${attempt} times; send the file again to repeat it`,
    ...elsewhere,
  };
}
