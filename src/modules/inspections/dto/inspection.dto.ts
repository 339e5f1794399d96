import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { ReceiptDto } from '../../audit';
import { RecordDto, RecordListQuery } from '../../records';
import { compareTotals, INSPECTION_STATES, listedTotals } from '../inspection.rules';
import {
  INSPECTION_EVENTS,
  INSPECTION_STATUSES,
  type InspectionEvent,
  type InspectionResult,
  type InspectionStatus,
  RESULTS,
} from '../inspection.types';
import type { InspectionView } from '../inspections.repository';
import { InspectionItemDto, StatedTotalDto } from './inspection-input.dto';

export class ListInspectionsQuery extends RecordListQuery {
  @ApiProperty({ enum: INSPECTION_STATUSES, required: false, example: 'COMPLETED' })
  @IsOptional()
  @IsIn(INSPECTION_STATUSES)
  status?: InspectionStatus;

  @ApiProperty({ enum: RESULTS, required: false, example: 'FOUND' })
  @IsOptional()
  @IsIn(RESULTS)
  result?: InspectionResult;

  /**
   * Where it took place, ISO 3166-1 alpha-2.
   * @example "HT"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  placeCountry?: string;
}

export class MoveInspectionDto {
  @ApiProperty({ enum: INSPECTION_EVENTS, example: 'close' })
  @IsIn(INSPECTION_EVENTS)
  event: InspectionEvent;
}

export class ListedItemDto extends InspectionItemDto {
  /** Position in the list, from 0. */
  seq: number;
}

export class TotalComparisonDto extends StatedTotalDto {
  /** What the listed items add up to. */
  listed: number;
  /** Stated minus listed. */
  difference: number;
  agrees: boolean;
}

export class InspectionDto extends RecordDto {
  @ApiProperty({ enum: INSPECTION_STATUSES })
  status: InspectionStatus;
  /** Events this inspection may undergo next. */
  @ApiProperty({ enum: INSPECTION_EVENTS, isArray: true })
  nextEvents: InspectionEvent[];
  /** Null if there is none, or none that you can see. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  shipmentId: string | null;
  @ApiProperty({ type: String, nullable: true })
  legalBasis: string | null;
  @ApiProperty({ type: String, nullable: true })
  necessity: string | null;
  @ApiProperty({ type: String, nullable: true })
  ground: string | null;
  @ApiProperty({ type: String, nullable: true })
  groundStatement: string | null;
  @ApiProperty({ type: String, nullable: true })
  placeLocode: string | null;
  @ApiProperty({ type: String, nullable: true })
  placeName: string | null;
  placeCountry: string;
  /** As it was written, with its zone. */
  @ApiProperty({ type: String, nullable: true })
  examinedAt: string | null;
  @ApiProperty({ type: String, nullable: true })
  transportMode: string | null;
  @ApiProperty({ type: String, nullable: true })
  cooperation: string | null;
  agenciesPresent: string[];
  @ApiProperty({ type: String, nullable: true })
  result: string | null;
  @ApiProperty({ type: String, nullable: true })
  containerNumber: string | null;
  @ApiProperty({ type: String, nullable: true })
  billReference: string | null;
  @ApiProperty({ type: String, nullable: true })
  vesselName: string | null;
  @ApiProperty({ type: String, nullable: true })
  vesselImo: string | null;
  @ApiProperty({ type: String, nullable: true })
  concealment: string | null;
  @ApiProperty({ type: String, nullable: true })
  narrative: string | null;
  items: ListedItemDto[];
  /** Stated totals against listed items. */
  totals: TotalComparisonDto[];
  /** What the listed items add up to, by category. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  listedTotals: Record<string, number>;
  /** True if a stated total and the listed items disagree. */
  hasConflict: boolean;
  /** What is doubtful about container, vessel and serial numbers. */
  identifierFlags: IdentifierFlagDto[];
  /** Only for the organisation that submitted it. */
  heldBack?: string;

  static of(view: InspectionView): InspectionDto {
    const totals = compareTotals(view.statedTotals, view.items);
    return {
      ...RecordDto.from(view.record),
      status: view.status,
      nextEvents: [...INSPECTION_STATES.events(view.status)],
      shipmentId: view.shipmentId,
      legalBasis: view.legalBasis,
      necessity: view.necessity,
      ground: view.ground,
      groundStatement: view.groundStatement,
      placeLocode: view.placeLocode,
      placeName: view.placeName,
      placeCountry: view.placeCountry,
      examinedAt: view.examinedAt,
      transportMode: view.transportMode,
      cooperation: view.cooperation,
      agenciesPresent: view.agenciesPresent,
      result: view.result,
      containerNumber: view.containerNumber,
      billReference: view.billReference,
      vesselName: view.vesselName,
      vesselImo: view.vesselImo,
      concealment: view.concealment,
      narrative: view.narrative,
      items: view.items,
      totals,
      listedTotals: listedTotals(view.items),
      hasConflict: totals.some(({ agrees }) => !agrees),
      identifierFlags: view.identifierFlags,
      ...(view.heldBack !== null && { heldBack: view.heldBack }),
    };
  }
}

export class IdentifierFlagDto {
  /** JSON pointer into this document. */
  pointer: string;
  value: string;
  flags: string[];
}

/** What a list shows of each; the rest is one GET away. */
export class InspectionSummaryDto extends RecordDto {
  @ApiProperty({ enum: INSPECTION_STATUSES })
  status: InspectionStatus;
  @ApiProperty({ type: String, nullable: true })
  result: string | null;
  placeCountry: string;
  @ApiProperty({ type: String, nullable: true })
  placeName: string | null;
  @ApiProperty({ type: String, nullable: true })
  containerNumber: string | null;
  itemCount: number;
}

export class InspectionPageDto {
  items: InspectionSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class SubmittedInspectionDto extends InspectionDto {
  receipt: ReceiptDto;
}
