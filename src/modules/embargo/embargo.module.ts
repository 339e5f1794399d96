import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { RecordsModule } from '../records';
import { AssessmentLists } from './assessment-lists.query';
import { AssessmentSubjects } from './assessment-subjects.service';
import { AssessmentRow } from './assessment.record';
import { AssessmentsController } from './assessments.controller';
import { AssessmentsRepository } from './assessments.repository';
import { AssessmentsService } from './assessments.service';
import { ExemptionsModule } from './exemptions/exemptions.module';
import { GapsRepository } from './gaps.repository';
import { RuleSetRow } from './rule-set.record';
import { RuleSetsController } from './rule-sets.controller';
import { RuleSetsRepository } from './rule-sets.repository';
import { RuleSetsService } from './rule-sets.service';

@Module({
  imports: [AuditModule, RecordsModule, ExemptionsModule, TypeOrmModule.forFeature([RuleSetRow, AssessmentRow])],
  controllers: [AssessmentsController, RuleSetsController],
  providers: [
    ...[RuleSetsRepository, RuleSetsService],
    ...[AssessmentsRepository, GapsRepository, AssessmentSubjects, AssessmentsService, AssessmentLists],
  ],
  exports: [AssessmentsService],
})
export class EmbargoModule {}
