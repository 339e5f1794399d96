import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { OUTCOMES, type Outcome } from '../assessment.types';
import { GAP_KINDS, type GapKind, positionOf } from '../gap.rules';
import type { GapRow } from '../gaps.repository';
import { PeriodQuery } from './assessment.dto';

export class ListGapsQuery extends PeriodQuery {
  /**
   * EU, or ISO 3166-1 alpha-2.
   * @example "CA"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  jurisdiction?: string;

  @ApiProperty({ enum: GAP_KINDS, required: false, example: 'NATIONAL_MILDER' })
  @IsOptional()
  @IsIn(GAP_KINDS)
  kind?: GapKind;
}

export class LayerPositionDto {
  @ApiProperty({ enum: OUTCOMES })
  outcome: Outcome;
  @ApiProperty({ type: String, nullable: true, example: 'V4' })
  rule: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'S/RES/2752 (2024)' })
  instrument: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2' })
  paragraph: string | null;
  /** @example "covers the whole of Haiti" */
  because: string;
}

export class GapDto {
  /** @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d" */
  assessmentId: string;
  /** @example "CA" */
  jurisdiction: string;
  @ApiProperty({ enum: GAP_KINDS })
  kind: GapKind;
  @ApiProperty({ type: String, nullable: true, example: '2024-11-01' })
  shipmentDate: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  shipmentId: string | null;
  /** @example "2026-11-22" */
  ruleSetVersion: string;
  /** What the resolutions say. */
  un: LayerPositionDto;
  national: LayerPositionDto;

  static of({ id, gap, shipmentDate, recordId, ruleSetVersion, un, national }: GapRow): GapDto {
    return {
      assessmentId: id,
      jurisdiction: gap.jurisdiction,
      kind: gap.kind,
      shipmentDate,
      shipmentId: recordId,
      ruleSetVersion,
      un: positionOf(un),
      national: positionOf(national),
    };
  }
}

export class GapCountDto {
  /** @example "CA" */
  jurisdiction: string;
  @ApiProperty({ enum: GAP_KINDS })
  kind: GapKind;
  /** @example 3 */
  assessments: number;
}

export class GapPageDto {
  items: GapDto[];
  /** Over all pages of this filter. */
  counts: GapCountDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
