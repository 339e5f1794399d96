import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { AuditTrail } from '../../../audit';
import { RecordsService } from '../../../records';
import { DutiesService } from '../duties/duties.service';
import { INSPECTION_REPORT } from '../reporting.errors';
import { ReportsRepository, type ReportView } from './reports.repository';

/** Reads reports that were issued, and takes one back. Who sees a report beside its owner: see the migration. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ReportsRepository,
    private readonly duties: DutiesService,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  read(actor: Actor, id: string): Promise<ReportView> {
    return this.uow.read(actor, () => this.require(id));
  }

  ofInspection(actor: Actor, inspectionId: string): Promise<ReportView[]> {
    return this.uow.read(actor, async () =>
      this.repository.ofRecord((await this.records.require(inspectionId, 'inspection')).key),
    );
  }

  /** Takes a report back: nobody but its owner reads it from now on, and whoever verifies a copy is told. The duty is owed again. */
  withdraw(actor: Actor, id: string, because: string): Promise<ReportView> {
    return this.uow.write(actor, async () => {
      const { inspectionId } = await this.require(id);
      const { record, written } = await this.records.beginSharing(actor, inspectionId, 'inspection');
      const report = await this.require(id);
      const now = this.clock.now();
      this.audit.append({ name: 'inspection_report.withdrawn', written: [written], facts: { report: id } });
      if (!(await this.repository.withdraw(id, now, actor.userKey, because)))
        throw new DomainError(INSPECTION_REPORT.WITHDRAWN);
      if (!report.supersededAt) await this.duties.meet(record.key, report.kind, null);
      return this.require(id);
    });
  }

  /** Inside the caller's unit of work; the log learns which inspection was shown. */
  private async require(id: string): Promise<ReportView> {
    const report = await this.repository.find(id);
    if (!report) throw new DomainError(COMMON.NOT_FOUND);
    await this.records.require(report.inspectionId, 'inspection');
    return report;
  }
}
