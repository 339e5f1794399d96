import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../../../kernel/canonical-json';
import type { Actor } from '../../../../platform/context/actor';
import type { ClaimedIds, Submission } from '../../../../platform/http/idempotency';
import { AuditTrail, type Leaf } from '../../../audit';
import { type Accepted, RecordsService, Submissions } from '../../../records';
import type { IssueReportDto } from '../dto/report.dto';
import { DutiesService } from '../duties/duties.service';
import { CODE_BYTES, codeFrom } from '../verification-code.rules';
import { ReportDrafts } from './report-drafts.service';
import { ReportsRepository, type ReportView } from './reports.repository';
import { ReportsService } from './reports.service';

/**
 * Reports of inspections to others. One is issued once, complete or with each omission explained, and never changes: a correction is a
 * report that supersedes it. What it says is frozen with its hash in the log, and documents are drawn from that and nothing else.
 * The inspection's version stays, so that a reader to whom no report is addressed sees no trace of one (numbers of later ones count all).
 */
@Injectable()
export class ReportIssuing {
  constructor(
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly drafts: ReportDrafts,
    private readonly reports: ReportsService,
    private readonly repository: ReportsRepository,
    private readonly duties: DutiesService,
    private readonly audit: AuditTrail,
  ) {}

  issue(
    actor: Actor,
    inspectionId: string,
    command: IssueReportDto,
    submission: Submission,
  ): Promise<Accepted<ReportView>> {
    return this.submissions.once(
      actor,
      submission,
      (ids) => this.create(actor, inspectionId, command, ids),
      (id) => this.reports.read(actor, id),
    );
  }

  private async create(
    actor: Actor,
    inspectionId: string,
    command: IssueReportDto,
    { resourceId: id, receiptId }: ClaimedIds,
  ): Promise<{ view: ReportView; leaf: Leaf }> {
    const { record, written } = await this.records.beginSharing(actor, inspectionId, 'inspection');
    const { snapshot, seq, issuedAt, audienceKeys, supersedes } = await this.drafts.of(actor, record, id, command);
    const text = canonicalJson(snapshot);
    const sha256 = createHash('sha256').update(text).digest();
    const { kind, language } = snapshot;
    const leaf = this.audit.append(
      {
        name: 'inspection_report.issued',
        written: [written],
        facts: { report: id, kind, sha256: sha256.toString('hex'), supersedes, audiences: command.audienceIds ?? [] },
      },
      receiptId,
    );
    if (supersedes) await this.repository.supersede(supersedes, issuedAt);
    await this.repository.insert({
      ...{
        id,
        ownerId: actor.organisationKey,
        recordKey: record.key,
        seq,
        kind,
        language,
        audienceKeys,
        snapshot: text,
      },
      ...{ sha256, code: codeFrom(randomBytes(CODE_BYTES)), receiptId, issuedAt, issuedBy: actor.userKey, supersedes },
    });
    await this.duties.meet(record.key, kind, { id, at: issuedAt });
    return { view: (await this.repository.find(id))!, leaf };
  }
}
