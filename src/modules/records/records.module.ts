import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule, VISIBILITY_PROBE } from '../access';
import { AuditModule } from '../audit';
import { ExpireReleasesJob } from './expire-releases.job';
import { RecordsController } from './records.controller';
import { RecordsRepository } from './records.repository';
import { RecordsService } from './records.service';
import { ReleaseRow } from './release.record';
import { ReleaseWriter } from './release-writer.service';
import { ReleasesRepository } from './releases.repository';
import { ReleasesService } from './releases.service';
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
    ExpireReleasesJob,
    { provide: VISIBILITY_PROBE, useExisting: RecordsService },
  ],
  exports: [RecordsService, ReleaseWriter, Submissions, VISIBILITY_PROBE],
})
export class RecordsModule {}
