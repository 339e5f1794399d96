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
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../../../platform/http/rfc3339';
import { CUSTODY_EVENTS, type CustodyEventKind, type Disposal, DISPOSALS } from '../custody.types';

const SHA256 = /^[0-9a-f]{64}$/;

export class ExhibitedItemDto {
  /**
   * Place of the item in the inspection.
   * @example 0
   */
  @IsInt()
  @Min(0)
  seq: number;

  /**
   * Pieces or rounds; all of them if it is left out.
   * @example 1
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  quantity?: number;
}

export class RecordCustodyDto {
  @ApiProperty({ enum: CUSTODY_EVENTS, example: 'HANDED_OVER' })
  @IsIn(CUSTODY_EVENTS)
  kind: CustodyEventKind;

  /**
   * When it happened, with its zone.
   * @example "2026-01-07T09:15:00-05:00"
   */
  @IsInstant()
  occurredAt: string;

  /** @example "Cap-Haitien, customs store" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  place?: string;

  /**
   * Who gave it.
   * @example "AGD Cap-Haitien"
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  fromHolder?: string;

  /**
   * Who took it.
   * @example "PNH, BLTS"
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  toHolder?: string;

  /**
   * The seal that was on it.
   * @example "SL 20913"
   */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  sealFound?: string;

  /**
   * The seal that was put on it.
   * @example "SL 20914"
   */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  sealSet?: string;

  /** @example "Ballistic examination" */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string;

  /**
   * Signature or statement of who took it over.
   * @example "Received in good order, signed, inspector of the day"
   */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  statement?: string;

  /** What became of it, for DISPOSED. */
  @ApiProperty({ enum: DISPOSALS, required: false, example: 'DESTROYED' })
  @IsOptional()
  @IsIn(DISPOSALS)
  disposal?: Disposal;

  /** SHA-256 (hex) of the paper or photo that proves it, attached to the inspection now or later. */
  @IsOptional()
  @Matches(SHA256)
  proofSha256?: string;

  /**
   * Where exactly it is stored. Only your organisation ever sees this, whatever is released.
   * @example "Armoury 2, rack 14"
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  store?: string;

  /**
   * The event that this one puts right, by its `seq`.
   * @example 2
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  corrects?: number;
}

export class SeizeExhibitDto {
  /** @example "AGD-CAP-2026-0114/1" */
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  exhibitNo: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => ExhibitedItemDto)
  items: ExhibitedItemDto[];

  /** @example "TPI Cap-Haitien 2026/31" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  courtFile?: string;

  /**
   * When it was seized, with its zone.
   * @example "2026-01-06T15:40:00-05:00"
   */
  @IsInstant()
  seizedAt: string;

  /**
   * Who seized it and holds it from then on.
   * @example "AGD Cap-Haitien"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  seizedBy: string;

  /** @example "Cap-Terminal SA" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  place?: string;

  /** @example "SL 20913" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  seal?: string;

  /** @example "In the presence of the justice of the peace" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  statement?: string;
}
