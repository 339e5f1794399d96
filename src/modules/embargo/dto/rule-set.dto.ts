import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsInstant } from '../../../platform/http/rfc3339';
import { ReceiptDto } from '../../audit';
import type { Impact } from '../assessment-lists.query';
import { OUTCOMES, type Outcome } from '../assessment.types';
import { RULE_SET_STATUSES, type RuleSetStatus } from '../rule-set.types';
import type { RuleSetView } from '../rule-sets.service';
import { DifferenceDto } from './assessment.dto';
import { RuleSetContentDto } from './rule-set-content.dto';

export class ListRuleSetsQuery extends PageQuery {
  @ApiProperty({ enum: RULE_SET_STATUSES, required: false, example: 'PROPOSED' })
  @IsOptional()
  @IsIn(RULE_SET_STATUSES)
  status?: RuleSetStatus;
}

export class ProposeRuleSetDto {
  /** The whole table, every field stated. Take the current one, change it, and give it a `version` of its own. */
  @IsObject()
  content: RuleSetContentDto;

  /**
   * Why, and from which text.
   * @example "Resolution of 2026-10-16 renews the regime: V6 replaced"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason: string;
}

export class ApproveRuleSetDto {
  /**
   * From when assessments are answered by it; at once without it.
   * @example "2099-01-01T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  effectiveFrom?: string;

  /** @example "Compared with the official text" */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  note?: string;
}

export class RejectRuleSetDto {
  /** @example "The paragraph number of the renewal is not confirmed" */
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  note: string;
}

export class RuleSetSummaryDto {
  /** @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d" */
  id: string;
  /** @example "2026-11-22" */
  version: string;
  /**
   * SHA-256 of the table's canonical JSON (RFC 8785), hexadecimal.
   * @example "71c72b0f8ddbab2fa57c14fde8e4045ff2b42957583a7496ed3ccb7739b3a33a"
   */
  hash: string;
  @ApiProperty({ enum: RULE_SET_STATUSES })
  status: RuleSetStatus;
  /** New assessments are answered by this one. */
  inForce: boolean;
  /** Code of the organisation whose officer proposed it; null for what a release of the program brought. */
  @ApiProperty({ type: String, nullable: true, example: 'SCR' })
  proposedBy: string | null;
  @ApiProperty({ format: 'date-time' })
  proposedAt: string;
  @ApiProperty({ type: String, nullable: true, example: 'Resolution of 2026-10-16 renews the regime' })
  reason: string | null;
  /** Code of the organisation of the officer who decided. */
  @ApiProperty({ type: String, nullable: true, example: 'SCR' })
  decidedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Compared with the official text' })
  decisionNote: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  effectiveFrom: string | null;

  static of({ head, inForce }: Omit<RuleSetView, 'content'>): RuleSetSummaryDto {
    return {
      id: head.id,
      version: head.version,
      hash: head.hash.toString('hex'),
      status: head.status,
      inForce,
      proposedBy: head.proposedFor,
      proposedAt: head.proposedAt.toISOString(),
      reason: head.reason,
      decidedBy: head.decidedFor,
      decidedAt: head.decidedAt?.toISOString() ?? null,
      decisionNote: head.decisionNote,
      effectiveFrom: head.effectiveFrom?.toISOString() ?? null,
    };
  }
}

export class RuleSetDto extends RuleSetSummaryDto {
  content: RuleSetContentDto;

  static override of(view: RuleSetView): RuleSetDto {
    return { ...RuleSetSummaryDto.of(view), content: view.content as unknown as RuleSetContentDto };
  }
}

export class ProposedRuleSetDto extends RuleSetDto {
  receipt: ReceiptDto;
}

export class RuleSetPageDto {
  items: RuleSetSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class ImpactDto {
  /** @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d" */
  assessmentId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  shipmentId: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-02' })
  shipmentDate: string | null;
  /**
   * Version of the table the stored answer was given by.
   * @example "2026-11-22"
   */
  answeredBy: string;
  @ApiProperty({ enum: OUTCOMES })
  outcomeBefore: Outcome;
  @ApiProperty({ enum: OUTCOMES })
  outcomeAfter: Outcome;
  differences: DifferenceDto[];

  static of({ stored, outcome, differences }: Impact): ImpactDto {
    return {
      assessmentId: stored.id,
      shipmentId: stored.recordId,
      shipmentDate: stored.shipmentDate,
      answeredBy: stored.ruleSetVersion,
      outcomeBefore: stored.outcome,
      outcomeAfter: outcome,
      differences: [...differences],
    };
  }
}

export class ImpactPageDto {
  items: ImpactDto[];
  /**
   * How many of your assessments this page tried: a page may be empty and not the last.
   * @example 50
   */
  tried: number;
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
