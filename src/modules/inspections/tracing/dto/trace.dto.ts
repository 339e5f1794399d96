import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ReceiptDto } from '../../../audit';
import { RecordDto, RecordListQuery, type SpineRecord } from '../../../records';
import { timeToCrime } from '../time-to-crime.rules';
import { missingFor } from '../trace-form.rules';
import type { TraceStatistics } from '../trace-statistics.rules';
import { TRACE_MACHINE } from '../trace.rules';
import {
  REQUEST_FIELDS,
  type RequestField,
  TRACE_EVENTS,
  TRACE_STATES,
  TRACE_SYSTEMS,
  type TraceEvent,
  type TraceState,
  type TraceSystem,
  UNTRACEABLE_REASONS,
  type UntraceableReason,
} from '../trace.types';
import type { AnswerView, EventView, TraceView } from '../traces.repository';
import { AnswerContentDto, FirstBuyerDto, TraceFieldsDto } from './trace-input.dto';

export class ListTracesQuery extends RecordListQuery {
  @ApiProperty({ enum: TRACE_SYSTEMS, required: false, example: 'ETRACE' })
  @IsOptional()
  @IsIn(TRACE_SYSTEMS)
  system?: TraceSystem;

  @ApiProperty({ enum: TRACE_STATES, required: false, example: 'SENT' })
  @IsOptional()
  @IsIn(TRACE_STATES)
  state?: TraceState;
}

/** Which traces figures are over: as in the list, without its pages. */
export class TraceStatisticsQuery extends OmitType(ListTracesQuery, ['limit', 'cursor'] as const) {}

export class TraceBatchQuery {
  @ApiProperty({ enum: TRACE_SYSTEMS, example: 'ETRACE' })
  @IsIn(TRACE_SYSTEMS)
  system: TraceSystem;

  @ApiProperty({ enum: ['csv'], required: false, example: 'csv' })
  @IsOptional()
  @IsIn(['csv'])
  format?: 'csv';
}

export class TracedInspectionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  reference: string;

  static of(record: SpineRecord | null): TracedInspectionDto | null {
    return record && { id: record.id, reference: record.reference };
  }
}

export class TimeToCrimeDto {
  /** From the last day the sale can have been on to the first day of the recovery. */
  leastDays: number;
  /** From the first day the sale can have been on to the last day of the recovery. */
  mostDays: number;
}

export class TraceAnswerDto {
  /** 1 for the first, one more for each correction. */
  number: number;
  content: AnswerContentDto;
  /** Shown if the owner shares it; to the owner in any case. */
  @ApiProperty({ type: FirstBuyerDto, nullable: true })
  firstBuyer: FirstBuyerDto | null;
  disclosureLimit: string;
  @ApiProperty({ type: String, nullable: true })
  maySee: string | null;
  @ApiProperty({ type: String, nullable: true })
  correctionReason: string | null;
  @ApiProperty({ format: 'date-time' })
  toldAt: string;
  /** Those before the last are shown to the owner alone. */
  standing: boolean;

  static from(answer: AnswerView): TraceAnswerDto {
    const { number, content, disclosureLimit, maySee, correctionReason, toldAt, standing, heldBackBuyer } = answer;
    const { firstBuyer, ...rest } = content;
    return {
      ...{ number, content: { ...rest }, firstBuyer: firstBuyer ?? heldBackBuyer },
      ...{ disclosureLimit, maySee, correctionReason, toldAt: new Date(toldAt).toISOString(), standing },
    };
  }
}

export class TraceEventDto {
  @ApiProperty({ enum: TRACE_EVENTS })
  event: TraceEvent;
  @ApiProperty({ format: 'date' })
  on: string;
  @ApiProperty({ type: String, nullable: true })
  statement: string | null;
  @ApiProperty({ format: 'date-time' })
  toldAt: string;
  @ApiProperty({ type: String, nullable: true })
  toldBy: string | null;

  static from({ event, on, statement, toldAt, toldBy }: EventView): TraceEventDto {
    return { event, on, statement, toldAt: new Date(toldAt).toISOString(), toldBy };
  }
}

export class TraceDto extends RecordDto {
  @ApiProperty({ enum: TRACE_SYSTEMS })
  system: TraceSystem;
  @ApiProperty({ enum: TRACE_STATES })
  state: TraceState;
  @ApiProperty({ enum: TRACE_EVENTS, isArray: true })
  nextEvents: TraceEvent[];
  /** Null if you cannot see it. */
  @ApiProperty({ type: TracedInspectionDto, nullable: true })
  inspection: TracedInspectionDto | null;
  /** Place in the list of found items, from 0. */
  item: number;
  fields: TraceFieldsDto;
  /** What the system asks for and is not known. */
  @ApiProperty({ enum: REQUEST_FIELDS, isArray: true })
  missing: RequestField[];
  /** Why it may lead nowhere. */
  @ApiProperty({ enum: UNTRACEABLE_REASONS, isArray: true })
  doubts: UntraceableReason[];
  /** The number the system gave the request. */
  @ApiProperty({ type: String, nullable: true })
  requestNumber: string | null;
  /** Why it could not be traced. */
  @ApiProperty({ enum: UNTRACEABLE_REASONS, isArray: true })
  reasons: UntraceableReason[];
  @ApiProperty({ type: String, nullable: true })
  note: string | null;
  events: TraceEventDto[];
  answers: TraceAnswerDto[];
  /** Days between the last lawful sale known and the recovery; a range where a date is known in part. */
  @ApiProperty({ type: TimeToCrimeDto, nullable: true })
  timeToCrime: TimeToCrimeDto | null;

  static of(view: TraceView): TraceDto {
    const { system, state, fields, requestNumber, note } = view;
    const sold = view.answers.find(({ standing }) => standing)?.content.purchasedOn;
    return {
      ...RecordDto.from(view.record),
      ...{
        system,
        state,
        nextEvents: [...TRACE_MACHINE.events(state)],
        inspection: TracedInspectionDto.of(view.inspection),
      },
      ...{ item: view.itemPlace, fields: { ...fields }, missing: missingFor(system, fields), doubts: [...view.doubts] },
      ...{ requestNumber, reasons: [...view.reasons], note },
      events: view.events.map((event) => TraceEventDto.from(event)),
      answers: view.answers.map((answer) => TraceAnswerDto.from(answer)),
      timeToCrime: timeToCrime(sold, fields.recoveredOn),
    };
  }
}

export class DraftedTraceDto extends TraceDto {
  receipt: ReceiptDto;
}

export class TracePageDto {
  items: TraceDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

const counts = { type: 'object', additionalProperties: { type: 'number' } } as const;

export class TraceStatisticsDto {
  traces: number;
  /** A firearm about which several systems were asked counts once. */
  firearms: number;
  @ApiProperty(counts)
  bySystem: Record<string, number>;
  @ApiProperty(counts)
  byState: Record<string, number>;
  @ApiProperty(counts)
  untraceableBecause: Record<string, number>;
  /** Of the firearms whose trace has ended, those whose origin or context was established (SDG 16.4.2); null if none has ended. */
  @ApiProperty({ type: Number, nullable: true })
  tracedShare: number | null;
  firearmsEnded: number;
  firearmsTraced: number;
  @ApiProperty({ type: Number, nullable: true })
  medianTimeToCrimeDays: number | null;
  @ApiProperty({ type: Number, nullable: true })
  medianDaysToAnswer: number | null;

  static of(statistics: TraceStatistics): TraceStatisticsDto {
    return { ...statistics };
  }
}
