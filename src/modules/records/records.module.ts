import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule, VISIBILITY_PROBE } from '../access';
import { AuditModule } from '../audit';
import { FieldReleaseRow } from './handling/field-release.record';
import { HeldBackFieldRow } from './handling/held-back-field.record';
import { HeldBackRepository } from './handling/held-back.repository';
import { HeldBack } from './handling/held-back.service';
import { Colleagues } from './colleagues.repository';
import { ExpireReleasesJob } from './releases/expire-releases.job';
import { Notices } from './notices.service';
import { RecordsController } from './records.controller';
import { RecordsRepository } from './records.repository';
import { RecordsService } from './records.service';
import { Departures } from './recalls/departures.query';
import { NarrowingService } from './recalls/narrowing.service';
import { NarrowReleases } from './recalls/narrow-releases.service';
import { ReadingsRepository } from './recalls/readings.repository';
import { ReadingsService } from './recalls/readings.service';
import { GoingAlong } from './recalls/going-along.service';
import { RecallDestructionRow } from './recalls/recall-destruction.record';
import { RecallReaderRow } from './recalls/recall-reader.record';
import { RecallRow } from './recalls/recall.record';
import { RecalledReleasesRepository } from './recalls/recalled-releases.repository';
import { RecallingService } from './recalls/recalling.service';
import { RecallsController } from './recalls/recalls.controller';
import { RecallsRepository } from './recalls/recalls.repository';
import { RecallsService } from './recalls/recalls.service';
import { RecallWriter } from './recalls/recall-writer.service';
import { ReleaseRow } from './releases/release.record';
import { ReleaseWriter } from './releases/release-writer.service';
import { ReleasesRepository } from './releases/releases.repository';
import { ReleasesService } from './releases/releases.service';
import { Submissions } from './submissions.service';
import { SpineRow } from './spine.record';

const RECALL_PROVIDERS = [
  Departures,
  NarrowingService,
  NarrowReleases,
  ReadingsRepository,
  ReadingsService,
  GoingAlong,
  RecalledReleasesRepository,
  RecallingService,
  RecallsRepository,
  RecallsService,
  RecallWriter,
];

@Module({
  imports: [
    AccessModule,
    AuditModule,
    TypeOrmModule.forFeature([
      SpineRow,
      ReleaseRow,
      HeldBackFieldRow,
      FieldReleaseRow,
      RecallRow,
      RecallReaderRow,
      RecallDestructionRow,
    ]),
  ],
  controllers: [RecordsController, RecallsController],
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
    Colleagues,
    ExpireReleasesJob,
    ...RECALL_PROVIDERS,
    { provide: VISIBILITY_PROBE, useExisting: RecordsService },
  ],
  exports: [
    Colleagues,
    Departures,
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
