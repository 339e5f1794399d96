import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { RecordsModule } from '../records';
import { AssessmentLists } from './assessments/assessment-lists.query';
import { AssessmentSubjects } from './assessments/assessment-subjects.service';
import { AssessmentRow } from './assessments/assessment.record';
import { AssessmentsController } from './assessments/assessments.controller';
import { AssessmentsRepository } from './assessments/assessments.repository';
import { AssessmentsService } from './assessments/assessments.service';
import { ExemptionsModule } from './exemptions/exemptions.module';
import { GapsRepository } from './assessments/gaps.repository';
import { RuleSetRow } from './rule-sets/rule-set.record';
import { RuleSetsController } from './rule-sets/rule-sets.controller';
import { RuleSetsRepository } from './rule-sets/rule-sets.repository';
import { RuleSetsService } from './rule-sets/rule-sets.service';

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
