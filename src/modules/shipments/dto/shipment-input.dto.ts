import { ApiProperty, OmitType, PartialType, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '../../../platform/http/rfc3339';
import { HandlingDto, ReleaseTermsDto, WithholdingSubmissionDto } from '../../records';
import { PARTY_ROLES, type ShipmentPartyRole } from '../shipment.types';

const HEAVIEST_KG = 1_000_000_000;
const HS_CODE = /^\d{4}(?:\d{2}){0,3}$/;

export class ShipmentPartyInputDto {
  @ApiProperty({ enum: PARTY_ROLES, example: 'CONSIGNEE' })
  @IsIn(PARTY_ROLES)
  role: ShipmentPartyRole;

  /**
   * As written; "TO ORDER" and the like are kept and marked.
   * @example "MAGASIN LAKAY FRETYAN"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  name: string;

  /** @example HTC00417 */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  code?: string;

  /** @example "27 RUE 20 L, CAP-HAITIEN" */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  address?: string;
}

export class ShipmentContainerInputDto {
  /**
   * ISO 6346. A wrong check digit is kept and flagged.
   * @example SMLU4815164
   */
  @IsString()
  @MinLength(1)
  @MaxLength(30)
  number: string;

  /** @example 412 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  packageCount?: number;

  /**
   * ISO 6346 size and type code.
   * @example 45G1
   */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  sizeType?: string;

  /** @example FCL */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  fullEmpty?: string;

  /** @example ["SML70418"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(60, { each: true })
  seals?: string[];

  /** @example CAR */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  sealingParty?: string;

  /** Kilograms, to the gram. */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 3 })
  @Min(0)
  @Max(HEAVIEST_KG)
  tareKg?: number;

  /**
   * Kilograms, to the gram.
   * @example 11840.5
   */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 3 })
  @Min(0)
  @Max(HEAVIEST_KG)
  goodsMassKg?: number;

  @IsOptional()
  @IsString()
  @MaxLength(2000)
  description?: string;

  /** @example "100630" */
  @IsOptional()
  @Matches(HS_CODE)
  hsCode?: string;
}

/** One bill of lading by itself; whole manifests go to POST /v1/manifests. */
export class CreateShipmentDto extends IntersectionType(HandlingDto, WithholdingSubmissionDto) {
  /** @example RNDCAP024W001 */
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  billReference: string;

  /** The bill this one hangs under (consolidated cargo). */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  masterReference?: string;

  /**
   * As in ASYCUDA: 22 export, 23 import, 24 transit, 26 remaining on board, 28 transhipment.
   * @example "23"
   */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  nature?: string;

  /** @example BOL */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  typeCode?: string;

  /** @example CAP01 */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  customsOffice?: string;

  /** @example 024W */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  voyageNumber?: string;

  /** @example "RAINER D" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  vesselName?: string;

  /** @example "9074729" */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  vesselImo?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example PA
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  vesselFlag?: string;

  /** @example "RAINER DEMO LINE" */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  carrierName?: string;

  /** @example "1" */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  transportMode?: string;

  /** @example 2024-04-01 */
  @IsOptional()
  @IsCalendarDay()
  departureOn?: string;

  /** @example 2024-04-05 */
  @IsOptional()
  @IsCalendarDay()
  arrivalOn?: string;

  /**
   * UN/LOCODE.
   * @example USFLL
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}[A-Z2-9]{3}$/)
  loadingPlace?: string;

  /**
   * UN/LOCODE.
   * @example HTCAP
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}[A-Z2-9]{3}$/)
  unloadingPlace?: string;

  /** @example 412 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  packageCount?: number;

  /** @example PK */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  packageType?: string;

  /**
   * Kilograms, to the gram.
   * @example 11840.5
   */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 3 })
  @Min(0)
  @Max(HEAVIEST_KG)
  grossMassKg?: number;

  /** @example "RICE IN BAGS, CANNED FOOD AND USED CLOTHING IN BALES" */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  goodsDescription?: string;

  /**
   * Harmonized System, 4 to 10 digits.
   * @example ["100630","630900"]
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @Matches(HS_CODE, { each: true })
  hsCodes?: string[];

  /** @example "MLF CAP" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  shippingMarks?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ShipmentPartyInputDto)
  parties?: ShipmentPartyInputDto[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ShipmentContainerInputDto)
  containers?: ShipmentContainerInputDto[];

  /** Release it with the submission, in one request. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReleaseTermsDto)
  release?: ReleaseTermsDto;
}

/**
 * Corrections of a bill of lading: only the fields named are changed, and one given as null is cleared. Parties and containers stay as
 * they were submitted.
 */
export class UpdateShipmentDto extends PartialType(
  OmitType(CreateShipmentDto, ['clientRef', 'parties', 'containers', 'release', 'heldBackFields'] as const),
) {}
