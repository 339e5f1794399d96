import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule, VISIBILITY_PROBE } from '../access';
import { AuditModule } from '../audit';
import { Colleagues } from './colleagues.repository';
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
  imports: [AccessModule, AuditModule, TypeOrmModule.forFeature([SpineRow, ReleaseRow])],
  controllers: [RecordsController],
  providers: [
    RecordsRepository,
    RecordsService,
    ReleasesRepository,
    ReleaseWriter,
    ReleasesService,
    Submissions,
    Notices,
    Colleagues,
    ExpireReleasesJob,
    { provide: VISIBILITY_PROBE, useExisting: RecordsService },
  ],
  exports: [RecordsService, ReleaseWriter, Submissions, Notices, Colleagues, VISIBILITY_PROBE],
})
export class RecordsModule {}
