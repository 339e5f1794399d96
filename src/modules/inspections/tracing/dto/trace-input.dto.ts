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
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import { HandlingDto } from '../../../records';
import { IsPartialDate } from '../partial-date.decorator';
import {
  TRACE_EVENTS,
  TRACE_SYSTEMS,
  type TraceEvent,
  type TraceSystem,
  UNTRACEABLE_REASONS,
  type UntraceableReason,
} from '../trace.types';

const NOT_BLANK = { message: '$property must not be blank' };
const unlessAbsent = ValidateIf((_, value) => value !== undefined);
const COUNTRY = /^([A-Z]{2})?$/;

/** What the form takes. In a change, an empty text takes a field out of the draft. */
export class TraceFieldsDto {
  /** @example "BKX193" */
  @IsOptional()
  @IsString()
  @MaxLength(80)
  serial?: string;

  /** @example "FRAME" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  markPlace?: string;

  /** @example "RESTORED" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  obliteration?: string;

  /** @example "Glock" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  make?: string;

  /** @example "PISTOL" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  type?: string;

  /** @example "9x19" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  calibre?: string;

  /** @example "19" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  model?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example "AT"
   */
  @IsOptional()
  @Matches(COUNTRY)
  countryOfManufacture?: string;

  /** @example "GLOCK INC SMYRNA GA" */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  importerMark?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example "US"
   */
  @IsOptional()
  @Matches(COUNTRY)
  importCountry?: string;

  /** @example "2019" */
  @IsOptional()
  @Matches(/^(\d{4})?$/)
  importYear?: string;

  /** @example "2018" */
  @IsOptional()
  @Matches(/^(\d{4})?$/)
  yearOfManufacture?: string;

  /** @example "Proof mark NP on the barrel" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  otherMarks?: string;

  /**
   * YYYY-MM-DD, or as much of it as is known.
   * @example "2024-04-05"
   */
  @IsOptional()
  @Matches(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/)
  recoveredOn?: string;

  /** @example "Cap-Haitien, port terminal" */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  recoveryPlace?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example "HT"
   */
  @IsOptional()
  @Matches(COUNTRY)
  recoveryCountry?: string;

  /** @example "HAITI-2653" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  projectCode?: string;
}

export class DraftTraceDto extends HandlingDto {
  /**
   * The inspection that lists the firearm.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  @IsUUID()
  inspectionId: string;

  /**
   * Its place in the list of found items, from 0.
   * @example 0
   */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  item: number;

  @ApiProperty({ enum: TRACE_SYSTEMS, example: 'ETRACE' })
  @IsIn(TRACE_SYSTEMS)
  system: TraceSystem;

  /** What goes before what the item has. */
  @IsOptional()
  @ValidateNested()
  @Type(() => TraceFieldsDto)
  fields?: TraceFieldsDto;

  /** @example "Asked through the National Central Bureau" */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string;
}

export class EditTraceDto {
  @unlessAbsent
  @ValidateNested()
  @Type(() => TraceFieldsDto)
  fields?: TraceFieldsDto;

  @ApiProperty({ type: String, required: false, nullable: true, example: 'Asked through the National Central Bureau' })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string | null;
}

const MOVES = TRACE_EVENTS.filter((event) => event !== 'answer');

export class MoveTraceDto {
  /** `answer` is an operation of its own. */
  @ApiProperty({ enum: MOVES, example: 'send' })
  @IsIn(MOVES)
  event: Exclude<TraceEvent, 'answer'>;

  /** The day it happened. */
  @ApiProperty({ format: 'date', example: '2024-05-02' })
  @IsCalendarDay()
  on: string;

  /**
   * The number the system gave the request.
   * @example "T20240123456"
   */
  @IsOptional()
  @IsString()
  @MaxLength(80)
  requestNumber?: string;

  /** Of an untraceable one. */
  @ApiProperty({ enum: UNTRACEABLE_REASONS, isArray: true, required: false, example: ['RECORD_DESTROYED'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(UNTRACEABLE_REASONS.length)
  @IsIn(UNTRACEABLE_REASONS, { each: true })
  reasons?: UntraceableReason[];

  /** @example "The distributor’s books were lost in a fire" */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  statement?: string;
}

export class FirstBuyerDto {
  /** @example "Jean Egzanp" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  name: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  address?: string;

  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  @ApiProperty({ type: String, required: false, example: '1990' })
  @IsOptional()
  @IsPartialDate()
  bornOn?: string;

  /** Kind and number of the paper shown at the sale. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  document?: string;
}

export class AnswerContentDto {
  /** @example "Glock Ges.m.b.H." */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  manufacturer?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example "AT"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  manufactureCountry?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  importer?: string;

  /** @example "Sample Guns LLC" */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  dealer?: string;

  /** @example "Miami, Florida" */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  dealerPlace?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example "US"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  purchaseCountry?: string;

  /** Of the last lawful sale known: YYYY-MM-DD, YYYY-MM or YYYY. */
  @ApiProperty({ type: String, required: false, example: '2023-11-14' })
  @IsOptional()
  @IsPartialDate()
  purchasedOn?: string;

  /** Who bought for whom, in general terms; a private person belongs into `firstBuyer`. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  purchaser?: string;

  /** Where it left lawful hands. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  diversionPoint?: string;

  /** A competent authority has established its illicit origin or context (SDG 16.4.2). */
  @IsOptional()
  @IsBoolean()
  contextEstablished?: boolean;

  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string;
}

export class AnswerTraceDto extends AnswerContentDto {
  /** The day the first answer came; not of a correction. */
  @ApiProperty({ format: 'date', required: false, example: '2024-06-20' })
  @unlessAbsent
  @IsCalendarDay()
  on?: string;

  /** A private person: kept for your organisation alone. */
  @IsOptional()
  @ValidateNested()
  @Type(() => FirstBuyerDto)
  firstBuyer?: FirstBuyerDto;

  /** Show the first buyer to whoever the trace is released to. False unless said. */
  @IsOptional()
  @IsBoolean()
  shareBuyer?: boolean;

  /**
   * What the system allows to be done with its answer, in its words.
   * @example "Law enforcement lead only; not for court or publication without consent"
   */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(2000)
  disclosureLimit: string;

  /** Who may be shown it, as far as the system says. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  maySee?: string;

  /** Of a correction, and of nothing else: why. */
  @unlessAbsent
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(2000)
  correctionReason?: string;
}
