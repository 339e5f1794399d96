import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { type Concealment, CONCEALMENTS } from '../inspection.types';
import {
  ITEM_CATEGORIES,
  type ItemCategory,
  MARK_KINDS,
  MARK_PLACES,
  MARK_STATES,
  type MarkKind,
  type MarkPlace,
  type MarkState,
  SERIAL_STATES,
  type SerialState,
} from '../items/item.types';
import { WeaponDto } from './weapon.dto';

const COUNTRY = /^[A-Z]{2}$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** The year of the first firearm with a serial number worth reading is not ours to know; this only catches slips. */
const FIRST_YEAR = 1500;
const LAST_YEAR = 2200;

export class StatedTotalDto {
  @ApiProperty({ enum: ITEM_CATEGORIES, example: 'AMMUNITION' })
  @IsIn(ITEM_CATEGORIES)
  category: ItemCategory;

  /** Only this calibre; all calibres without it. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  calibre?: string;

  /**
   * Only this type; all types without it.
   * @example "RIFLE"
   */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  type?: string;

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

export class MarkDto {
  @ApiProperty({ enum: MARK_KINDS, example: 'SERIAL' })
  @IsIn(MARK_KINDS)
  kind: MarkKind;

  @ApiProperty({ enum: MARK_PLACES, example: 'FRAME' })
  @IsIn(MARK_PLACES)
  place: MarkPlace;

  /**
   * As read, with its spaces and hyphens: `?` for each character that cannot be read, `~` after a doubtful one. Left out where nothing
   * can be read.
   * @example "A1-934?7-18"
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  text?: string;

  @ApiProperty({ enum: MARK_STATES, example: 'PARTIAL' })
  @IsIn(MARK_STATES)
  state: MarkState;
}

export class InspectionItemDto extends WeaponDto {
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
  @Matches(COUNTRY)
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

  /** Marks on a firearm, each where it stands (ITI paras 7 and 8). A serial number on the frame or receiver comes first. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => MarkDto)
  marks?: MarkDto[];

  /** @example "CAI GEORGIA VT" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  importerMark?: string;

  /**
   * Country of the most recent import, ISO 3166-1 alpha-2.
   * @example "US"
   */
  @IsOptional()
  @Matches(COUNTRY)
  importCountry?: string;

  /** @example 2019 */
  @IsOptional()
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  importYear?: number;

  /** @example 2018 */
  @IsOptional()
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  yearOfManufacture?: number;

  /** Made without a licence or a maker's marks: printed, milled or put together at home. */
  @IsOptional()
  @IsBoolean()
  privatelyMade?: boolean;

  /** Whole and able to fire; false for a kit or a stripped firearm. */
  @IsOptional()
  @IsBoolean()
  assembled?: boolean;

  /** @example "PPU" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  brand?: string;

  /** @example "5 cartons marked L663" */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  packaging?: string;

  /**
   * Of cash, as a decimal string.
   * @example "50000.00"
   */
  @IsOptional()
  @Matches(/^\d{1,15}(\.\d{1,4})?$/)
  amount?: string;

  /**
   * ISO 4217.
   * @example "USD"
   */
  @IsOptional()
  @Matches(/^[A-Z]{3}$/)
  currency?: string;

  /** Counterfeit notes. */
  @IsOptional()
  @IsBoolean()
  counterfeit?: boolean;

  /** How this item was hidden. */
  @ApiProperty({ enum: CONCEALMENTS, required: false, example: 'IN_MACHINERY' })
  @IsOptional()
  @IsIn(CONCEALMENTS)
  concealmentCode?: Concealment;

  /** SHA-256 (hex) of the photos of this item; they may be attached later. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(SHA256, { each: true })
  photoSha256?: string[];
}

export class AddItemsDto {
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => InspectionItemDto)
  items: InspectionItemDto[];
}

export class CorrectedItemDto extends InspectionItemDto {
  /**
   * The place of the item that this replaces, whole.
   * @example 3
   */
  @IsInt()
  @Min(0)
  seq: number;
}

export class WithdrawnItemDto {
  /** @example 4 */
  @IsInt()
  @Min(0)
  seq: number;
}

/** What is wrong in the list of found items, put right: nothing is lost, what stood before is kept for its organisation. */
export class ChangeItemsDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => InspectionItemDto)
  add?: InspectionItemDto[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => CorrectedItemDto)
  correct?: CorrectedItemDto[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => WithdrawnItemDto)
  withdraw?: WithdrawnItemDto[];

  /**
   * Why.
   * @example "The serial was read from the slide, not from the frame"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason: string;
}
