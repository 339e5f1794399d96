import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { Jobs } from '../../../platform/jobs/jobs';
import type { StoredFile } from '../../../platform/storage/storage';
import { ownOrganisation } from '../../access';
import { AuditTrail, type Leaf } from '../../audit';
import type { SpineRecord } from '../record.types';
import { RECORD } from '../records.errors';
import { RecordsService } from '../records.service';
import { AttachmentRow } from './attachment.record';
import { AttachmentsRepository } from './attachments.repository';
import {
  type Announced,
  ATTACHING,
  type AttachingFacts,
  type AttachmentView,
  hasThumbnail,
  MAKE_THUMBNAILS,
} from './evidence.types';
import { sniffMediaType } from './media-type.rules';

/** Ids chosen before, so that the same upload finished twice makes one attachment with one receipt. */
export interface ChosenIds {
  readonly id: string;
  readonly receiptId: string;
}

/**
 * Refers a record to a file that is in the store: one short transaction, in which the record gets a version, the log a leaf with the
 * file's SHA-256, and a thumbnail is asked for.
 */
@Injectable()
export class EvidenceWriter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsRepository,
    private readonly audit: AuditTrail,
    private readonly writer: RowWriter,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
  ) {}

  /** The record, if this actor may add evidence to it. Asked before a byte is stored: nobody else can fill the disk through it. */
  async requireOwn(actor: Actor, recordId: string): Promise<SpineRecord> {
    const record = await this.records.requireReadable(actor, recordId);
    enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
    await this.announce(record);
    return record;
  }

  /** @param also what else is written in the same transaction */
  add(
    actor: Actor,
    recordId: string,
    file: StoredFile,
    announced: Announced,
    chosen?: ChosenIds,
    also: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<{ attachment: AttachmentView; leaf: Leaf }> {
    const id = chosen?.id ?? newId();
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginAddition(actor, recordId);
      await this.announce(record);
      const facts = { attachment: id, sha256: file.sha256.toString('hex'), size: file.size };
      const leaf = this.audit.append({ name: 'attachment.added', written: [written], facts }, chosen?.receiptId);
      const row = this.row(actor, record, file, announced);
      const inserted = this.writer.insert(AttachmentRow, [{ ...row, id, receiptId: leaf.id }]);
      await Promise.all([inserted, also(), this.thumbnail(actor, record, row.mediaType, file.size)]);
      return { attachment: (await this.attachments.find(id))!, leaf };
    });
  }

  /** A kind of record that takes no more evidence refuses it here. */
  private announce({ kind, key }: SpineRecord): Promise<void> {
    return this.events.emit(ATTACHING, { kind, recordKey: key } satisfies AttachingFacts);
  }

  private row(
    actor: Actor,
    record: SpineRecord,
    file: StoredFile,
    { fileName, declaredType, description }: Announced,
  ): Omit<AttachmentRow, 'id' | 'seq' | 'receiptId'> {
    const { size, sha256, key: storageKey } = file;
    const mediaType = sniffMediaType(file.head);
    const common = { recordKey: record.key, createdBy: actor.userKey };
    return { ...common, fileName, declaredType, description, mediaType, size, sha256, storageKey };
  }

  /** One job for each record, however many images wait: it takes them in turns with what else is to be done. */
  private async thumbnail(actor: Actor, { key }: SpineRecord, mediaType: string, size: number): Promise<void> {
    if (!hasThumbnail(mediaType, size)) return;
    const payload = { recordKey: key, organisationKey: actor.organisationKey };
    await this.jobs.add(MAKE_THUMBNAILS, payload, { key: `${MAKE_THUMBNAILS}:${key}` });
  }
}
