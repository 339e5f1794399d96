import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { ReceiptDto } from '../../audit';
import { CLASSIFICATIONS, type Classification } from '../../records';
import { IMPORT_FORMATS, type ImportFormat, type LineVerdictKind, VERDICTS } from '../imports/import.types';
import type { ImportView } from '../imports/imports.repository';

export class ImportEntitiesQuery {
  /**
   * Who says what the file says. Entities are met again by their ids within one source: write it alike for each file.
   * @example "Case file of the Panel"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  source: string;

  /** The record the file comes from, if it is in the system: what is stated from it shows only to who sees it. */
  @IsOptional()
  @IsUUID()
  sourceRecordId?: string;

  /** Of the entities it makes (ST/SGB/2007/6). CONFIDENTIAL unless said otherwise. */
  @ApiProperty({ enum: CLASSIFICATIONS, required: false, example: 'CONFIDENTIAL' })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;
}

export class ImportCountsDto {
  lines: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
}

export class LineVerdictDto {
  line: number;
  /** Id of the entity in the file. */
  @ApiProperty({ type: String, nullable: true })
  ftmId: string | null;
  @ApiProperty({ enum: VERDICTS })
  verdict: LineVerdictKind;
  /** The entity here. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  entityId: string | null;
  /** Why it was refused. */
  reasons: string[];
  warnings: string[];
}

export class EntityImportDto {
  id: string;
  source: string;
  @ApiProperty({ enum: IMPORT_FORMATS })
  format: ImportFormat;
  /** Bytes. */
  size: number;
  /** Of the file, hex. */
  sha256: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  counts: ImportCountsDto;
  /** One for each line that is not empty. */
  verdicts: LineVerdictDto[];

  static from(view: ImportView): EntityImportDto {
    return {
      id: view.id,
      source: view.source,
      format: view.format,
      size: view.size,
      sha256: view.sha256.toString('hex'),
      createdAt: view.created_at.toISOString(),
      counts: { ...view.counts },
      verdicts: view.verdicts.map((one) => ({ ...one, reasons: [...one.reasons], warnings: [...one.warnings] })),
    };
  }
}

export class ReceivedEntityImportDto extends EntityImportDto {
  receipt: ReceiptDto;
}
