import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import { AuditTrail } from '../../audit';
import { RECORD } from '../records.errors';
import { asAnnounced } from './attachments.service';
import type { UploadEnding, UploadView } from './evidence.types';
import { EvidenceWriter } from './evidence-writer.service';
import { UploadsRepository } from './uploads.repository';

const isRefusal = (error: unknown): boolean =>
  error instanceof DomainError && error.definition === RECORD.DIGEST_MISMATCH;

/**
 * How an upload ends. A whole one becomes an attachment under its own id and with the receipt chosen when it began: whoever lost the
 * last answer, or two who finish at once, get the same one. Its parts are thrown away only after what they became is committed.
 */
@Injectable()
export class UploadEndings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly evidence: EvidenceWriter,
    private readonly repository: UploadsRepository,
    private readonly audit: AuditTrail,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** All bytes are there. Throws RECORD.DIGEST_MISMATCH, after which the upload is refused for good. */
  async finish(actor: Actor, upload: UploadView): Promise<void> {
    const { id, owner_id: organisation, record_id: recordId, receipt_id: receiptId } = upload;
    if (upload.ended_as === 'STORED') return;
    const announced = {
      ...{ fileName: upload.file_name, declaredType: upload.declared_type },
      ...{ description: upload.description, sha256: upload.sha256 },
    };
    try {
      const intake = { maxBytes: upload.size, accept: asAnnounced(upload.sha256) };
      const file = await this.storage.assemble(organisation, id, intake);
      const stored = async (): Promise<void> => {
        if (!(await this.repository.end(id, 'STORED'))) throw new DomainError(COMMON.NOT_FOUND); // ended in the meantime
      };
      await this.evidence.add(actor, recordId, file, announced, { id, receiptId }, stored);
    } catch (error) {
      if (await this.isStored(actor, id, error)) return;
      if (isRefusal(error)) await this.end(actor, upload, 'REFUSED');
      throw error;
    }
    await this.storage.discard(organisation, id);
  }

  /** Ends an upload that comes to nothing. */
  async end(
    actor: Actor,
    { id, record_id: record, owner_id: organisation }: Pick<UploadView, 'id' | 'record_id' | 'owner_id'>,
    as: UploadEnding,
  ): Promise<void> {
    await this.uow.write(actor, async () => {
      this.audit.append({ name: 'upload.ended', facts: { upload: id, record, as } });
      if (!(await this.repository.end(id, as))) throw new DomainError(COMMON.NOT_FOUND);
    });
    await this.storage.discard(organisation, id);
  }

  /**
   * Its time is over. What a stored one has left behind goes too. One whose last byte came just before a crash, and that nobody asked for
   * since, is whole: it becomes what it was sent to be, of whoever sent it.
   */
  async expire(actor: Actor, id: string): Promise<void> {
    const upload = await this.uow.read(actor, () => this.repository.find(id));
    if (upload?.ended_as !== null) return this.storage.discard(actor.organisationKey, id);
    if ((await this.storage.lengthOf(upload.owner_id, id)) !== upload.size) return this.end(actor, upload, 'EXPIRED');
    await this.finish({ ...actor, userKey: upload.created_by }, upload).catch((error: unknown) => {
      if (!isRefusal(error)) throw error; // a refused one has ended
    });
  }

  /** Somebody else has finished it in the meantime. */
  private async isStored(actor: Actor, id: string, error: unknown): Promise<boolean> {
    if (isRefusal(error)) return false;
    const now = await this.uow.read(actor, () => this.repository.find(id));
    return now?.ended_as === 'STORED';
  }
}
