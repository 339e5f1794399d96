import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import {
  FORMATS,
  type DocumentFormat,
  type Language,
  LANGUAGES,
  REPORT_KINDS,
  type ReportKind,
} from '../reporting.types';
import type { VerifiedReport } from '../verifications/verifications.service';
import { type Standing, standingOf } from './report.dto';

export class VerifyReportQuery {
  /**
   * As printed at the foot of each page; case, spaces and hyphens do not matter.
   * @example "7QXM-4T2B-9KDR-W1HZ-C6VN"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  code: string;
}

export class VerifiedDocumentDto {
  @ApiProperty({ enum: FORMATS })
  format: DocumentFormat;
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  /** SHA-256 of a file that was handed out, hexadecimal: compare it with the file you hold. */
  sha256: string;
}

/** What the receipt promises: with the public key it verifies without this system. Its owner can show the whole receipt. */
export class ReportReceiptDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  log: string;
  /** SHA-256 of the leaf, hexadecimal. */
  leafHash: string;
  acceptedAt: string;
  sequencedWithinSeconds: number;
  keyId: string;
  /** Ed25519 signature, base64url. */
  promise: string;
}

export class VerifiedIssuerDto {
  /** @example "HT-AGD" */
  code: string;
  name: string;
}

export class ReportVerificationDto {
  @ApiProperty({ enum: REPORT_KINDS })
  kind: ReportKind;
  issuedAt: string;
  issuedBy: VerifiedIssuerDto;
  @ApiProperty({ enum: ['STANDING', 'SUPERSEDED', 'WITHDRAWN'] })
  standing: Standing;
  @ApiProperty({ type: String, nullable: true })
  supersededAt: string | null;
  @ApiProperty({ type: String, nullable: true })
  withdrawnAt: string | null;
  /** SHA-256 of what the report says: the document prints it. */
  sha256: string;
  /** Every file that was ever handed out of it. One whose hash is not here was not made by this system. */
  documents: VerifiedDocumentDto[];
  receipt: ReportReceiptDto;

  static of({ row, promised }: VerifiedReport): ReportVerificationDto {
    const { log, leafHash, acceptedAt, sequencedWithinSeconds, keyId, promise } = promised;
    return {
      kind: row.kind,
      issuedAt: row.issued_at.toISOString(),
      issuedBy: { code: row.organisation_code, name: row.organisation_name },
      standing: standingOf({ supersededAt: row.superseded_at, withdrawnAt: row.withdrawn_at }),
      supersededAt: row.superseded_at?.toISOString() ?? null,
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      sha256: row.sha256.toString('hex'),
      documents: row.documents,
      receipt: { id: row.receipt_id, log, leafHash, acceptedAt, sequencedWithinSeconds, keyId, promise },
    };
  }
}
