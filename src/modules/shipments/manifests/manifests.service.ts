import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { Jobs } from '../../../platform/jobs/jobs';
import { STORAGE, type Storage, type StoredFile } from '../../../platform/storage/storage';
import { clearedFor } from '../../access';
import { AuditTrail, type Leaf, ReceiptsService, type ReceiptWithId } from '../../audit';
import { RECORD } from '../../records';
import { SHIPMENT } from '../shipments.errors';
import { type ShipmentListed, ShipmentsService } from '../shipments.service';
import { IMPORT_MANIFEST, type ImportPayload, type ManifestView } from './manifest-import.types';
import { mayBeManifest } from './manifest-sniff.rules';
import { ManifestsRepository } from './manifests.repository';

export interface ReceivedFile {
  readonly fileName: string;
  readonly declaredType: string;
  readonly classification: number;
  /** SHA-256 the sender announced (Content-Digest, RFC 9530). */
  readonly announced: Buffer | null;
  readonly content: Readable;
}

export interface Received {
  readonly manifest: ManifestView;
  readonly receipt: ReceiptWithId;
  /** False if this file was here before and nothing was done. */
  readonly queued: boolean;
}

const MAX_BYTES = 256 * 1024 ** 2;

/**
 * Receiving manifests. The file's hash is the key: an organisation has one manifest of a file, however often it is sent, so that a
 * repeated upload over a bad line makes nothing twice even without an Idempotency-Key.
 */
@Injectable()
export class ManifestsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ManifestsRepository,
    private readonly shipments: ShipmentsService,
    private readonly audit: AuditTrail,
    private readonly receipts: ReceiptsService,
    private readonly jobs: Jobs,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  async receive(actor: Actor, file: ReceivedFile): Promise<Received> {
    enforce(clearedFor(actor, file.classification), RECORD.ABOVE_CLEARANCE);
    const stored = await this.storage.put(actor.organisationKey, file.content, { maxBytes: MAX_BYTES });
    if (file.announced && !file.announced.equals(stored.sha256)) throw new DomainError(RECORD.DIGEST_MISMATCH);
    enforce(mayBeManifest(stored.head), SHIPMENT.NOT_A_MANIFEST);
    const known = await this.findByFile(actor, stored.sha256);
    if (known) return this.again(actor, known);
    try {
      return await this.queue(actor, (receiptId) => this.insert(actor, file, stored, receiptId), stored.sha256);
    } catch (error) {
      if (!violates(error, 'manifests_file_unique')) throw error;
      return this.again(actor, (await this.findByFile(actor, stored.sha256))!);
    }
  }

  /** What stopped for a reason outside the file is tried again; everything else stays as it is. */
  private async again(actor: Actor, known: ManifestView): Promise<Received> {
    if (known.status === 'REFUSED' && known.fault?.line === null) {
      return this.queue(actor, (receiptId) => this.requeue(known.id, receiptId), known.sha256);
    }
    return { manifest: known, receipt: await this.receipts.find(actor, known.receipt_id), queued: false };
  }

  private async queue(actor: Actor, write: (receiptId: string) => Promise<string>, sha256: Buffer): Promise<Received> {
    let leaf: Leaf | undefined;
    const manifest = await this.uow.write(actor, async () => {
      const receiptId = newId();
      const id = await write(receiptId);
      leaf = this.audit.append(
        { name: 'manifest.received', facts: { manifest: id, sha256: sha256.toString('hex') } },
        receiptId,
      );
      const owner = { key: actor.organisationKey, id: actor.organisationId, code: actor.organisationCode };
      const payload: ImportPayload = { manifestId: id, userKey: actor.userKey, owner };
      await this.jobs.add(IMPORT_MANIFEST, { ...payload });
      return (await this.repository.find(id))!;
    });
    return { manifest, receipt: this.receipts.of(actor, leaf!), queued: true };
  }

  private async insert(actor: Actor, file: ReceivedFile, stored: StoredFile, receiptId: string): Promise<string> {
    const id = newId();
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
      createdBy: actor.userKey,
    });
    return id;
  }

  private async requeue(id: string, receiptId: string): Promise<string> {
    if (!(await this.repository.requeue(id, receiptId))) throw new DomainError(COMMON.BUSY);
    return id;
  }

  private findByFile(actor: Actor, sha256: Buffer): Promise<ManifestView | undefined> {
    return this.uow.read(actor, () => this.repository.findByFile(sha256));
  }

  read(actor: Actor, id: string): Promise<ManifestView> {
    return this.uow.read(actor, () => this.require(id));
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<ManifestView>> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'manifests']);
      const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const rows = await this.repository.page(after, limit);
      const items = rows.slice(0, limit).map((row) => this.shown(row));
      const last = items.at(-1);
      const more = rows.length > limit && last;
      return { items, nextCursor: more ? this.cursors.encode(scope, { at: last.created_us, id: last.id }) : null };
    });
  }

  /** The bills an import made, in the order of the file. */
  bills(actor: Actor, id: string, limit: number, cursor: string | undefined): Promise<Page<ShipmentListed>> {
    return this.uow.read(actor, async () => {
      await this.require(id);
      return this.shipments.pageOfManifest(actor, id, limit, cursor);
    });
  }

  private async require(id: string): Promise<ManifestView> {
    const manifest = await this.repository.find(id);
    if (!manifest) throw new DomainError(COMMON.NOT_FOUND);
    return this.shown(manifest);
  }

  private shown(manifest: ManifestView): ManifestView {
    if (manifest.classification > 0) this.audit.append({ name: 'manifest.read', facts: { manifest: manifest.id } });
    return manifest;
  }
}
