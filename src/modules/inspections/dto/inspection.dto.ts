import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { ReceiptDto } from '../../audit';
import { RecordDto, RecordListQuery, WithheldFieldDto } from '../../records';
import { kgFromGrams } from '../../../kernel/quantity';
import { PLAIN, type PlainField } from '../inspection.mapping';
import { INSPECTION_STATES, mayComplete } from '../inspection.rules';
import { compareTotals, listedTotals } from '../items/totals.rules';
import { ReferenceCheckDto } from '../references/dto/reference.dto';
import {
  INSPECTION_EVENTS,
  INSPECTION_STATUSES,
  type InspectionEvent,
  type InspectionResult,
  type InspectionStatus,
  RESULTS,
} from '../inspection.types';
import type { InspectionView } from '../inspections.repository';
import { FollowUpDto, InspectionPartyDto, StatedFactDto } from './inspection-parts.dto';
import { InspectionItemDto, StatedTotalDto } from './item-input.dto';

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
  /** Place in the list, from 0; it stays through corrections. */
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
  /** OWN, STATE or PANEL. */
  @ApiProperty({ type: String, nullable: true })
  authority: string | null;
  @ApiProperty({ type: String, nullable: true })
  requestedBy: string | null;
  @ApiProperty({ type: String, nullable: true })
  ground: string | null;
  @ApiProperty({ type: String, nullable: true })
  groundStatement: string | null;
  @ApiProperty({ type: String, nullable: true })
  placeLocode: string | null;
  @ApiProperty({ type: String, nullable: true })
  placeName: string | null;
  @ApiProperty({ type: String, nullable: true })
  terminal: string | null;
  @ApiProperty({ type: Number, nullable: true })
  latitude: number | null;
  @ApiProperty({ type: Number, nullable: true })
  longitude: number | null;
  /** EXACT, PLACE, PORT or COUNTRY. */
  @ApiProperty({ type: String, nullable: true })
  coordinatePrecision: string | null;
  /** OWN_TERRITORY, JOINT or FOREIGN. */
  @ApiProperty({ type: String, nullable: true })
  jurisdiction: string | null;
  @ApiProperty({ type: String, nullable: true })
  jurisdictionStatement: string | null;
  placeCountry: string;
  /** As it was written, with its zone. */
  @ApiProperty({ type: String, nullable: true })
  examinedAt: string | null;
  /** A day, a month or a year. */
  @ApiProperty({ type: String, nullable: true })
  examinedOn: string | null;
  @ApiProperty({ type: String, nullable: true })
  examinedUntil: string | null;
  @ApiProperty({ type: String, nullable: true })
  transportMode: string | null;
  @ApiProperty({ type: String, nullable: true })
  transportModeCode: string | null;
  @ApiProperty({ type: String, nullable: true })
  voyage: string | null;
  @ApiProperty({ type: String, nullable: true })
  vesselFlag: string | null;
  @ApiProperty({ type: String, nullable: true })
  vehiclePlate: string | null;
  @ApiProperty({ type: String, nullable: true })
  aircraftRegistration: string | null;
  @ApiProperty({ type: String, nullable: true })
  portOfLoading: string | null;
  @ApiProperty({ type: String, nullable: true })
  portOfDischarge: string | null;
  @ApiProperty({ type: String, nullable: true })
  declaredGoods: string | null;
  @ApiProperty({ type: [String], nullable: true })
  sealsDeclared: string[] | null;
  @ApiProperty({ type: [String], nullable: true })
  sealsFound: string[] | null;
  /** Kilograms. */
  @ApiProperty({ type: Number, nullable: true })
  declaredMassKg: number | null;
  /** Kilograms. */
  @ApiProperty({ type: Number, nullable: true })
  measuredMassKg: number | null;
  @ApiProperty({ type: [InspectionPartyDto], nullable: true })
  parties: InspectionPartyDto[] | null;
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
  /** How it was hidden. */
  @ApiProperty({ type: String, nullable: true })
  concealmentCode: string | null;
  @ApiProperty({ type: String, nullable: true })
  concealment: string | null;
  @ApiProperty({ type: String, nullable: true })
  narrative: string | null;
  /** What others say of the same event. */
  @ApiProperty({ type: [StatedFactDto], nullable: true })
  statedFacts: StatedFactDto[] | null;
  /** What is still to be done. */
  @ApiProperty({ type: [FollowUpDto], nullable: true })
  followUps: FollowUpDto[] | null;
  items: ListedItemDto[];
  /** Stated totals against listed items. */
  totals: TotalComparisonDto[];
  /** What the listed items add up to, by category. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  listedTotals: Record<string, number>;
  /** True if a stated total and the listed items disagree. */
  hasConflict: boolean;
  /** What it lacks to be complete: empty for a complete one. */
  missing: MissingDto[];
  /** Of its content: 1 when it was closed, more with each amendment; null before. */
  @ApiProperty({ type: Number, nullable: true })
  contentVersion: number | null;
  /** What is doubtful about container, vessel and serial numbers. */
  identifierFlags: IdentifierFlagDto[];
  /** Makes, models, calibres and types that the reference does not know as written: kept, and shown with what is near. */
  referenceFlags: ItemReferenceFlagDto[];
  /** Fields that are held back, as far as you are told. */
  withheld: WithheldFieldDto[];
  /** Only for the organisation that submitted it. */
  heldBack?: string;

  static of(view: InspectionView): InspectionDto {
    const totals = compareTotals(view.statedTotals, view.items);
    return {
      ...RecordDto.from(view.record),
      status: view.status,
      nextEvents: [...INSPECTION_STATES.events(view.status)],
      shipmentId: view.shipmentId,
      ...(Object.fromEntries(PLAIN.map((field) => [field, view[field]])) as Pick<InspectionView, PlainField>),
      placeCountry: view.placeCountry,
      examinedAt: view.examinedAt,
      declaredMassKg: kilograms(view.declaredMassGrams),
      measuredMassKg: kilograms(view.measuredMassGrams),
      agenciesPresent: view.agenciesPresent,
      items: view.items,
      totals,
      listedTotals: listedTotals(view.items),
      hasConflict: totals.some(({ agrees }) => !agrees),
      missing: missingOf(view),
      contentVersion: view.contentVersion,
      identifierFlags: view.identifierFlags,
      referenceFlags: view.referenceFlags.map(({ seq, ...check }) => ({ seq, ...ReferenceCheckDto.from(check) })),
      withheld: view.withheld.map((field) => WithheldFieldDto.from(field)),
      ...(view.heldBack !== null && { heldBack: view.heldBack }),
    };
  }
}

const kilograms = (grams: number | null): number | null => (grams === null ? null : kgFromGrams(grams));

function missingOf(view: InspectionView): MissingDto[] {
  const verdict = mayComplete(view);
  if (verdict.allowed) return [];
  return verdict.reasons.map(({ code, detail, facts }) => ({ code, detail, field: String(facts?.field) }));
}

export class MissingDto {
  /** @example "LEGAL_BASIS_MISSING" */
  code: string;
  detail: string;
  /** @example "/legalBasis" */
  field: string;
}

export class ItemReferenceFlagDto extends ReferenceCheckDto {
  /** Place of the item. */
  seq: number;
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
