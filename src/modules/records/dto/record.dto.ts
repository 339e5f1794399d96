import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, ValidateIf } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsInstant } from '../../../platform/http/rfc3339';
import type { ListFilter } from '../record-list.query';
import {
  CLASSIFICATIONS,
  type Classification,
  RECORD_KINDS,
  type RecordKind,
  type SpineRecord,
  TLP,
  type Tlp,
} from '../record.types';

/** What a submitter may say of any record. */
export class HandlingDto {
  /**
   * Your own id for this record, made before you were online; unique in your organisation.
   * @example "0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d"
   */
  @IsOptional()
  @IsUUID()
  clientRef?: string;

  /** ST/SGB/2007/6. CONFIDENTIAL unless said otherwise. */
  @ApiProperty({ enum: CLASSIFICATIONS, required: false, example: 'CONFIDENTIAL' })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;

  /** Traffic Light Protocol 2.0. */
  @ApiProperty({ enum: TLP, required: false, example: 'AMBER' })
  @IsOptional()
  @IsIn(TLP)
  tlp?: Tlp;
}

/** What every record shows of itself. */
export class RecordDto {
  /** @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d" */
  id: string;
  /** @example "HT-AGD-INS-2026-000001" */
  reference: string;
  @ApiProperty({ enum: RECORD_KINDS })
  kind: RecordKind;
  /** Code of the organisation that submitted it and controls it. */
  owner: string;
  @ApiProperty({ enum: CLASSIFICATIONS })
  classification: Classification;
  @ApiProperty({ enum: TLP, nullable: true })
  tlp: Tlp | null;
  @ApiProperty({ enum: ['private', 'released'] })
  sharing: 'private' | 'released';
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  clientRef: string | null;
  version: number;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  static from(record: SpineRecord): RecordDto {
    return {
      id: record.id,
      reference: record.reference,
      kind: record.kind,
      owner: record.ownerCode,
      classification: CLASSIFICATIONS[record.classification]!,
      tlp: record.tlp,
      sharing: record.sharing,
      clientRef: record.clientRef,
      version: record.version,
      createdAt: record.createdAt.toISOString(),
      updatedAt: record.updatedAt.toISOString(),
    };
  }
}

export class RecordPageDto {
  items: RecordDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

/** What every list of records accepts. */
export class RecordListQuery extends PageQuery {
  /** Only what your organisation submitted, or only what others released to you. */
  @ApiProperty({ enum: ['mine', 'others'], required: false, example: 'mine' })
  @IsOptional()
  @IsIn(['mine', 'others'])
  owner?: 'mine' | 'others';

  /**
   * Only what was received at this instant or later.
   * @example "2026-01-01T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  createdFrom?: string;

  /**
   * Only what was received before this instant.
   * @example "2026-04-01T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  createdBefore?: string;
}

/** Always in the same order: the text of the filter is part of what a cursor is bound to. */
export const listFilter = ({ owner, createdFrom, createdBefore }: RecordListQuery): ListFilter => ({
  owner,
  createdFrom,
  createdBefore,
});

export class ListRecordsQuery extends RecordListQuery {
  @ApiProperty({ enum: RECORD_KINDS, required: false, example: 'inspection' })
  @IsOptional()
  @IsIn(RECORD_KINDS)
  kind?: RecordKind;

  /**
   * Your own id of a record: was it received?
   * @example "0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d"
   */
  @IsOptional()
  @IsUUID()
  clientRef?: string;
}

/** How a record of any kind is to be handled; its content is changed where its kind says. */
export class UpdateRecordDto {
  /** ST/SGB/2007/6; not above your own clearance. */
  @ApiProperty({ enum: CLASSIFICATIONS, required: false, example: 'CONFIDENTIAL' })
  @ValidateIf((_, value) => value !== undefined)
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;

  /** Traffic Light Protocol 2.0; null takes the mark away. */
  @ApiProperty({ enum: TLP, required: false, nullable: true, example: 'AMBER' })
  @IsOptional()
  @IsIn(TLP)
  tlp?: Tlp | null;
}
