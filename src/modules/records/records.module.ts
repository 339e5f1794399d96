import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule, VISIBILITY_PROBE } from '../access';
import { AuditModule } from '../audit';
import { FieldReleaseRow } from './handling/field-release.record';
import { HeldBackFieldRow } from './handling/held-back-field.record';
import { HeldBackRepository } from './handling/held-back.repository';
import { HeldBack } from './handling/held-back.service';
import { ExpireReleasesJob } from './releases/expire-releases.job';
import { Notices } from './notices.service';
import { RecordsController } from './records.controller';
import { RecordsRepository } from './records.repository';
import { RecordsService } from './records.service';
import { ReleaseRow } from './releases/release.record';
import { ReleaseWriter } from './releases/release-writer.service';
import { ReleasesRepository } from './releases/releases.repository';
import { ReleasesService } from './releases/releases.service';
import { Submissions } from './submissions.service';
import { SpineRow } from './spine.record';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    TypeOrmModule.forFeature([SpineRow, ReleaseRow, HeldBackFieldRow, FieldReleaseRow]),
  ],
  controllers: [RecordsController],
  providers: [
    RecordsRepository,
    RecordsService,
    ReleasesRepository,
    ReleaseWriter,
    ReleasesService,
    Submissions,
    Notices,
    HeldBack,
    HeldBackRepository,
    ExpireReleasesJob,
    { provide: VISIBILITY_PROBE, useExisting: RecordsService },
  ],
  exports: [
    RecordsService,
    ReleaseWriter,
    Submissions,
    Notices,
    HeldBack,
    HeldBackRepository,
    ReleasesRepository,
    VISIBILITY_PROBE,
  ],
})
export class RecordsModule {}
