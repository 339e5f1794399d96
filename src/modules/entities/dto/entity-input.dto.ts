import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { HandlingDto, ReleaseTermsDto } from '../../records';
import { ENTITY_SCHEMAS, type EntitySchema, RELIABILITY, type Reliability } from '../entity.types';

/** One value, and who says so. */
export class StatementDto {
  /**
   * A property of the schema, named as in FollowTheMoney 4.5.2.
   * @example "name"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  prop: string;

  /**
   * Countries as ISO 3166-1 alpha-2, dates as YYYY-MM-DD, YYYY-MM or YYYY; another entity (the end of a relation) by its id.
   * @example "Jean-Baptiste Pierre"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(65000)
  value: string;

  /**
   * As the source writes it, if that differs.
   * @example "PIERRE, Jean Baptiste (dit "Ti Jean")"
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(5000)
  originalValue?: string;

  /**
   * ISO 639-3.
   * @example "hat"
   */
  @IsOptional()
  @Matches(/^[a-z]{3}$/)
  lang?: string;

  /**
   * Who says so: a document, an authority, a report with its paragraph.
   * @example "Bill of lading, shipper field"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  source: string;

  /** The record this comes from, if it is in the system. */
  @IsOptional()
  @IsUUID()
  sourceRecordId?: string;

  /** Reliability of the source, Admiralty code: A completely reliable ... E unreliable, F cannot be judged. */
  @ApiProperty({ enum: RELIABILITY, required: false, example: 'B' })
  @IsOptional()
  @IsIn(RELIABILITY)
  reliability?: Reliability;

  /**
   * Credibility of the information, Admiralty code: 1 confirmed by others ... 5 improbable, 6 cannot be judged.
   * @example 2
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(6)
  credibility?: number;
}

export class CreateEntityDto extends HandlingDto {
  @ApiProperty({ enum: ENTITY_SCHEMAS, example: 'Person' })
  @IsIn(ENTITY_SCHEMAS)
  schema: EntitySchema;

  /** At least one of them says what it is called. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => StatementDto)
  statements: StatementDto[];

  /** Release it with the submission, in one request. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReleaseTermsDto)
  release?: ReleaseTermsDto;
}

export class AddStatementsDto {
  /** A statement that the same source made before is only seen again. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => StatementDto)
  statements: StatementDto[];
}

export class WithdrawStatementsDto {
  /** Statements of this entity that stand. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  @ApiProperty({ type: [String], format: 'uuid', example: ['0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d'] })
  statementIds: string[];

  /**
   * Who takes it back, and why.
   * @example "Corrected by the consulate: another person of the same name"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  because: string;
}
