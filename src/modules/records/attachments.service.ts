import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { STORAGE, type Storage } from '../../platform/storage/storage';
import { ownOrganisation } from '../access';
import { AuditTrail, type Leaf } from '../audit';
import { AttachmentRow } from './attachment.record';
import { sniffMediaType } from './media-type.rules';
import { RECORD } from './records.errors';
import { RecordsService } from './records.service';

export interface Upload {
  readonly fileName: string;
  readonly declaredType: string;
  readonly description: string | null;
  /** SHA-256 the sender announced (Content-Digest, RFC 9530); compared with what arrived. */
  readonly announced: Buffer | null;
  readonly content: Readable;
}

export interface AttachmentView {
  id: string;
  record_id: string;
  seq: number;
  file_name: string;
  declared_type: string;
  media_type: string;
  size: number;
  sha256: Buffer;
  storage_key: string;
  description: string | null;
  created_at: Date;
}

const MAX_BYTES = 2 * 1024 ** 3;

/**
 * Evidence: streamed to the store first, then one short transaction that refers to it. The original is never changed; its
 * SHA-256 is in the record's state and so in the log.
 */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
    private readonly writer: RowWriter,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  async attach(actor: Actor, recordId: string, upload: Upload): Promise<{ attachment: AttachmentView; leaf: Leaf }> {
    // Asked before a byte is stored: whoever may not change the record cannot fill the disk through it.
    await this.uow.read(actor, async () => {
      enforce(ownOrganisation(actor, await this.records.require(recordId)), RECORD.NOT_THE_OWNER);
    });
    const stored = await this.storage.put(actor.organisationKey, upload.content, { maxBytes: MAX_BYTES });
    if (upload.announced && !upload.announced.equals(stored.sha256)) throw new DomainError(RECORD.DIGEST_MISMATCH);
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginAddition(actor, recordId);
      const id = newId();
      const leaf = this.audit.append({
        name: 'attachment.added',
        written: [written],
        facts: { attachment: id, sha256: stored.sha256.toString('hex'), size: stored.size },
      });
      const [{ next } = { next: 0 }] = await this.uow.query<{ next: number }>(
        'SELECT coalesce(max(seq) + 1, 0) AS next FROM attachments WHERE record_key = $1',
        [record.key],
      );
      await this.writer.insert(AttachmentRow, [
        {
          id,
          recordKey: record.key,
          seq: next,
          fileName: upload.fileName,
          declaredType: upload.declaredType,
          mediaType: sniffMediaType(stored.head),
          size: stored.size,
          sha256: stored.sha256,
          storageKey: stored.key,
          description: upload.description,
          createdBy: actor.userKey,
        },
      ]);
      return { attachment: (await this.find(id))!, leaf };
    });
  }

  list(actor: Actor, recordId: string): Promise<AttachmentView[]> {
    return this.uow.read(actor, async () => {
      const record = await this.records.require(recordId);
      return this.select('a.record_key = $1', record.key);
    });
  }

  /** Opens an attachment for download; who took it is in the log before the first byte leaves. */
  async open(actor: Actor, id: string): Promise<{ attachment: AttachmentView; content: Readable }> {
    const attachment = await this.uow.read(actor, async () => {
      const found = await this.find(id);
      if (!found) throw new DomainError(COMMON.NOT_FOUND);
      await this.records.require(found.record_id);
      this.audit.append({ name: 'attachment.read', facts: { attachment: id } });
      return found;
    });
    return { attachment, content: await this.storage.open(attachment.storage_key) };
  }

  private async find(id: string): Promise<AttachmentView | undefined> {
    return (await this.select('a.id = $1', id))[0];
  }

  private select(where: string, value: unknown): Promise<AttachmentView[]> {
    return this.uow.query<AttachmentView>(
      `SELECT a.*, r.id AS record_id FROM attachments a JOIN records r ON r.key = a.record_key WHERE ${where} ORDER BY a.seq`,
      [value],
    );
  }
}
