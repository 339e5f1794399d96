import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsCalendarDay } from '../../../platform/http/rfc3339';
import { ReceiptDto } from '../../audit';
import { CLASSIFICATIONS, type Classification } from '../../records';
import { FLAG_CODES, type FlagCode, OUTCOMES, type Outcome } from '../assessment.types';
import type { AssessmentHead, AssessmentView } from '../assessments.repository';
import type { AnsweredNow } from '../assessments.service';
import { AssessmentAnswerDto } from './assessment-answer.dto';

export class PeriodQuery extends PageQuery {
  /**
   * Shipped on this day or later.
   * @example "2024-10-18"
   */
  @IsOptional()
  @IsCalendarDay()
  from?: string;

  /**
   * Shipped on this day or earlier.
   * @example "2025-03-05"
   */
  @IsOptional()
  @IsCalendarDay()
  to?: string;
}

export class ListAssessmentsQuery extends PeriodQuery {
  /** Only those about this bill of lading. */
  @IsOptional()
  @IsUUID()
  shipmentId?: string;

  @ApiProperty({ enum: OUTCOMES, required: false })
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: Outcome;

  @ApiProperty({ enum: FLAG_CODES, required: false })
  @IsOptional()
  @IsIn(FLAG_CODES)
  flag?: FlagCode;
}

export const READINGS_NOW = ['AS_IT_STOOD', 'AS_IT_STANDS'] as const;

export class AnswerNowQuery {
  /** As the law stood on the day of shipment, or as it stands today; both by the table in force now. AS_IT_STANDS without it. */
  @ApiProperty({ enum: READINGS_NOW, required: false, example: 'AS_IT_STOOD' })
  @IsOptional()
  @IsIn(READINGS_NOW)
  reading?: (typeof READINGS_NOW)[number];
}

export class AssessmentRuleSetDto {
  /**
   * GET /v1/rule-sets/{id} shows the very table.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  id: string;
  /** @example "2026-11-22" */
  version: string;
  /**
   * SHA-256, hexadecimal.
   * @example "71c72b0f8ddbab2fa57c14fde8e4045ff2b42957583a7496ed3ccb7739b3a33a"
   */
  hash: string;
}

export class AssessmentSummaryDto {
  /** @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d" */
  id: string;
  @ApiProperty({ enum: CLASSIFICATIONS })
  classification: Classification;
  /** The bill of lading it is about; null if none, or none that you can see now. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  shipmentId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  exemptionId: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2024-11-01' })
  shipmentDate: string | null;
  @ApiProperty({ enum: ['AS_IT_STOOD', 'AS_OF'] })
  reading: 'AS_IT_STOOD' | 'AS_OF';
  @ApiProperty({ type: String, nullable: true, example: '2026-01-15' })
  asOf: string | null;
  @ApiProperty({ enum: OUTCOMES })
  outcome: Outcome;
  @ApiProperty({ enum: FLAG_CODES, isArray: true })
  flags: FlagCode[];
  /**
   * Jurisdictions whose law says otherwise than the resolutions.
   * @example ["CA"]
   */
  gapJurisdictions: string[];
  ruleSet: AssessmentRuleSetDto;
  /** The assessment this one repeats. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  follows: string | null;
  /** The one that repeats it; the newest of a chain has none. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  followedBy: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  static of(head: AssessmentHead): AssessmentSummaryDto {
    return {
      id: head.id,
      classification: CLASSIFICATIONS[head.classification]!,
      shipmentId: head.recordId,
      exemptionId: head.exemptionId,
      shipmentDate: head.shipmentDate,
      reading: head.reading,
      asOf: head.asOf,
      outcome: head.outcome,
      flags: head.flags,
      gapJurisdictions: head.gapJurisdictions,
      ruleSet: { id: head.ruleSetId, version: head.ruleSetVersion, hash: head.ruleSetHash.toString('hex') },
      follows: head.follows,
      followedBy: head.followedBy,
      createdAt: head.createdAt.toISOString(),
    };
  }
}

export class AssessmentDto extends AssessmentSummaryDto {
  /** The case as it was sent. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  input: Readonly<Record<string, unknown>>;
  answer: AssessmentAnswerDto;

  static override of(view: AssessmentView): AssessmentDto {
    return { ...AssessmentSummaryDto.of(view), input: view.input, answer: AssessmentAnswerDto.of(view.answer) };
  }
}

export class MadeAssessmentDto extends AssessmentDto {
  receipt: ReceiptDto;
}

export class AssessmentPageDto {
  items: AssessmentSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class DifferenceDto {
  /** @example "outcome" */
  what: string;
  /** Null if the answer before does not speak of it. */
  @ApiProperty({ type: String, nullable: true, example: 'NEEDS_LEGAL_CONFIRMATION' })
  before: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'PROHIBITED_UNLESS_APPROVED' })
  after: string | null;
}

export class AssessmentNowDto {
  /** As it was answered then. */
  stored: AssessmentDto;
  /** As it is answered now; it is not stored. */
  answer: AssessmentAnswerDto;
  differences: DifferenceDto[];

  static of({ stored, answer, differences }: AnsweredNow): AssessmentNowDto {
    return {
      stored: AssessmentDto.of(stored),
      answer: AssessmentAnswerDto.of(answer),
      differences: [...differences],
    };
  }
}
