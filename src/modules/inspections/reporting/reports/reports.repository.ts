import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../../platform/database/row-writer';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { DocumentFormat, Language, ReportKind } from '../reporting.types';
import { InspectionReportRow } from './inspection-report.record';

export interface ReportView {
  id: string;
  inspectionId: string;
  recordKey: number;
  ownerId: number;
  ownerCode: string;
  number: string;
  kind: ReportKind;
  language: Language;
  issuedAt: Date;
  snapshot: string;
  sha256: Buffer;
  code: string;
  receiptId: string;
  audienceIds: string[];
  supersedes: string | null;
  supersededAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnBecause: string | null;
}

/** What an issue must know of the inspection's standing beside its content. */
export interface IssueContext {
  readers: number[];
  nextSeq: number;
  organisation: { code: string; name: string };
  standing: { id: string; number: string; kind: ReportKind }[];
}

const COLUMNS = `p.id, r.id AS "inspectionId", p.record_key AS "recordKey", p.owner_id AS "ownerId", o.code AS "ownerCode",
  r.reference || '/R' || p.seq AS number, p.kind, p.language, p.issued_at AS "issuedAt", p.snapshot, p.sha256, p.code, p.receipt_id AS "receiptId",
  coalesce((SELECT json_agg(a.id ORDER BY a.id) FROM audiences a WHERE a.key = ANY (p.audience_keys)), '[]') AS "audienceIds",
  p.supersedes, p.superseded_at AS "supersededAt", p.withdrawn_at AS "withdrawnAt", p.withdrawn_because AS "withdrawnBecause"`;
const TABLES = `inspection_reports p JOIN records r ON r.key = p.record_key JOIN organisations o ON o.key = p.owner_id`;

@Injectable()
export class ReportsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async context(recordKey: number): Promise<IssueContext> {
    const [row] = await this.uow.query<IssueContext>(
      `SELECT CASE WHEN r.sharing = 'released' AND (r.readers_until IS NULL OR r.readers_until > now()) THEN r.readers ELSE '{}' END AS readers,
              (SELECT coalesce(max(p.seq), 0) + 1 FROM inspection_reports p WHERE p.record_key = r.key) AS "nextSeq",
              json_build_object('code', o.code, 'name', o.name) AS organisation,
              coalesce((SELECT json_agg(json_build_object('id', p.id, 'number', r.reference || '/R' || p.seq, 'kind', p.kind)) FROM inspection_reports p
                WHERE p.record_key = r.key AND p.superseded_at IS NULL AND p.withdrawn_at IS NULL), '[]') AS standing
         FROM records r JOIN organisations o ON o.key = r.owner_id WHERE r.key = $1`,
      [recordKey],
    );
    return row!;
  }

  insert(row: InspectionReportRow): Promise<void> {
    return this.writer.insert(InspectionReportRow, [row]);
  }

  async supersede(id: string, at: Date): Promise<void> {
    await this.uow.execute('UPDATE inspection_reports SET superseded_at = $2 WHERE id = $1', [id, at]);
  }

  /** False if it was withdrawn before. */
  async withdraw(id: string, at: Date, userKey: number, because: string): Promise<boolean> {
    const changed = await this.uow.execute(
      'UPDATE inspection_reports SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4 WHERE id = $1 AND withdrawn_at IS NULL',
      [id, at, userKey, because],
    );
    return changed === 1;
  }

  async find(id: string): Promise<ReportView | undefined> {
    const [row] = await this.uow.query<ReportView>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE p.id = $1`, [id]);
    return row;
  }

  ofRecord(recordKey: number): Promise<ReportView[]> {
    return this.uow.query<ReportView>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE p.record_key = $1 ORDER BY p.seq DESC`, [
      recordKey,
    ]);
  }

  /** The hash of a document that is being handed out; whoever holds a copy can compare it later. */
  async noteDocument(
    report: Pick<ReportView, 'id' | 'ownerId'>,
    document: { readonly language: Language; readonly format: DocumentFormat; readonly sha256: Buffer },
  ): Promise<void> {
    await this.uow.execute(
      `INSERT INTO inspection_report_documents (report_id, owner_id, language, format, sha256) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT inspection_report_documents_pkey DO NOTHING`,
      [report.id, report.ownerId, document.language, document.format, document.sha256],
    );
  }
}
