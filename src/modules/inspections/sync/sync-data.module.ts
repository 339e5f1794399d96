import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnnouncedPhotoRow } from './announced-photo.record';
import { InspectionSubmissionRow } from './inspection-submission.record';
import { SubmissionConflictRow } from './submission-conflict.record';
import { SubmissionsRepository } from './submissions.repository';

/** How inspections came: written with them, whichever way they come. */
@Module({
  imports: [TypeOrmModule.forFeature([InspectionSubmissionRow, AnnouncedPhotoRow, SubmissionConflictRow])],
  providers: [SubmissionsRepository],
  exports: [SubmissionsRepository],
})
export class SyncDataModule {}
