import { ApiProperty } from '@nestjs/swagger';
import type { AnswerStatistics } from './answer-statistics.query';

/** Requests between your organisation and one counterpart, in one direction. */
export class AnswerStatisticsDto {
  /** SENT: you asked; RECEIVED: you were asked. */
  @ApiProperty({ enum: ['SENT', 'RECEIVED'] })
  direction: 'SENT' | 'RECEIVED';
  /** @example "ORGANISATION" */
  counterpartKind: string;
  /** @example "DO-DGA" */
  counterpart: string;
  /** Requests. */
  sent: number;
  /** Acknowledged or answered in any way. */
  acknowledged: number;
  /** Fully answered. */
  answered: number;
  /** Declined, and not answered since. */
  declined: number;
  /** Due day ended (UTC), not fully answered, declined or closed. */
  overdue: number;
  /** Acknowledged by sent, 0 to 1. */
  acknowledgementRate: number;
  /** Fully answered by sent, 0 to 1. */
  answerRate: number;
  @ApiProperty({ type: Number, nullable: true, example: 1.5 })
  medianDaysToAcknowledge: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 12.25 })
  medianDaysToAnswer: number | null;
  /** Nine of ten full answers came within so many days. */
  @ApiProperty({ type: Number, nullable: true, example: 30.5 })
  p90DaysToAnswer: number | null;
  /** Reminders sent to whoever was asked. */
  reminders: number;

  static from(row: AnswerStatistics): AnswerStatisticsDto {
    return { ...row, acknowledgementRate: row.acknowledged / row.sent, answerRate: row.answered / row.sent };
  }
}

export class ExchangeStatisticsDto {
  counterparts: AnswerStatisticsDto[];
}
