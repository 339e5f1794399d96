import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { AuditTrail } from '../../../audit';
import type { SpineRecord } from '../../record.types';
import { RecordsService } from '../../records.service';
import { AttachmentsRepository } from '../attachments.repository';
import type { AttachmentView } from '../evidence.types';
import { RecordPresenters } from '../record-presenters.service';

const ALL = 2 ** 31 - 1;

/** What goes into a package: read in one unit of work, so that one leaf says that it was taken. */
@Injectable()
export class PackageContents {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsRepository,
    private readonly presenters: RecordPresenters,
    private readonly audit: AuditTrail,
  ) {}

  of(actor: Actor, id: string): Promise<{ record: SpineRecord; view: object; rows: AttachmentView[] }> {
    return this.uow.read(actor, async () => {
      const record = await this.records.requireReadable(actor, id);
      this.audit.append({ name: 'record.packaged', facts: { record: id, version: record.version } });
      const view = await this.presenters.present(actor, record);
      return { record, view, rows: await this.attachments.page(record.key, -1, ALL) };
    });
  }
}
