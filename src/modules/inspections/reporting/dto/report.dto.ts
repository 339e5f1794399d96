import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { Actor } from '../../../../platform/context/actor';
import { ReceiptDto } from '../../../audit';
import { MISSING_CODES, type MissingCode } from '../report.types';
import {
  FORMATS,
  type DocumentFormat,
  type Language,
  LANGUAGES,
  REPORT_KINDS,
  type ReportKind,
} from '../reporting.types';
import type { ReportView } from '../reports/reports.repository';
import { groupedCode } from '../verification-code.rules';

/** What a follow-up says beside the inspection. */
export class FollowUpStatementsDto {
  /**
   * What was seized, by whom, and where it is kept.
   * @example "Seized by AGD under exhibit CAP-2024-017; kept in the central armoury of the HNP"
   */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  seizure?: string;

  /**
   * What was done with the items: retained, destroyed, returned, transferred; or that nothing was decided yet.
   * @example "Retained as evidence; no decision on disposal yet"
   */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  disposal?: string;

  /** @example "Warehouse in Fort Lauderdale, United States" */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  origin?: string;

  /** @example "Consignee at Cap-Haitien; the true recipient is being investigated" */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  intendedDestination?: string;
}

export class ReportOmissionDto {
  @ApiProperty({ enum: MISSING_CODES, example: 'DISPOSAL_MISSING' })
  @IsIn(MISSING_CODES)
  code: MissingCode;

  /**
   * Why the report does not say it. The document shows it.
   * @example "The court has not decided yet"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason: string;
}

export class IssueReportDto {
  @ApiProperty({ enum: REPORT_KINDS, example: 'INITIAL' })
  @IsIn(REPORT_KINDS)
  kind: ReportKind;

  /** Language it is written in; documents can be had in each. English without it. */
  @ApiProperty({ enum: LANGUAGES, required: false, example: 'fr' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  /**
   * To whom it is made, as the document says it.
   * @example "Committee established pursuant to resolution 2653 (2022)"
   */
  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(1000)
  recipients?: string;

  /** Who may read it here. The inspection must be released to each of them; without any the report is its owner's alone. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  audienceIds?: string[];

  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => FollowUpStatementsDto)
  statements?: FollowUpStatementsDto;

  /** What a report of this kind should say and this one does not, each with its reason. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MISSING_CODES.length)
  @ValidateNested({ each: true })
  @Type(() => ReportOmissionDto)
  omissions?: ReportOmissionDto[];

  /** The standing report of this kind that this one corrects. */
  @IsOptional()
  @IsUUID()
  supersedes?: string;
}

export class WithdrawReportDto {
  /** @example "Issued for the wrong container" */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  because: string;
}

export class DocumentQuery {
  @ApiProperty({ enum: FORMATS, example: 'pdf' })
  @IsIn(FORMATS)
  format: DocumentFormat;

  /** Without it Accept-Language decides, then the language of the report. */
  @ApiProperty({ enum: LANGUAGES, required: false, example: 'fr' })
  @IsOptional()
  @IsIn(LANGUAGES)
  lang?: Language;
}

const STANDINGS = ['STANDING', 'SUPERSEDED', 'WITHDRAWN'] as const;
export type Standing = (typeof STANDINGS)[number];

export const standingOf = ({
  supersededAt,
  withdrawnAt,
}: {
  readonly supersededAt: Date | null;
  readonly withdrawnAt: Date | null;
}): Standing => {
  if (withdrawnAt) return 'WITHDRAWN';
  return supersededAt ? 'SUPERSEDED' : 'STANDING';
};

export class ReportSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  inspectionId: string;
  /** @example "HT-AGD-INS-2026-000001/R1" */
  number: string;
  owner: string;
  @ApiProperty({ enum: REPORT_KINDS })
  kind: ReportKind;
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  issuedAt: string;
  @ApiProperty({ enum: STANDINGS })
  standing: Standing;
  @ApiProperty({ type: String, nullable: true })
  supersededAt: string | null;
  @ApiProperty({ type: String, nullable: true })
  withdrawnAt: string | null;
  /** SHA-256 of what the report says, hexadecimal; it stands in the log and on each page of its documents. */
  sha256: string;
  /** Leads anybody who holds a copy to the receipt: `GET /v1/report-verifications?code=...`. */
  verificationCode: string;
  /** Who may read it here; only its owner is told. */
  @ApiProperty({ type: [String], required: false })
  audienceIds?: string[];
  /** Only for its owner. */
  @ApiProperty({ format: 'uuid', required: false })
  receiptId?: string;
  /** Only for its owner. */
  withdrawnBecause?: string;

  static of(view: ReportView, actor: Actor): ReportSummaryDto {
    const isOwner = view.ownerId === actor.organisationKey;
    return {
      id: view.id,
      inspectionId: view.inspectionId,
      number: view.number,
      owner: view.ownerCode,
      kind: view.kind,
      language: view.language,
      issuedAt: view.issuedAt.toISOString(),
      standing: standingOf(view),
      supersededAt: view.supersededAt?.toISOString() ?? null,
      withdrawnAt: view.withdrawnAt?.toISOString() ?? null,
      sha256: view.sha256.toString('hex'),
      verificationCode: groupedCode(view.code),
      ...(isOwner && { audienceIds: view.audienceIds, receiptId: view.receiptId }),
      ...(isOwner && view.withdrawnBecause !== null && { withdrawnBecause: view.withdrawnBecause }),
    };
  }
}

export class InspectionReportDto extends ReportSummaryDto {
  /** What was reported, as it was then. Its canonical JSON (RFC 8785) has the hash `sha256`. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  content: Record<string, unknown>;

  static from(view: ReportView, actor: Actor): InspectionReportDto {
    return { ...ReportSummaryDto.of(view, actor), content: JSON.parse(view.snapshot) as Record<string, unknown> };
  }
}

export class IssuedReportDto extends InspectionReportDto {
  receipt: ReceiptDto;
}
