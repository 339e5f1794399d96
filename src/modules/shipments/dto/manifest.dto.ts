import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { ReceiptDto } from '../../audit';
import { CLASSIFICATIONS, type Classification } from '../../records';
import { appliedMap } from '../manifests/manifest-reading.rules';
import { MANIFEST_STATUSES, type ManifestStatus, type ManifestView } from '../manifests/manifest-import.types';

export class ImportManifestQuery {
  /**
   * Name of the file as you have it; it is kept as a label and never used as a path.
   * @example awmds-cap-haitien.xml
   */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  fileName: string;

  /** Of the bills it makes (ST/SGB/2007/6). CONFIDENTIAL unless said otherwise. */
  @ApiProperty({ enum: CLASSIFICATIONS, required: false, example: 'CONFIDENTIAL' })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;

  /**
   * How the columns of a CSV or XLSX table are to be read: a map your organisation has saved. Other formats know their own fields.
   * @example 01900000-0000-7000-8000-00000000c0de
   */
  @IsOptional()
  @IsUUID()
  columnMapId?: string;
}

export class ManifestProgressDto {
  /**
   * Bills that are imported.
   * @example 1500
   */
  done: number;
  /**
   * Bills in the file, counted when it was received.
   * @example 34000
   */
  of: number;
}

export class ManifestChangesDto {
  /** @example 2 */
  added: number;
  /** @example 1 */
  changed: number;
  /** @example 336 */
  unchanged: number;
  /** @example 0 */
  removed: number;
}

/** The version of a column map by which a table was read. */
export class AppliedMapDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  version: number;
}

export class ManifestCountsDto {
  /**
   * Bills in the file; always `parsed + rejected`.
   * @example 339
   */
  present: number;
  /**
   * Bills that became shipments.
   * @example 339
   */
  parsed: number;
  /** @example 0 */
  rejected: number;
  /** @example 412 */
  containerLines: number;
  /**
   * A container under several bills counts once.
   * @example 388
   */
  distinctContainers: number;
  /** @example 52310 */
  packages: number;
  /** @example 5120433.5 */
  grossMassKg: number;
  /** @example 1017 */
  parties: number;
  /**
   * All warnings, also those that are not shown.
   * @example 1
   */
  warnings: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { CHECK_DIGIT: 1 } })
  warningsByCode: Readonly<Record<string, number>>;
}

export class ManifestWarningDto {
  code: string;
  message: string;
  /**
   * Line of the file, from 1.
   * @example 36
   */
  line: number;
  /** @example "RNDCAP024W001" */
  billReference?: string;
  element?: string;
}

export class ManifestFaultDto {
  code: string;
  message: string;
  /** Null if the fault is not of the file. */
  @ApiProperty({ type: Number, nullable: true, example: null })
  line: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null })
  column: number | null;
}

export class ManifestSummaryDto {
  /** @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d" */
  id: string;
  /** @example "awmds-cap-haitien.xml" */
  fileName: string;
  /**
   * What the sender said it is.
   * @example "application/xml"
   */
  declaredType: string;
  /**
   * Bytes.
   * @example 8421
   */
  size: number;
  /**
   * Hexadecimal.
   * @example "71c72b0f8ddbab2fa57c14fde8e4045ff2b42957583a7496ed3ccb7739b3a33a"
   */
  sha256: string;
  @ApiProperty({ enum: CLASSIFICATIONS })
  classification: Classification;
  /** QUEUED, READING, then DONE with all bills. REFUSED: it stopped for a reason outside the file; send the file again and it goes on where it stopped. */
  @ApiProperty({ enum: MANIFEST_STATUSES })
  status: ManifestStatus;
  /**
   * How often reading it was begun.
   * @example 1
   */
  attempts: number;
  @ApiProperty({ type: String, nullable: true, example: 'AWMDS' })
  format: string | null;
  @ApiProperty({ type: ManifestCountsDto, nullable: true })
  counts: ManifestCountsDto | null;
  progress: ManifestProgressDto;
  /**
   * 1, or more for a file of the same customs office, voyage and day of departure as one before.
   * @example 1
   */
  version: number;
  @ApiProperty({ type: AppliedMapDto, nullable: true })
  columnMap: AppliedMapDto | null;
  /** The manifest this one amends. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  amends: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  amendedBy: string | null;
  /** Bills by what became of them since the version before; null until DONE. */
  @ApiProperty({ type: ManifestChangesDto, nullable: true })
  changes: ManifestChangesDto | null;
  @ApiProperty({ type: ManifestFaultDto, nullable: true })
  fault: ManifestFaultDto | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: string | null;

  static of(view: ManifestView): ManifestSummaryDto {
    return {
      id: view.id,
      fileName: view.file_name,
      declaredType: view.media_type,
      size: view.size,
      sha256: view.sha256.toString('hex'),
      classification: CLASSIFICATIONS[view.classification]!,
      status: view.status,
      attempts: view.attempts,
      format: view.format,
      counts: countsOf(view),
      progress: { done: view.bills_done, of: view.bills_present },
      version: view.version_number,
      columnMap: appliedMap(view.reading),
      amends: view.amends,
      amendedBy: view.amended_by,
      changes: view.changes,
      fault: view.fault,
      createdAt: view.created_at.toISOString(),
      startedAt: view.started_at?.toISOString() ?? null,
      finishedAt: view.finished_at?.toISOString() ?? null,
    };
  }
}

/** Null until all bills are there. */
function countsOf({ status, counts, bills_done: parsed }: ManifestView): ManifestCountsDto | null {
  return status === 'DONE' ? { ...counts, parsed, rejected: counts.present - parsed } : null;
}

export class ManifestDto extends ManifestSummaryDto {
  /** Office, voyage, vessel, carrier, dates and stated totals as the file's header gives them. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  header: Record<string, unknown> | null;
  /** The first 1,000 findings, in the order of the file. */
  warnings: ManifestWarningDto[];

  static override of(view: ManifestView): ManifestDto {
    return { ...ManifestSummaryDto.of(view), header: view.header, warnings: view.warnings };
  }
}

export class ReceivedManifestDto extends ManifestDto {
  receipt: ReceiptDto;
}

export class ManifestPageDto {
  items: ManifestSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
