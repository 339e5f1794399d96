import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, MinLength } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsCalendarDay } from '../../../platform/http/rfc3339';
import { ShipmentSummaryDto } from '../../shipments';
import { RISK_TABLE } from '../rules/risk-table.mapping';
import { type HitFact, INDICATOR_CODES, type IndicatorCode, type IndicatorHit } from '../rules/risk.types';
import type { TargetView } from '../targets/target-views.service';
import type { TargetHistory } from '../targets/targets.service';
import { SCREENING_STATES, type ScreeningState, TARGET_STATES, type TargetState } from '../targets/target.types';

const wholeNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;

export class ListTargetsQuery extends PageQuery {
  @ApiProperty({ enum: TARGET_STATES, required: false, example: 'OPEN' })
  @IsOptional()
  @IsIn(TARGET_STATES)
  state?: TargetState;

  /**
   * Only scores of at least this.
   * @example 5
   */
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(0)
  @Max(100_000)
  minScore?: number;

  /** Only bills this indicator names. */
  @ApiProperty({ enum: INDICATOR_CODES, required: false, example: 'PERSONAL_EFFECTS' })
  @IsOptional()
  @IsIn(INDICATOR_CODES)
  indicator?: IndicatorCode;

  /** @example "CAP01" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  customsOffice?: string;

  /** @example "HTCAP" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  unloadingPlace?: string;

  /** @example "024W" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  voyageNumber?: string;

  /** Only bills of one manifest. */
  @IsOptional()
  @IsUUID()
  manifestId?: string;

  /** The target of one bill. */
  @IsOptional()
  @IsUUID()
  shipmentId?: string;

  /**
   * Arriving on this day or later.
   * @example "2024-04-01"
   */
  @IsOptional()
  @IsCalendarDay()
  arrivalFrom?: string;

  /**
   * Arriving on this day or before.
   * @example "2024-04-30"
   */
  @IsOptional()
  @IsCalendarDay()
  arrivalTo?: string;
}

export class DecideTargetDto {
  @ApiProperty({ enum: TARGET_STATES, example: 'ESCALATED' })
  @IsIn(TARGET_STATES)
  state: TargetState;

  /** @example "Consignee could not be reached at the address given" */
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  reason: string;
}

export class BandDto {
  /** @example 5 */
  from: number;
  /** @example 60 */
  to: number;
  /** @example "kg per package" */
  unit: string;
}

export class EvidenceDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['shipment', 'inspection'] })
  kind: string;
  @ApiProperty({ type: String, required: false, example: 'HT-AGD-INS-2026-000002' })
  reference?: string;
}

export class HitFactDto {
  /**
   * JSON pointer into the shipment.
   * @example "/loadingPlace"
   */
  pointer: string;
  /** @example "Loaded at USFLL" */
  says: string;
  /**
   * As it stands in the bill, no more than its first 200 characters.
   * @example "USFLL"
   */
  value: string;
  /** Expected range, where the fact is a number outside of it. */
  @ApiProperty({ type: BandDto, required: false })
  band?: BandDto;
  /** The record it was compared with. */
  @ApiProperty({ type: EvidenceDto, required: false })
  record?: EvidenceDto;

  static of({ pointer, says, value, band, record }: HitFact): HitFactDto {
    return { pointer, says, value, ...(band && { band: { ...band } }), ...(record && { record: { ...record } }) };
  }
}

export class IndicatorHitDto {
  @ApiProperty({ enum: INDICATOR_CODES })
  code: IndicatorCode;
  /** @example "Load port named in reports" */
  title: string;
  /** @example 1 */
  weight: number;
  facts: HitFactDto[];

  static of({ code, weight, facts }: IndicatorHit): IndicatorHitDto {
    const title = RISK_TABLE.indicators.find((one) => one.code === code)?.title ?? code;
    return { code, title, weight, facts: facts.map((fact) => HitFactDto.of(fact)) };
  }
}

export class TargetDecisionDto {
  @ApiProperty({ enum: TARGET_STATES })
  state: TargetState;
  /** @example "Known importer, papers in order" */
  reason: string;
  /**
   * The score that stood then.
   * @example 6
   */
  score: number;
  /**
   * RFC 3339.
   * @example "2026-11-23T09:15:00.000Z"
   */
  decidedAt: string;
  @ApiProperty({ type: String, nullable: true, example: 'Anna' })
  decidedBy: string | null;
}

export class TargetInspectionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "HT-AGD-INS-2026-000002" */
  reference: string;
  /** @example "COMPLETED" */
  status: string;
  @ApiProperty({ type: String, nullable: true, example: 'FOUND' })
  result: string | null;
}

export class TargetSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example 1 */
  version: number;
  @ApiProperty({ enum: TARGET_STATES })
  state: TargetState;
  /**
   * Sum of the weights of the indicators below. It orders the queue and decides nothing.
   * @example 6
   */
  score: number;
  indicators: IndicatorHitDto[];
  /** Whether the parties were compared with the lists. NOT_AVAILABLE never means that nothing was found. */
  @ApiProperty({ enum: SCREENING_STATES })
  screening: ScreeningState;
  /**
   * Version of the table of indicators the score was made with.
   * @example "2026-11-23"
   */
  tableVersion: string;
  /**
   * RFC 3339.
   * @example "2026-11-23T09:15:00.000Z"
   */
  scoredAt: string;
  bill: ShipmentSummaryDto;
  /** The newest decision; null if nobody has decided. */
  @ApiProperty({ type: TargetDecisionDto, nullable: true })
  decision: TargetDecisionDto | null;
  /** Inspections of this bill that you can see. */
  inspections: TargetInspectionDto[];

  static of(view: TargetView): TargetSummaryDto {
    return {
      id: view.id,
      version: view.version,
      state: view.state,
      score: view.score,
      indicators: view.indicators.map((hit) => IndicatorHitDto.of(hit)),
      screening: view.screening,
      tableVersion: view.table_version,
      scoredAt: view.scored_at.toISOString(),
      bill: ShipmentSummaryDto.of(view.bill),
      decision: view.decision && { ...view.decision },
      inspections: view.inspections.map((one) => ({ ...one })),
    };
  }
}

export class TargetPageDto {
  items: TargetSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class TargetScoreDto {
  /** @example 6 */
  score: number;
  indicators: IndicatorHitDto[];
  @ApiProperty({ enum: SCREENING_STATES })
  screening: ScreeningState;
  /** @example "2026-11-23" */
  tableVersion: string;
  /** @example "9f072b0f8ddbab2fa57c14fde8e4045ff2b42957583a7496ed3ccb7739b3a33a" */
  tableHash: string;
  /**
   * RFC 3339.
   * @example "2026-11-23T09:15:00.000Z"
   */
  scoredAt: string;
}

export class TargetDto extends TargetSummaryDto {
  /** Newest first. */
  decisions: TargetDecisionDto[];
  /** Every score that stood, newest first (the last 100). */
  scores: TargetScoreDto[];

  static from(view: TargetHistory): TargetDto {
    return {
      ...TargetSummaryDto.of(view),
      decisions: view.decisions.map((one) => ({ ...one })),
      scores: view.scores.map((one) => ({
        score: one.score,
        indicators: one.indicators.map((hit) => IndicatorHitDto.of(hit)),
        screening: one.screening,
        tableVersion: one.table_version,
        tableHash: one.table_hash,
        scoredAt: one.scored_at.toISOString(),
      })),
    };
  }
}

export class RescoringDto {
  /**
   * Bills of your organisation that will be looked at.
   * @example 339
   */
  bills: number;
  /**
   * RFC 3339: targets with a later `scoredAt` have been looked at.
   * @example "2026-11-23T09:15:00.000Z"
   */
  requestedAt: string;
}
