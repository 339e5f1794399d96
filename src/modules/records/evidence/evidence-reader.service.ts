import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { keysetPage } from '../../../platform/http/keyset-page';
import { type Extract, STORAGE, type Storage } from '../../../platform/storage/storage';
import { AuditTrail } from '../../audit';
import { RecordsService } from '../records.service';
import { AttachmentsRepository } from './attachments.repository';
import type { AttachmentView, ThumbnailView } from './evidence.types';
import { WhileVisible } from './while-visible.service';

/** Shows evidence to whoever sees its record, and says so in the log before the first byte leaves. */
@Injectable()
export class EvidenceReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: AttachmentsRepository,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
    @Inject(STORAGE) private readonly storage: Storage,
    private readonly whileVisible: WhileVisible,
  ) {}

  list(actor: Actor, recordId: string, limit: number, cursor: string | undefined): Promise<Page<AttachmentView>> {
    return this.uow.read(actor, async () => {
      const record = await this.records.requireReadable(actor, recordId);
      return keysetPage(
        { cursors: this.cursors, scope: [actor.organisationKey, 'attachments', recordId], limit, cursor },
        (after) => this.repository.page(record.key, after ? Number(after.at) : -1, limit + 1),
        ({ seq, id }) => ({ at: String(seq), id }),
      );
    });
  }

  /** @param part which bytes are asked of it; the log does not tell parts from wholes */
  async open(
    actor: Actor,
    id: string,
    part: (attachment: AttachmentView) => Extract | undefined,
  ): Promise<{ attachment: AttachmentView; range: Extract | undefined; content: Readable }> {
    const attachment = await this.uow.read(actor, async () => {
      const found = await this.repository.find(id);
      if (!found) throw new DomainError(COMMON.NOT_FOUND);
      await this.records.requireReadable(actor, found.record_id);
      this.audit.append({ name: 'attachment.read', facts: { attachment: id } });
      return found;
    });
    const range = part(attachment);
    const watch = this.whileVisible.begin(actor, attachment.record_id);
    return { attachment, range, content: watch.guard(await this.storage.open(attachment.storage_key, range)) };
  }

  /** The small copy of an image, if one was made. */
  async openThumbnail(actor: Actor, id: string): Promise<{ thumbnail: ThumbnailView; content: Readable }> {
    const thumbnail = await this.uow.read(actor, async () => {
      const found = await this.repository.thumbnail(id);
      if (!found) throw new DomainError(COMMON.NOT_FOUND);
      await this.records.requireReadable(actor, found.record_id);
      this.audit.append({ name: 'attachment.read', facts: { attachment: id, thumbnail: true } });
      return found;
    });
    return { thumbnail, content: await this.storage.open(thumbnail.storage_key) };
  }
}
