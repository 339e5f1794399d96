import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../access';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../records.module';
import { AttachmentRow } from './attachment.record';
import { AttachmentsController } from './attachments.controller';
import { AttachmentsRepository } from './attachments.repository';
import { AttachmentsService } from './attachments.service';
import { DerivedCopyRow } from './derived-copy.record';
import { EvidenceReader } from './evidence-reader.service';
import { EvidenceWriter } from './evidence-writer.service';
import { PackageContents } from './package/package-contents.service';
import { PackagesController } from './package/packages.controller';
import { PackagesService } from './package/packages.service';
import { RecordPresenters } from './record-presenters.service';
import { ShownAttachments } from './shown-attachments.service';
import { ThumbnailsJob } from './thumbnails.job';
import { TusEndpoint } from './tus-endpoint.service';
import { UploadEndings } from './upload-ending.service';
import { UploadProgress } from './upload-progress.service';
import { UploadRow } from './upload.record';
import { UploadsController } from './uploads.controller';
import { UploadsJob } from './uploads.job';
import { UploadsRepository } from './uploads.repository';
import { UploadsService } from './uploads.service';
import { WhileVisible } from './while-visible.service';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    RecordsModule,
    TypeOrmModule.forFeature([AttachmentRow, UploadRow, DerivedCopyRow]),
  ],
  controllers: [AttachmentsController, UploadsController, PackagesController],
  providers: [
    AttachmentsRepository,
    AttachmentsService,
    EvidenceReader,
    EvidenceWriter,
    PackageContents,
    PackagesService,
    RecordPresenters,
    ShownAttachments,
    ThumbnailsJob,
    TusEndpoint,
    UploadEndings,
    UploadProgress,
    UploadsJob,
    UploadsRepository,
    UploadsService,
    WhileVisible,
  ],
  exports: [AttachmentsService, EvidenceWriter, RecordPresenters],
})
export class EvidenceModule {}
