import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsInstant } from '../../../platform/http/rfc3339';
import { ENTITY_SCHEMAS, type EntitySchema } from '../entity.types';
import { EXPORT_FORMATS, type ExportFormat, MOST_EXPORTED } from '../exports/export.types';

export class ExportQuery {
  /** FollowTheMoney JSON lines, or a table of statements. ftm unless said otherwise. */
  @ApiProperty({ enum: EXPORT_FORMATS, required: false, example: 'ftm' })
  @IsOptional()
  @IsIn(EXPORT_FORMATS)
  format?: ExportFormat;
}

/** Either by their ids, or all that the other fields let through. */
export class ExportEntitiesDto {
  /** FollowTheMoney JSON lines, or a table of statements. */
  @ApiProperty({ enum: EXPORT_FORMATS, example: 'ftm' })
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat;

  @ApiProperty({ type: [String], format: 'uuid', required: false, example: ['0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d'] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_EXPORTED)
  @IsUUID(undefined, { each: true })
  ids?: string[];

  @ApiProperty({ enum: ENTITY_SCHEMAS, required: false, example: 'Person' })
  @IsOptional()
  @IsIn(ENTITY_SCHEMAS)
  schema?: EntitySchema;

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
