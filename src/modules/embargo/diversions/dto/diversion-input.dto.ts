import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
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
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import { HandlingDto, ReleaseTermsDto } from '../../../records';
import { GOODS_CATEGORIES, type GoodsCategory, PARTY_CLASSES, type PartyClass } from '../../embargo.types';
import { KNOWN_BY, type KnownBy } from '../diversion.types';

const NOT_BLANK = { message: '$property must not be blank' };
const unlessAbsent = ValidateIf((_, value) => value !== undefined);

export class FoundWithDto {
  /**
   * Left out if the holder has no known name.
   * @example "Baz Egzanp"
   */
  @IsOptional()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  name?: string;

  @ApiProperty({ enum: PARTY_CLASSES, example: 'NON_STATE_ARMED' })
  @IsIn(PARTY_CLASSES)
  class: PartyClass;
}

export class FoundGoodsDto {
  @ApiProperty({ enum: GOODS_CATEGORIES, example: 'SALW' })
  @IsIn(GOODS_CATEGORIES)
  category: GoodsCategory;

  /**
   * Whole units.
   * @example 2
   */
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  quantity: number;

  /** As marked. */
  @ApiProperty({ type: [String], required: false, example: ['A1-93427-18'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(80, { each: true })
  serials?: string[];
}

export class RecordDiversionDto extends HandlingDto {
  /**
   * The record that tells of the find: an inspection, mostly.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  @IsUUID()
  findId: string;

  /** An assessment of your own that found the supply exempt. This or `exemptionId`, or both. */
  @IsOptional()
  @IsUUID()
  assessmentId?: string;

  /** The request that the Committee approved. */
  @IsOptional()
  @IsUUID()
  exemptionId?: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => FoundWithDto)
  foundWith: FoundWithDto;

  /** The day of the find. */
  @ApiProperty({ format: 'date', example: '2025-08-02' })
  @IsCalendarDay()
  foundOn: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => FoundGoodsDto)
  goods: FoundGoodsDto[];

  /** By what the find was recognised as the exempted supply. */
  @ApiProperty({ enum: KNOWN_BY, example: 'SERIAL' })
  @IsIn(KNOWN_BY)
  knownBy: KnownBy;

  /** @example "The serial number stands in the packing list of the approved supply" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(4000)
  basis: string;

  /** @example "Photographs are attached" */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  note?: string;

  /** Release it with the submission. What it refers to is not released by this. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReleaseTermsDto)
  release?: ReleaseTermsDto;
}

/** Only what is named is changed; the find and the supply it ties together stay. */
export class CorrectDiversionDto {
  @unlessAbsent
  @ValidateNested()
  @Type(() => FoundWithDto)
  foundWith?: FoundWithDto;

  @ApiProperty({ format: 'date', required: false, example: '2025-08-03' })
  @unlessAbsent
  @IsCalendarDay()
  foundOn?: string;

  @unlessAbsent
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => FoundGoodsDto)
  goods?: FoundGoodsDto[];

  @ApiProperty({ enum: KNOWN_BY, required: false, example: 'MARKING' })
  @unlessAbsent
  @IsIn(KNOWN_BY)
  knownBy?: KnownBy;

  /** @example "Import mark and lot stand in the packing list" */
  @unlessAbsent
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(4000)
  basis?: string;

  @ApiProperty({ type: String, required: false, nullable: true, example: 'Photographs are attached' })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  note?: string | null;
}
