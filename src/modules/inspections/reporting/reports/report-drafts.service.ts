import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { DomainError } from '../../../../kernel/domain-error';
import { enforce } from '../../../../kernel/verdict';
import type { Actor } from '../../../../platform/context/actor';
import { AudiencesService } from '../../../access';
import { bare, CLASSIFICATIONS, type SpineRecord } from '../../../records';
import { CustodyService } from '../../custody/custody.service';
import { InspectionsService } from '../../inspections.service';
import { mayIssue } from '../completeness.rules';
import type { IssueReportDto } from '../dto/report.dto';
import { DutiesService } from '../duties/duties.service';
import { zoneOfPlace } from '../place-clock.rules';
import { INSPECTION_REPORT } from '../reporting.errors';
import type { ReportSnapshot } from '../report.types';
import { exhibitedOf, type InspectionSource, reportedOf } from '../snapshot.rules';
import { type IssueContext, ReportsRepository } from './reports.repository';

export interface ReportDraft {
  readonly snapshot: ReportSnapshot;
  readonly seq: number;
  readonly issuedAt: Date;
  readonly audienceKeys: number[];
  /** The report whose place it takes. */
  readonly supersedes: string | null;
}

/** Puts together what a report says, from the inspection as it stands, and asks the rules whether that may be issued. */
@Injectable()
export class ReportDrafts {
  constructor(
    private readonly inspections: InspectionsService,
    private readonly custody: CustodyService,
    private readonly repository: ReportsRepository,
    private readonly duties: DutiesService,
    private readonly audiences: AudiencesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Inside the unit of work that issues it, once the inspection is locked. */
  async of(actor: Actor, record: SpineRecord, id: string, command: IssueReportDto): Promise<ReportDraft> {
    const [view, custody, context, duty, addressed] = await Promise.all([
      this.inspections.read(actor, record.id),
      this.custody.custodyOf(actor, record.id),
      this.repository.context(record.key),
      this.duties.ofRecord(record.key, command.kind),
      this.audiences.resolve(command.audienceIds ?? []),
    ]);
    if (view.status !== 'COMPLETED' && view.status !== 'CLOSED') throw new DomainError(INSPECTION_REPORT.NOT_COMPLETED);
    requireReleased(addressed, context);
    const inspection = reportedOf(bare('inspection', view, view.withheld) as InspectionSource);
    const exhibits = custody.exhibits.map((exhibit) => exhibitedOf(exhibit));
    const statements = { ...command.statements };
    const omissions = command.omissions ?? [];
    enforce(mayIssue(command.kind, { inspection, exhibits, statements }, omissions), INSPECTION_REPORT.NOT_COMPLETE);
    const former = standing(command, context);
    const issuedAt = this.clock.now();
    const snapshot: ReportSnapshot = {
      ...headOf(command, record),
      id,
      number: `${record.reference}/R${context.nextSeq}`,
      issuedAt: issuedAt.toISOString(),
      organisation: context.organisation,
      supersedes: former?.number ?? null,
      due: duty ? { on: duty.dueOn, policyLabel: duty.policyLabel, policySource: duty.policySource } : null,
      timeZone: zoneOfPlace(inspection.placeCountry, offsetOf(inspection.examinedAt)),
      inspection,
      exhibits,
      statements,
      omissions: omissions.map(({ code, reason }) => ({ code, reason })),
    };
    const audienceKeys = addressed.map(({ key }) => key);
    return { snapshot, seq: context.nextSeq, issuedAt, audienceKeys, supersedes: former?.id ?? null };
  }
}

const headOf = ({ kind, language, recipients, note }: IssueReportDto, { classification, tlp }: SpineRecord) =>
  ({
    type: 'lambi-inspection-report-v1',
    kind,
    language: language ?? 'en',
    classification: CLASSIFICATIONS[classification]!,
    tlp,
    recipients: recipients ?? null,
    note: note ?? null,
  }) as const;

/** A report is no way around a release: whoever it is addressed to must read the inspection itself. */
function requireReleased(addressed: readonly { key: number; id: string }[], { readers }: IssueContext): void {
  const reasons = addressed
    .filter(({ key }) => !readers.includes(key))
    .map(({ id }) => ({
      code: 'NOT_RELEASED',
      detail: 'The inspection is not released to this audience',
      facts: { audienceId: id },
    }));
  if (reasons.length > 0) throw new DomainError(INSPECTION_REPORT.NOT_RELEASED, { reasons });
}

/** Of a kind one report stands; the next names it, so that two people cannot report the same thing past each other. */
function standing(
  { kind, supersedes }: IssueReportDto,
  context: IssueContext,
): IssueContext['standing'][number] | null {
  const stands = context.standing.find((report) => report.kind === kind) ?? null;
  if ((stands?.id ?? undefined) === supersedes?.toLowerCase()) return stands;
  throw new DomainError(INSPECTION_REPORT.STANDING_REPORT, {
    detail: stands ? `${stands.number} stands` : 'No report of this kind stands that could be superseded',
  });
}

const offsetOf = (examinedAt: string | null): string | null => {
  const written = examinedAt && /(Z|[+-]\d\d:\d\d)$/.exec(examinedAt)?.[1];
  return written ? written.replace('Z', '+00:00') : null;
};
