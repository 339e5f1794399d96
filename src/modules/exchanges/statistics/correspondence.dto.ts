import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsInstant } from '../../../platform/http/rfc3339';
import { type Ask, ASKS, REPLY_STATUSES, type ReplyStatus } from '../exchange.types';
import type { Letter } from './correspondence.types';

const FORMATS = ['json', 'csv'] as const;

export class CorrespondenceQuery extends PageQuery {
  /**
   * Only requests sent at this instant or later.
   * @example "2026-01-01T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  sentFrom?: string;

  /**
   * Only requests sent before this instant.
   * @example "2026-07-01T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  sentBefore?: string;

  /** As pages of JSON, or all at once as a CSV file. */
  @ApiProperty({ enum: FORMATS, required: false, example: 'json' })
  @IsOptional()
  @IsIn(FORMATS)
  format?: (typeof FORMATS)[number];
}

/** One letter to one addressee. */
export class LetterDto {
  @ApiProperty({ format: 'uuid' })
  exchangeId: string;
  /** @example "POE-EXC-2026-000001" */
  reference: string;
  subject: string;
  /** Code of the audience. */
  addressee: string;
  /** Code of the organisation that acted; null while none has. */
  @ApiProperty({ type: String, nullable: true })
  organisation: string | null;
  @ApiProperty({ enum: ASKS, isArray: true })
  asks: Ask[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  followsUp: string | null;
  @ApiProperty({ format: 'date-time' })
  sentAt: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn: string | null;
  reminders: number;
  @ApiProperty({ enum: REPLY_STATUSES })
  status: ReplyStatus;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acknowledgedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt: string | null;

  static of(letter: Letter): LetterDto {
    return { ...letter, asks: [...letter.asks] };
  }
}

export class CorrespondenceDto {
  items: LetterDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
