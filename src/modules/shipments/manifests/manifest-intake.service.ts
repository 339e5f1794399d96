import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import { enforce, refuse, type Verdict } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { STORAGE, type Storage, type StoredFile } from '../../../platform/storage/storage';
import { clearedFor } from '../../access';
import { AuditTrail, type Leaf, ReceiptsService, type ReceiptWithId } from '../../audit';
import { RECORD } from '../../records';
import { SHIPMENT } from '../shipments.errors';
import { ManifestSyntaxError } from '../readers/manifest.errors';
import { readManifest, type ReadOptions } from '../readers/manifest.parser';
import { findingsOf, type ManifestFindings, wellFormed } from './manifest-findings.parser';
import { IMPORT_MANIFEST, type ImportPayload, type ManifestView } from './manifest-import.types';
import { ManifestReadings } from './manifest-reading.service';
import { ManifestsRepository } from './manifests.repository';

export interface ReceivedFile {
  readonly fileName: string;
  readonly declaredType: string;
  readonly classification: number;
  /** SHA-256 the sender announced (Content-Digest, RFC 9530). */
  readonly announced: Buffer | null;
  readonly content: Readable;
  readonly columnMapId: string | undefined;
}

export interface Received {
  readonly manifest: ManifestView;
  readonly receipt: ReceiptWithId;
  /** False if this file was here before and nothing was done. */
  readonly queued: boolean;
}

const MAX_BYTES = 256 * 1024 ** 2;

/** A file that can be read. */
interface Checked {
  readonly stored: StoredFile;
  readonly findings: ManifestFindings;
  readonly reading: string;
  readonly receiptId: string;
}

/**
 * Receiving manifests. The file's hash is the key: an organisation has one manifest of a file, however often it is sent, so that a
 * repeated upload over a bad line makes nothing twice even without an Idempotency-Key.
 */
@Injectable()
export class ManifestIntake {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ManifestsRepository,
    private readonly readings: ManifestReadings,
    private readonly audit: AuditTrail,
    private readonly receipts: ReceiptsService,
    private readonly jobs: Jobs,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  async receive(actor: Actor, file: ReceivedFile): Promise<Received> {
    enforce(clearedFor(actor, file.classification), RECORD.ABOVE_CLEARANCE);
    const by = await this.readings.by(actor, file.columnMapId);
    const { stored, findings } = await this.store(actor, file, by.options);
    const reading = this.readings.kept(by, findings.format);
    const known = await this.findByFile(actor, stored.sha256, reading);
    if (known) return this.again(actor, known);
    try {
      const insert = (receiptId: string): Promise<string> =>
        this.insert(actor, file, { stored, findings, reading, receiptId });
      const { classification } = file;
      return await this.queue(actor, insert, { sha256: stored.sha256, classification });
    } catch (error) {
      if (!violates(error, 'manifests_file_unique')) throw error;
      return this.again(actor, (await this.findByFile(actor, stored.sha256, reading))!);
    }
  }

  /** Stores the file and reads it while it arrives: one that cannot be read is refused with its line, and not kept. */
  private async store(
    actor: Actor,
    file: ReceivedFile,
    options: ReadOptions,
  ): Promise<{ stored: StoredFile; findings: ManifestFindings }> {
    let findings: ManifestFindings | undefined;
    const inspect = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      findings = await findingsOf(readManifest(chunks, {}, options));
    };
    try {
      const stored = await this.storage.put(actor.organisationKey, file.content, { maxBytes: MAX_BYTES, inspect });
      if (file.announced && !file.announced.equals(stored.sha256)) throw new DomainError(RECORD.DIGEST_MISMATCH);
      return { stored, findings: findings! };
    } catch (error) {
      if (error instanceof ManifestSyntaxError) enforce(unreadable(error), SHIPMENT.NOT_A_MANIFEST);
      throw error;
    }
  }

  /** What stopped for a reason outside the file is tried again; everything else stays as it is. */
  private async again(actor: Actor, known: ManifestView): Promise<Received> {
    if (known.status === 'REFUSED' && known.fault?.line === null && known.amended_by === null) {
      return this.queue(actor, (receiptId) => this.requeue(known.id, receiptId), known);
    }
    return { manifest: known, receipt: await this.receipts.find(actor, known.receipt_id), queued: false };
  }

  private async queue(
    actor: Actor,
    write: (receiptId: string) => Promise<string>,
    { sha256, classification }: Pick<ManifestView, 'sha256' | 'classification'>,
  ): Promise<Received> {
    let leaf: Leaf | undefined;
    const manifest = await this.uow.write(actor, async () => {
      const receiptId = newId();
      const id = await write(receiptId);
      leaf = this.audit.append(
        { name: 'manifest.received', facts: { manifest: id, sha256: sha256.toString('hex') } },
        receiptId,
      );
      const owner = { key: actor.organisationKey, id: actor.organisationId, code: actor.organisationCode };
      const payload: ImportPayload = { manifestId: id, userKey: actor.userKey, owner, classification };
      await this.jobs.add(IMPORT_MANIFEST, { ...payload });
      return (await this.repository.find(id))!;
    });
    return { manifest, receipt: this.receipts.of(actor, leaf!), queued: true };
  }

  private async insert(
    actor: Actor,
    file: ReceivedFile,
    { stored, findings, reading, receiptId }: Checked,
  ): Promise<string> {
    const id = newId();
    const { format, header, contents, warnings, identity } = findings;
    const before = identity === null ? undefined : await this.repository.latestVersion(identity);
    await this.repository.insert({
      id,
      ownerId: actor.organisationKey,
      fileName: file.fileName,
      mediaType: file.declaredType,
      size: stored.size,
      sha256: stored.sha256,
      storageKey: stored.key,
      classification: file.classification,
      receiptId,
      status: 'QUEUED',
      format,
      header,
      counts: contents,
      warnings,
      identity,
      versionNumber: (before?.version_number ?? 0) + 1,
      amends: before?.id ?? null,
      reading,
      billsPresent: contents.present,
      createdBy: actor.userKey,
    });
    return id;
  }

  private async requeue(id: string, receiptId: string): Promise<string> {
    if (!(await this.repository.requeue(id, receiptId))) throw new DomainError(COMMON.BUSY);
    return id;
  }

  private findByFile(actor: Actor, sha256: Buffer, reading: string): Promise<ManifestView | undefined> {
    return this.uow.read(actor, () => this.repository.findByFile(sha256, reading));
  }
}

const unreadable = ({ code, message, line, column }: ManifestSyntaxError): Verdict =>
  refuse(code, wellFormed(message), { line, column });
