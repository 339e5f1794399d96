import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsCalendarDay } from '../../../platform/http/rfc3339';
import { HandlingDto, WithholdingSubmissionDto } from '../../records';
import { type Box, BOXES } from '../exchange-lists.query';
import { type Extent, EXTENTS, SENDABLE_TYPES, type SendableType, URGENCIES, type Urgency } from '../exchange.types';

const NOT_BLANK = { message: '$property must not be blank' };

class EnclosingDto extends IntersectionType(HandlingDto, WithholdingSubmissionDto) {
  /**
   * What names persons or sources. It can be held back (`heldBackFields`), and shown later to whom you choose.
   * @example "The consignor's agent in Santo Domingo, and two earlier shipments"
   */
  @IsOptional()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(20_000)
  particulars?: string;

  /** Records of your own organisation to send along: they are released to the addressees with this exchange. */
  @ApiProperty({ type: [String], format: 'uuid', required: false, example: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  enclosedRecordIds?: string[];
}

export class SendExchangeDto extends EnclosingDto {
  /** A request for information, or a notice that asks for nothing. */
  @ApiProperty({ enum: SENDABLE_TYPES, example: 'NOTICE' })
  @IsIn(SENDABLE_TYPES)
  type: SendableType;

  /** @example "Container SMLU4815164, Cap-Haitien, 5 April 2024" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  subject: string;

  /** @example "Firearms were found in the container named above. Its consignee may expect others." */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(20_000)
  body: string;

  /** @example "Resolution 2692 (2023), paragraph 7" */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  legalBasis?: string;

  @ApiProperty({ enum: URGENCIES, example: 'PRIORITY' })
  @IsIn(URGENCIES)
  urgency: Urgency;

  /** Required for a REQUEST, not for a NOTICE: the last day of the answer, which ends at midnight UTC. */
  @ApiProperty({ type: String, format: 'date', required: false })
  @IsOptional()
  @IsCalendarDay()
  dueOn?: string;

  /** Audiences (GET /v1/audiences) other than your own organisation. Each sees its own correspondence with you and no other's. */
  @ApiProperty({ type: [String], format: 'uuid', example: ['01900000-0000-7000-8000-000000000001'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  recipientAudienceIds: string[];
}

/** The classification of a reply is that of the request, unless said otherwise. */
export class ReplyDto extends EnclosingDto {
  @ApiProperty({ enum: EXTENTS, example: 'PARTIAL' })
  @IsIn(EXTENTS)
  extent: Extent;

  /**
   * The answer; for DECLINED the reason.
   * @example "The export declaration is enclosed. The consignor's records are still being sought."
   */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(20_000)
  body: string;
}

export class AcknowledgeDto {
  /** @example "Received; passed to the intelligence unit" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;
}

export class CloseExchangeDto extends AcknowledgeDto {}

export class ListExchangesQuery extends PageQuery {
  /** Only what is addressed to you, or only what your organisation sent. */
  @ApiProperty({ enum: BOXES, required: false })
  @IsOptional()
  @IsIn(BOXES)
  box?: Box;

  /** Only requests whose due day has ended (UTC) without a full answer: yours to answer, or yours to chase. */
  @ApiProperty({ type: Boolean, required: false })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  overdue?: boolean;
}
