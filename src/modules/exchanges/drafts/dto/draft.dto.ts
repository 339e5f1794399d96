import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import { ASKS, type Ask, EXTENTS, type Extent, URGENCIES, type Urgency } from '../../exchange.types';
import { NOT_BLANK, RoutingDto } from '../../dto/exchange-input.dto';

const IfSaid = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
const OrNull = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined && value !== null);

/** Only the fields that change; null clears one that may be empty. Type and what it is about stay. */
export class EditDraftDto {
  /** @example "Container SMLU4815164, Cap-Haitien, 5 April 2024" */
  @IfSaid()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  subject?: string;

  /** @example "Who was the consignor, and who paid the freight?" */
  @IfSaid()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(20_000)
  body?: string;

  @ApiProperty({ type: String, required: false, nullable: true, example: 'Resolution 2692 (2023), paragraph 7' })
  @OrNull()
  @IsString()
  @MaxLength(1000)
  legalBasis?: string | null;

  @ApiProperty({ enum: URGENCIES, required: false, example: 'ROUTINE' })
  @IfSaid()
  @IsIn(URGENCIES)
  urgency?: Urgency;

  @ApiProperty({ type: String, format: 'date', required: false, nullable: true })
  @OrNull()
  @IsCalendarDay()
  dueOn?: string | null;

  /** Of a request: what it wants. */
  @ApiProperty({ enum: ASKS, isArray: true, required: false, nullable: true, example: ['REPLY_WANTED'] })
  @OrNull()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ASKS.length)
  @ArrayUnique()
  @IsIn(ASKS, { each: true })
  asks?: Ask[] | null;

  @ApiProperty({ type: RoutingDto, required: false, nullable: true })
  @OrNull()
  @IsObject()
  @ValidateNested()
  @Type(() => RoutingDto)
  routing?: RoutingDto | null;

  /** The earlier exchange that this one follows up. */
  @ApiProperty({ type: String, format: 'uuid', required: false, nullable: true })
  @OrNull()
  @IsUUID()
  followsUp?: string | null;

  /** Of a reply. */
  @ApiProperty({ enum: EXTENTS, required: false, example: 'FULL' })
  @IfSaid()
  @IsIn(EXTENTS)
  extent?: Extent;

  /**
   * Of a correction: what changed, and why.
   * @example "The container number was mistyped"
   */
  @IfSaid()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(2000)
  changeReason?: string;

  @ApiProperty({ type: [String], format: 'uuid', required: false })
  @IfSaid()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  recipientAudienceIds?: string[];

  @ApiProperty({ type: [String], format: 'uuid', required: false, example: [] })
  @IfSaid()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  enclosedRecordIds?: string[];

  @ApiProperty({ type: [String], format: 'uuid', required: false, example: [] })
  @IfSaid()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  referencedRecordIds?: string[];
}

export class ReturnDraftDto {
  /** @example "Name the container and the voyage" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(2000)
  reason: string;
}
