import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import { BeforeAnybody } from '../../../../platform/database/before-anybody';
import { addressSubject, SlowDown } from '../../../access';
import { type Promised, ReceiptsService } from '../../../audit';
import { INSPECTION_REPORT } from '../reporting.errors';
import type { DocumentFormat, Language, ReportKind } from '../reporting.types';
import { readCode } from '../verification-code.rules';

interface VerifiedRow {
  kind: ReportKind;
  issued_at: Date;
  organisation_code: string;
  organisation_name: string;
  sha256: Buffer;
  superseded_at: Date | null;
  withdrawn_at: Date | null;
  receipt_id: string;
  leaf_hash: Buffer;
  payload: Buffer;
  documents: { language: Language; format: DocumentFormat; sha256: string }[];
}

export interface VerifiedReport {
  readonly row: VerifiedRow;
  readonly promised: Promised;
}

/**
 * Tells whoever holds a document whether it is genuine. The code is drawn at random (95 bits) and stands nowhere but on documents and in
 * the report itself: without it nobody learns that a report, or an inspection, exists. The leaf's payload names people and stays here.
 */
@Injectable()
export class VerificationsService {
  constructor(
    private readonly database: BeforeAnybody,
    private readonly receipts: ReceiptsService,
    private readonly slowDown: SlowDown,
  ) {}

  /** Throws INSPECTION_REPORT.CODE_MISTYPED, COMMON.NOT_FOUND, and ACCESS.SLOW_DOWN for who guesses. */
  async verify(typed: string, address: string): Promise<VerifiedReport> {
    const code = readCode(typed);
    if (code === undefined) throw new DomainError(INSPECTION_REPORT.CODE_MISTYPED);
    const caller = addressSubject(address, 'report code');
    await this.slowDown.check(caller);
    const [row] = await this.database.query<VerifiedRow>('SELECT * FROM app.verify_report($1)', [code]);
    if (!row) {
      await this.slowDown.failed(caller);
      throw new DomainError(COMMON.NOT_FOUND);
    }
    return { row, promised: this.receipts.promiseOf({ payload: row.payload, leaf_hash: row.leaf_hash }) };
  }
}
