import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
import { IsInstant } from '../../../platform/http/rfc3339';
import { HandlingDto, ReleaseTermsDto } from '../../records';
import {
  COOPERATION,
  type Cooperation,
  type Ground,
  GROUNDS,
  type InspectionResult,
  ITEM_CATEGORIES,
  type ItemCategory,
  RESULTS,
  SERIAL_STATES,
  type SerialState,
} from '../inspection.types';

export class StatedTotalDto {
  @ApiProperty({ enum: ITEM_CATEGORIES, example: 'AMMUNITION' })
  @IsIn(ITEM_CATEGORIES)
  category: ItemCategory;

  /** Only this calibre; all calibres without it. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  calibre?: string;

  /** @example 999 */
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  quantity: number;

  /**
   * Who states it.
   * @example "AGD press note, 2024-04-06"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  source: string;
}

export class InspectionItemDto {
  @ApiProperty({ enum: ITEM_CATEGORIES, example: 'FIREARM' })
  @IsIn(ITEM_CATEGORIES)
  category: ItemCategory;

  /**
   * Pieces or rounds. A firearm with a serial number is listed by itself.
   * @example 1
   */
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  quantity: number;

  /** @example "rifle" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  type?: string;

  /** @example "Century Arms" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  make?: string;

  /** @example "WASR-10" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  model?: string;

  /**
   * As marked.
   * @example "7.62x39"
   */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  calibre?: string;

  /** @example "semi-automatic" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  action?: string;

  /**
   * As marked, with its spaces and hyphens; what cannot be read as `?`.
   * @example "A1-93427-18"
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  serial?: string;

  @ApiProperty({ enum: SERIAL_STATES, required: false })
  @IsOptional()
  @IsIn(SERIAL_STATES)
  serialState?: SerialState;

  /**
   * ISO 3166-1 alpha-2.
   * @example "RO"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  countryOfManufacture?: string;

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  markings?: string;

  @IsOptional()
  @IsString()
  @MaxLength(120)
  headstamp?: string;

  @IsOptional()
  @IsString()
  @MaxLength(120)
  lot?: string;

  @IsOptional()
  @IsString()
  @MaxLength(2000)
  description?: string;
}

/** Everything of an inspection that can still be changed while it is not closed. */
export class InspectionFieldsDto extends HandlingDto {
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

  /** Fields only your organisation ever sees, whatever is released: names of sources, notes. */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  heldBack?: string;
}

export class SubmitInspectionDto extends InspectionFieldsDto {
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

export class AddItemsDto {
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => InspectionItemDto)
  items: InspectionItemDto[];
}
