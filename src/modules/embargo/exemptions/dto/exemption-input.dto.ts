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
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import { HandlingDto, ReleaseTermsDto } from '../../../records';
import { GOODS_CATEGORIES, type GoodsCategory, PARTY_CLASSES, type PartyClass } from '../../rules/embargo.types';
import {
  type Channel,
  CHANNELS,
  REQUEST_TYPES,
  REQUESTER_KINDS,
  type RequesterKind,
  type RequestType,
} from '../exemption-request.types';

const NOT_BLANK = { message: '$property must not be blank' };
const unlessAbsent = ValidateIf((_, value) => value !== undefined);

export class RequesterDto {
  /** A State, or an international, regional or sub-regional organisation or agency that supplies the goods. */
  @ApiProperty({ enum: REQUESTER_KINDS, example: 'STATE' })
  @IsIn(REQUESTER_KINDS)
  kind: RequesterKind;

  /** @example "Permanent Mission of Haiti to the United Nations" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  name: string;

  /**
   * Of a State: ISO 3166-1 alpha-2.
   * @example "HT"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  state?: string;

  /** By whom it reaches the Committee (guidelines, section 12). */
  @ApiProperty({ enum: CHANNELS, example: 'PERMANENT_MISSION' })
  @IsIn(CHANNELS)
  submittedThrough: Channel;
}

export class ExemptionPartyDto {
  /** @example "Compagnie de Gardiennage Exemple SA" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  name: string;

  @ApiProperty({ enum: PARTY_CLASSES, example: 'PRIVATE_SECURITY' })
  @IsIn(PARTY_CLASSES)
  class: PartyClass;
}

export class RequestedGoodsDto {
  @ApiProperty({ enum: GOODS_CATEGORIES, example: 'SALW' })
  @IsIn(GOODS_CATEGORIES)
  category: GoodsCategory;

  /** @example "9 mm pistols" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(1000)
  description: string;

  /**
   * Whole units.
   * @example 40
   */
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  quantity: number;

  /**
   * UN/ECE Recommendation 20: C62 is one piece, KGM a kilogram.
   * @example "C62"
   */
  @Matches(/^[A-Z0-9]{2,3}$/)
  unit: string;
}

export class LegalBasisDto {
  /** @example "S/RES/2752 (2024)" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(100)
  instrument: string;

  /** @example "2(c)" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(40)
  paragraph: string;
}

export class RequestExemptionDto extends HandlingDto {
  /** A standing exemption needs no request; a NOTIFICATION tells the Committee of such a supply and asks for nothing. */
  @ApiProperty({ enum: REQUEST_TYPES, example: 'APPROVAL_REQUEST' })
  @IsIn(REQUEST_TYPES)
  type: RequestType;

  @IsDefined()
  @ValidateNested()
  @Type(() => RequesterDto)
  requester: RequesterDto;

  /**
   * From where it is supplied, ISO 3166-1 alpha-2.
   * @example "US"
   */
  @Matches(/^[A-Z]{2}$/)
  supplierState: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => ExemptionPartyDto)
  consignee: ExemptionPartyDto;

  /** Who will use the goods, if it is not the consignee. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ExemptionPartyDto)
  endUser?: ExemptionPartyDto;

  /** @example "Guards of the container terminal of Port-au-Prince" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(4000)
  endUse: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => RequestedGoodsDto)
  goods: RequestedGoodsDto[];

  /** First day of the intended shipment. */
  @ApiProperty({ format: 'date', example: '2025-03-01' })
  @IsCalendarDay()
  shipFrom: string;

  /** Last day of the intended shipment. */
  @ApiProperty({ format: 'date', example: '2025-05-31' })
  @IsCalendarDay()
  shipTo: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => LegalBasisDto)
  legalBasis: LegalBasisDto;

  /** Whom it is released to beside the Committee, which is always told. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReleaseTermsDto)
  release?: ReleaseTermsDto;
}

/** Only what is named is changed; a null takes away what may be absent. */
export class CorrectExemptionDto {
  @unlessAbsent
  @ValidateNested()
  @Type(() => RequesterDto)
  requester?: RequesterDto;

  /** @example "US" */
  @unlessAbsent
  @Matches(/^[A-Z]{2}$/)
  supplierState?: string;

  @unlessAbsent
  @ValidateNested()
  @Type(() => ExemptionPartyDto)
  consignee?: ExemptionPartyDto;

  @ApiProperty({ type: ExemptionPartyDto, required: false, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ExemptionPartyDto)
  endUser?: ExemptionPartyDto | null;

  /** @example "Guards of the container terminal of Port-au-Prince, day shift" */
  @unlessAbsent
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(4000)
  endUse?: string;

  @unlessAbsent
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => RequestedGoodsDto)
  goods?: RequestedGoodsDto[];

  @ApiProperty({ format: 'date', required: false, example: '2025-03-01' })
  @unlessAbsent
  @IsCalendarDay()
  shipFrom?: string;

  @ApiProperty({ format: 'date', required: false, example: '2025-05-31' })
  @unlessAbsent
  @IsCalendarDay()
  shipTo?: string;

  @unlessAbsent
  @ValidateNested()
  @Type(() => LegalBasisDto)
  legalBasis?: LegalBasisDto;
}
