import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant, IsPartialDate } from '../../../platform/http/rfc3339';
import { HandlingDto, ReleaseTermsDto, WithholdingSubmissionDto } from '../../records';
import {
  AUTHORITIES,
  type Authority,
  type Concealment,
  CONCEALMENTS,
  COOPERATION,
  type Cooperation,
  COORDINATE_PRECISIONS,
  type CoordinatePrecision,
  type Ground,
  GROUNDS,
  type InspectionResult,
  type Jurisdiction,
  JURISDICTIONS,
  RESULTS,
  TRANSPORT_MODES,
  type TransportMode,
} from '../inspection.types';
import { FollowUpDto, InspectionPartyDto, StatedFactDto } from './inspection-parts.dto';
import { InspectionItemDto, StatedTotalDto } from './item-input.dto';

const HEAVIEST_KG = 1_000_000_000;

/** Everything that an inspection says, besides where it took place and what was found. */
export class InspectionContentDto {
  /** The bill of lading inspected, if it is in the system. */
  @IsOptional()
  @IsUUID()
  shipmentId?: string;

  /**
   * Domestic legal basis (resolution 2692, para 7). Without it an inspection stays a draft.
   * @example "Code douanier, art. 62"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  legalBasis?: string;

  /**
   * Why the inspection was necessary (para 7). Without it an inspection stays a draft.
   * @example "Consignee profile and X-ray image did not fit the declared food and clothes"
   */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  necessity?: string;

  /** On whose word: the State's own, another State's request, the Panel's. */
  @ApiProperty({ enum: AUTHORITIES, required: false, example: 'STATE' })
  @IsOptional()
  @IsIn(AUTHORITIES)
  authority?: Authority;

  /**
   * Who asked for it, and by which letter.
   * @example "DO-DGA, note 114/2025"
   */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  requestedBy?: string;

  @ApiProperty({ enum: GROUNDS, required: false })
  @IsOptional()
  @IsIn(GROUNDS)
  ground?: Ground;

  @IsOptional()
  @IsString()
  @MaxLength(2000)
  groundStatement?: string;

  /**
   * UN/LOCODE.
   * @example "HTCAP"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}[A-Z2-9]{3}$/)
  placeLocode?: string;

  /** @example "Cap-Haitien, port terminal" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  placeName?: string;

  /** @example "Terminal 2, shed B" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  terminal?: string;

  /** WGS 84, degrees north. With a longitude. */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 7 })
  @Min(-90)
  @Max(90)
  latitude?: number;

  /** WGS 84, degrees east. */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 7 })
  @Min(-180)
  @Max(180)
  longitude?: number;

  @ApiProperty({ enum: COORDINATE_PRECISIONS, required: false, example: 'PORT' })
  @IsOptional()
  @IsIn(COORDINATE_PRECISIONS)
  coordinatePrecision?: CoordinatePrecision;

  /** Para 7 speaks of the State's own territory: an inspection elsewhere, or with another State, says so. */
  @ApiProperty({ enum: JURISDICTIONS, required: false, example: 'OWN_TERRITORY' })
  @IsOptional()
  @IsIn(JURISDICTIONS)
  jurisdiction?: Jurisdiction;

  /**
   * With whom, and by whose consent.
   * @example "Joint with DO-DGA under the protocol of 2024-03-12"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  jurisdictionStatement?: string;

  /**
   * The day, where the time is not known; a month or a year, where the day is not.
   * @example "2025-02"
   */
  @IsOptional()
  @IsPartialDate()
  examinedOn?: string;

  /**
   * The last day (month, year) of an examination that took longer, or whose date is only known to lie between two.
   * @example "2025-03"
   */
  @IsOptional()
  @IsPartialDate()
  examinedUntil?: string;

  /**
   * When the cargo was examined, with its zone.
   * @example "2024-04-05T10:30:00-04:00"
   */
  @IsOptional()
  @IsInstant()
  examinedAt?: string;

  /** @example "sea" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  transportMode?: string;

  @ApiProperty({ enum: TRANSPORT_MODES, required: false, example: 'SEA' })
  @IsOptional()
  @IsIn(TRANSPORT_MODES)
  transportModeCode?: TransportMode;

  /** @example "024W" */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  voyage?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example "BO"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  vesselFlag?: string;

  /** @example "AA-12345" */
  @IsOptional()
  @IsString()
  @MaxLength(30)
  vehiclePlate?: string;

  /** @example "HK-4521" */
  @IsOptional()
  @IsString()
  @MaxLength(30)
  aircraftRegistration?: string;

  /**
   * UN/LOCODE.
   * @example "USPEF"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}[A-Z2-9]{3}$/)
  portOfLoading?: string;

  /**
   * UN/LOCODE.
   * @example "HTCAP"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}[A-Z2-9]{3}$/)
  portOfDischarge?: string;

  /** @example "Food, clothes and personal effects" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  declaredGoods?: string;

  /** Seal numbers that the papers declare. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  sealsDeclared?: string[];

  /** Seal numbers found on the door. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  sealsFound?: string[];

  /**
   * Kilograms, to the gram.
   * @example 11840.5
   */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 3 })
  @Min(0)
  @Max(HEAVIEST_KG)
  declaredMassKg?: number;

  /**
   * Kilograms, to the gram.
   * @example 12016
   */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 3 })
  @Min(0)
  @Max(HEAVIEST_KG)
  measuredMassKg?: number;

  /** Shipper, consignee, broker, and whom the law looks for: as written. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => InspectionPartyDto)
  parties?: InspectionPartyDto[];

  @ApiProperty({ enum: COOPERATION, required: false })
  @IsOptional()
  @IsIn(COOPERATION)
  cooperation?: Cooperation;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @MaxLength(120, { each: true })
  agenciesPresent?: string[];

  @ApiProperty({ enum: RESULTS, required: false })
  @IsOptional()
  @IsIn(RESULTS)
  result?: InspectionResult;

  /**
   * Container number (ISO 6346). A wrong check digit is kept and flagged.
   * @example "SMLU4815164"
   */
  @IsOptional()
  @IsString()
  @MaxLength(30)
  containerNumber?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  billReference?: string;

  @IsOptional()
  @IsString()
  @MaxLength(120)
  vesselName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  vesselImo?: string;

  @ApiProperty({ enum: CONCEALMENTS, required: false, example: 'AMONG_FOOD' })
  @IsOptional()
  @IsIn(CONCEALMENTS)
  concealmentCode?: Concealment;

  /** @example "In two cartons among food and clothes" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  concealment?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  narrative?: string;

  /** Totals somebody stated. They are kept beside what the listed items add up to, and a conflict is shown. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => StatedTotalDto)
  statedTotals?: StatedTotalDto[];

  /** What others say of the same event: dates, places and goods that differ are kept side by side with their sources. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => StatedFactDto)
  statedFacts?: StatedFactDto[];

  /** What is still to be done, by whom and until when. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => FollowUpDto)
  followUps?: FollowUpDto[];

  /** Fields only your organisation ever sees, whatever is released: names of sources, notes. */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  heldBack?: string;
}

/** Everything of an inspection that can still be changed while it is not closed. */
export class InspectionFieldsDto extends IntersectionType(HandlingDto, InspectionContentDto) {}

export class SubmitInspectionDto extends IntersectionType(InspectionFieldsDto, WithholdingSubmissionDto) {
  /**
   * Where it took place, ISO 3166-1 alpha-2.
   * @example "HT"
   */
  @Matches(/^[A-Z]{2}$/)
  placeCountry: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => InspectionItemDto)
  items?: InspectionItemDto[];

  /** Release it with the submission, in one request: for a port with a bad line. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReleaseTermsDto)
  release?: ReleaseTermsDto;
}

export class UpdateInspectionDto extends InspectionFieldsDto {}
