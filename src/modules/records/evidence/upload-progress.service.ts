import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import { RecordsService } from '../records.service';
import { UploadDto } from './dto/upload.dto';
import type { UploadView } from './evidence.types';
import { ShownAttachments } from './shown-attachments.service';
import { UploadEndings } from './upload-ending.service';
import { UploadsRepository } from './uploads.repository';
import { UploadsService } from './uploads.service';

/** Shows how far an upload is and what it became. One whose last byte came just before a crash is finished by whoever asks. */
@Injectable()
export class UploadProgress {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly uploads: UploadsService,
    private readonly endings: UploadEndings,
    private readonly repository: UploadsRepository,
    private readonly shown: ShownAttachments,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** An upload that can be gone on with, or is stored. What it says of the file is noted for the log. */
  async settled(actor: Actor, id: string): Promise<UploadView> {
    const upload = await this.uploads.require(actor, id);
    await this.uow.read(actor, () => this.records.require(upload.record_id));
    const isWhole = upload.ended_as === null && (await this.lengthOf(upload)) === upload.size;
    if (!isWhole) return upload;
    await this.endings.finish(actor, upload);
    return this.uploads.require(actor, id);
  }

  async read(actor: Actor, id: string): Promise<UploadDto> {
    const found = await this.uow.read(actor, async () => {
      const upload = await this.repository.find(id);
      if (!upload) throw new DomainError(COMMON.NOT_FOUND);
      await this.records.require(upload.record_id);
      return upload;
    });
    if (found.ended_as !== null && found.ended_as !== 'STORED') return UploadDto.from(found, 0, null);
    const upload = found.ended_as === null ? await this.settled(actor, id) : found;
    if (upload.ended_as !== 'STORED') return UploadDto.from(upload, await this.lengthOf(upload), null);
    return UploadDto.from(upload, upload.size, await this.shown.attached(actor, id));
  }

  private lengthOf({ owner_id: organisation, id }: UploadView): Promise<number> {
    return this.storage.lengthOf(organisation, id);
  }
}
