import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/context/actor';
import { RUNTIME, type Runtime } from '../../../../platform/config/runtime';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { AuditTrail } from '../../../audit';
import type { ReportSnapshot } from '../report.types';
import type { DocumentFormat, Language } from '../reporting.types';
import { ReportsRepository } from '../reports/reports.repository';
import { ReportsService } from '../reports/reports.service';
import { groupedCode } from '../verification-code.rules';
import { documentOf } from './document.rules';
import { pdfOf } from './pdf-report.factory';
import { xlsxOf } from './xlsx-report.factory';

export interface DrawnDocument {
  readonly content: Buffer;
  readonly sha256: Buffer;
  readonly fileName: string;
  readonly language: Language;
}

const DRAW = { pdf: pdfOf, xlsx: xlsxOf } as const;

/**
 * Draws documents of reports. The hash of each that leaves is kept before its first byte does, so that whoever holds a copy can later
 * compare it, whatever becomes of the program that drew it.
 */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reports: ReportsService,
    private readonly repository: ReportsRepository,
    private readonly audit: AuditTrail,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  /** @param wanted the language asked for; the report's own without it */
  async draw(actor: Actor, id: string, format: DocumentFormat, wanted: Language | undefined): Promise<DrawnDocument> {
    const report = await this.reports.read(actor, id);
    const snapshot = JSON.parse(report.snapshot) as ReportSnapshot;
    const language = wanted ?? report.language;
    const contentHash = report.sha256.toString('hex');
    const verifyUrl = `${this.address}/v1/report-verifications?code=${groupedCode(report.code)}`;
    // Between two units of work: drawing two thousand items takes a second, and would hold a connection for it.
    const content = await DRAW[format](documentOf({ snapshot, language, code: report.code, verifyUrl, contentHash }));
    const sha256 = createHash('sha256').update(content).digest();
    await this.uow.write(actor, async () => {
      const { inspectionId } = await this.reports.read(actor, id);
      this.audit.append({
        name: 'inspection_report.document_read',
        facts: { report: id, inspection: inspectionId, format, language, sha256: sha256.toString('hex') },
      });
      await this.repository.noteDocument(report, { language, format, sha256 });
    });
    return { content, sha256, language, fileName: `${snapshot.number.replaceAll('/', '-')}-${language}.${format}` };
  }

  private get address(): string {
    const { PUBLIC_URL, HOST, PORT } = this.runtime.config;
    return PUBLIC_URL ?? `http://${HOST}:${PORT}`;
  }
}
