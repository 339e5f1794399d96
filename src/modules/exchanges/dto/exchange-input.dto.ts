import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsCalendarDay } from '../../../platform/http/rfc3339';
import { HandlingDto, WithholdingSubmissionDto } from '../../records';
import { type Box, BOXES } from '../exchange-lists.query';
import {
  type Ask,
  ASKS,
  EXCHANGE_TYPES,
  type ExchangeType,
  type Extent,
  EXTENTS,
  ROUTING_CLASSES,
  type RoutingClass,
  SENDABLE_TYPES,
  type SendableType,
  URGENCIES,
  type Urgency,
} from '../exchange.types';

export const NOT_BLANK = { message: '$property must not be blank' };

class EnclosingDto extends HandlingDto {
  /** Records of your own organisation to send along: they are released to the addressees with this exchange. */
  @ApiProperty({ type: [String], format: 'uuid', required: false, example: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  enclosedRecordIds?: string[];

  /** Records it speaks of and does not send along: nothing is released, and whoever does not see a record by itself does not see that it was named. */
  @ApiProperty({ type: [String], format: 'uuid', required: false, example: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  referencedRecordIds?: string[];

  /**
   * Keep it as a draft that your organisation alone sees, to be changed, and sent by POST /v1/exchanges/{id}/submission.
   * @example false
   */
  @IsOptional()
  @IsBoolean()
  draft?: boolean;
}

class ParticularsDto extends IntersectionType(EnclosingDto, WithholdingSubmissionDto) {
  /**
   * What names persons or sources. It can be held back (`heldBackFields`), and shown later to whom you choose.
   * @example "The consignor's agent in Santo Domingo, and two earlier shipments"
   */
  @IsOptional()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(20_000)
  particulars?: string;
}

export class RoutingDto {
  /** S/2016/658: for information, circulated by the Secretariat; or in need of action or sensitive, circulated by the Chair. */
  @ApiProperty({ enum: ROUTING_CLASSES, example: 'NEEDS_ACTION_OR_SENSITIVE' })
  @IsIn(ROUTING_CLASSES)
  routingClass: RoutingClass;

  /** @example "It names a person who is not listed" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(1000)
  reason: string;
}

export class SendExchangeDto extends ParticularsDto {
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

  /** Required for a REQUEST (unless your policy has a default), not for a NOTICE: the last day of the answer, which ends at midnight UTC. */
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

  /** Of a REQUEST, what it wants (S/2006/997, para 10(c)). */
  @ApiProperty({ enum: ASKS, isArray: true, required: false, example: ['REPLY_WANTED'] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ASKS.length)
  @ArrayUnique()
  @IsIn(ASKS, { each: true })
  asks?: Ask[];

  /** How mail to the Committee is to be circulated. */
  @ApiProperty({ type: RoutingDto, required: false })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RoutingDto)
  routing?: RoutingDto;

  /**
   * The earlier exchange that this one follows up.
   * @example "01900000-0000-7000-8000-000000000009"
   */
  @IsOptional()
  @IsUUID()
  followsUp?: string;
}

/** What stands is kept where nothing else is said. The classification is that of what is corrected, unless said otherwise. */
export class CorrectExchangeDto extends EnclosingDto {
  /** @example "Container SMLU4815164, Cap-Haitien, 6 April 2024" */
  @IsOptional()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  subject?: string;

  /** @example "Firearms were found in the container named above on 6 April." */
  @IsOptional()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(20_000)
  body?: string;

  /** @example "Resolution 2692 (2023), paragraph 7" */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  legalBasis?: string;

  /**
   * What changed, and why.
   * @example "The date of the seizure was wrong"
   */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(2000)
  reason: string;
}

/** The classification of a reply is that of the request, unless said otherwise. */
export class ReplyDto extends ParticularsDto {
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
  /** Only what is addressed to you, only what your organisation sent, or what it has not sent yet. */
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

  @ApiProperty({ enum: EXCHANGE_TYPES, required: false })
  @IsOptional()
  @IsIn(EXCHANGE_TYPES)
  type?: ExchangeType;

  /** Only mail of this routing class (S/2016/658). */
  @ApiProperty({ enum: ROUTING_CLASSES, required: false })
  @IsOptional()
  @IsIn(ROUTING_CLASSES)
  routingClass?: RoutingClass;
}
