import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DomainEvents } from '../../../platform/events/domain-events';
import { Metrics } from '../../../platform/metrics/metrics';
import { AccessModule } from '../../access';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../../records';
import { CustodyModule } from '../custody/custody.module';
import { INSPECTION_DOMAIN_EVENTS } from '../inspections.events';
import { InspectionsModule } from '../inspections.module';
import { DocumentsController } from './documents/documents.controller';
import { DocumentsService } from './documents/documents.service';
import { DutiesController } from './duties/duties.controller';
import { DutiesRepository } from './duties/duties.repository';
import { DutiesService } from './duties/duties.service';
import { RemindJob } from './duties/remind.job';
import { ReportDutyRow } from './duties/report-duty.record';
import { ReportExtensionRow } from './duties/report-extension.record';
import { PoliciesController } from './policies/policies.controller';
import { PoliciesRepository } from './policies/policies.repository';
import { PoliciesService } from './policies/policies.service';
import { PublicHolidayRow } from './policies/public-holiday.record';
import { ReportingPolicyRow } from './policies/reporting-policy.record';
import { InspectionReportRow } from './reports/inspection-report.record';
import { ReportDrafts } from './reports/report-drafts.service';
import { ReportIssuing } from './reports/report-issuing.service';
import { ReportsController } from './reports/reports.controller';
import { ReportsRepository } from './reports/reports.repository';
import { ReportsService } from './reports/reports.service';
import { VerificationsController } from './verifications/verifications.controller';
import { VerificationsService } from './verifications/verifications.service';

@Module({
  imports: [
    ...[AccessModule, AuditModule, RecordsModule, InspectionsModule, CustodyModule],
    TypeOrmModule.forFeature([
      ...[ReportingPolicyRow, PublicHolidayRow, ReportDutyRow, ReportExtensionRow, InspectionReportRow],
    ]),
  ],
  // Duties before reports: `inspection-reports/duties` is no id of a report.
  controllers: [
    ...[PoliciesController, DutiesController, DocumentsController, ReportsController, VerificationsController],
  ],
  providers: [
    ...[PoliciesService, PoliciesRepository, DutiesService, DutiesRepository, RemindJob],
    ...[ReportIssuing, ReportDrafts, ReportsService, ReportsRepository, DocumentsService, VerificationsService],
  ],
})
export class ReportingModule implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly duties: DutiesService,
    private readonly reminders: RemindJob,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(async ({ name, facts }) => {
      if (name === INSPECTION_DOMAIN_EVENTS.written) await this.duties.arise(facts.recordKey as number);
    });
    this.metrics.labelled(
      'lambi_overdue_inspection_reports',
      'Inspection reports overdue under project policy, over all organisations',
      'kind',
      () => this.reminders.overdue(),
    );
  }
}
