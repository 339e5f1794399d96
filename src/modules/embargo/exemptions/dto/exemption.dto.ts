import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { PageQuery } from '../../../../platform/http/page.dto';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import { ReceiptDto } from '../../../audit';
import { RecordDto } from '../../../records';
import { GOODS_CATEGORIES, type GoodsCategory } from '../../rules/embargo.types';
import { nextEvents, standing, stateOf } from '../exemption-request.rules';
import {
  EXEMPTION_EVENTS,
  EXEMPTION_STATES,
  type ExemptionEvent,
  type ExemptionState,
  REQUEST_TYPES,
  type RequestType,
  USE_FLAGS,
  type UseFlag,
} from '../exemption-request.types';
import { AT_LAST, balanceOf, flaggedUses, isExpired, termsOn } from '../exemption-terms.rules';
import type { ExemptionView } from '../exemption-views.service';
import { type EventView, requesterOf, type UseView } from '../exemptions.repository';
import { ApprovedGoodsDto, ApprovedScopeDto } from './exemption-event.dto';
import { ExemptionPartyDto, LegalBasisDto, RequestedGoodsDto, RequesterDto } from './exemption-input.dto';

export class ListExemptionsQuery extends PageQuery {
  /** Only what your organisation asked for, or only what others released to you. */
  @ApiProperty({ enum: ['mine', 'others'], required: false, example: 'mine' })
  @IsOptional()
  @IsIn(['mine', 'others'])
  owner?: 'mine' | 'others';

  @ApiProperty({ enum: EXEMPTION_STATES, required: false, example: 'APPROVED' })
  @IsOptional()
  @IsIn(EXEMPTION_STATES)
  state?: ExemptionState;

  /**
   * From where it is supplied, ISO 3166-1 alpha-2.
   * @example "US"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  supplierState?: string;

  /** Only approved ones whose last day is before this day. */
  @ApiProperty({ format: 'date', required: false, example: '2026-01-01' })
  @IsOptional()
  @IsCalendarDay()
  expiringBefore?: string;
}

export class CommitteeDecisionDto {
  id: string;
  @ApiProperty({ enum: EXEMPTION_EVENTS })
  event: ExemptionEvent;
  @ApiProperty({ format: 'date' })
  decidedOn: string;
  /** Code of the organisation that wrote it down. */
  organisation: string;
  /** Version of the request that was decided on. */
  requestVersion: number;
  @ApiProperty({ type: String, nullable: true })
  committeeReference: string | null;
  @ApiProperty({ type: ApprovedScopeDto, nullable: true })
  scope: ApprovedScopeDto | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  expiresOn: string | null;
  @ApiProperty({ type: String, nullable: true })
  note: string | null;
  @ApiProperty({ format: 'date-time' })
  recordedAt: string;
  /** False if a later one took its place. */
  stands: boolean;

  static of(view: EventView, stands: boolean): CommitteeDecisionDto {
    const { id, event, decidedOn, organisation, requestVersion, committeeReference, scope, expiresOn, note } = view;
    const recordedAt = new Date(view.at).toISOString();
    const written = { scope: scope as ApprovedScopeDto | null, expiresOn, note, recordedAt, stands };
    return { id, event, decidedOn, organisation, requestVersion, committeeReference, ...written };
  }
}

export class ExemptionUseDto {
  id: string;
  @ApiProperty({ format: 'date' })
  usedOn: string;
  @ApiProperty({ enum: GOODS_CATEGORIES })
  category: GoodsCategory;
  quantity: number;
  /** Null if there is none, or none that you can see. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  shipmentId: string | null;
  @ApiProperty({ type: String, nullable: true })
  reference: string | null;
  @ApiProperty({ type: String, nullable: true })
  note: string | null;
  @ApiProperty({ format: 'date-time' })
  recordedAt: string;
  /** False if a later one took its place; it then counts for nothing. */
  stands: boolean;
  /** What is doubtful about it, by the decisions that stand. */
  @ApiProperty({ enum: USE_FLAGS, isArray: true })
  flags: UseFlag[];

  static of(view: UseView, flags: UseFlag[] | undefined): ExemptionUseDto {
    const { id, usedOn, category, quantity, shipmentId, reference, note } = view;
    const recordedAt = new Date(view.at).toISOString();
    const stands = flags !== undefined;
    return { id, usedOn, category, quantity, shipmentId, reference, note, recordedAt, stands, flags: flags ?? [] };
  }
}

/** What was approved, as it stands at last. */
export class ApprovalTermsDto {
  /** The day on which these very terms were decided. */
  @ApiProperty({ format: 'date' })
  decidedOn: string;
  @ApiProperty({ type: String, nullable: true })
  committeeReference: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  expiresOn: string | null;
  @ApiProperty({ type: [ApprovedGoodsDto] })
  goods: ApprovedGoodsDto[];
  consignee: string;
}

export class ExemptionBalanceDto {
  @ApiProperty({ enum: GOODS_CATEGORIES })
  category: GoodsCategory;
  @ApiProperty({ type: String, nullable: true })
  unit: string | null;
  requested: number;
  /** Null while nothing is approved. */
  @ApiProperty({ type: Number, nullable: true })
  approved: number | null;
  used: number;
  /** Below 0 when more was used than approved. */
  @ApiProperty({ type: Number, nullable: true })
  remaining: number | null;
}

/** What a list shows of each; the rest is one GET away. */
export class ExemptionSummaryDto extends RecordDto {
  @ApiProperty({ enum: REQUEST_TYPES })
  type: RequestType;
  @ApiProperty({ enum: EXEMPTION_STATES })
  state: ExemptionState;
  supplierState: string;
  consignee: ExemptionPartyDto;
  @ApiProperty({ format: 'date' })
  shipFrom: string;
  @ApiProperty({ format: 'date' })
  shipTo: string;
  /** Last day of what was approved; null if nothing was, or without end. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  expiresOn: string | null;
  /** The last day has ended, in UTC. */
  isExpired: boolean;

  static summary({ record, content, today }: ExemptionView): ExemptionSummaryDto {
    const { row, type, events, consignee } = content;
    const terms = termsOn(content, AT_LAST);
    return {
      ...RecordDto.from(record),
      type,
      state: stateOf(type, events),
      supplierState: row.supplierState,
      consignee,
      shipFrom: row.shipFrom,
      shipTo: row.shipTo,
      expiresOn: terms?.expiresOn ?? null,
      isExpired: isExpired(terms, today),
    };
  }
}

export class ExemptionRequestDto extends ExemptionSummaryDto {
  requester: RequesterDto;
  @ApiProperty({ type: ExemptionPartyDto, nullable: true })
  endUser: ExemptionPartyDto | null;
  endUse: string;
  @ApiProperty({ type: [RequestedGoodsDto] })
  goods: RequestedGoodsDto[];
  legalBasis: LegalBasisDto;
  /** Null while nothing is approved. */
  @ApiProperty({ type: ApprovalTermsDto, nullable: true })
  terms: ApprovalTermsDto | null;
  /** All that was written down, in order, with what was replaced. */
  decisions: CommitteeDecisionDto[];
  /** What may be recorded next. */
  @ApiProperty({ enum: EXEMPTION_EVENTS, isArray: true })
  nextEvents: ExemptionEvent[];
  uses: ExemptionUseDto[];
  balance: ExemptionBalanceDto[];

  static of(view: ExemptionView): ExemptionRequestDto {
    const { row, type, events, uses } = view.content;
    const summary = ExemptionSummaryDto.summary(view);
    const { state: of, ...requester } = requesterOf(row);
    const terms = termsOn(view.content, AT_LAST);
    const flags = flaggedUses(view.content);
    const last = new Set(standing(events));
    return {
      ...summary,
      requester: { ...requester, ...(of !== null && { state: of }) },
      endUser: view.content.endUser,
      endUse: row.endUse,
      goods: [...row.goods],
      legalBasis: { instrument: row.instrument, paragraph: row.paragraph },
      terms: terms?.scope
        ? {
            decidedOn: terms.decidedOn!,
            committeeReference: terms.committeeReference,
            expiresOn: terms.expiresOn,
            goods: [...terms.scope.goods],
            consignee: terms.scope.consignee,
          }
        : null,
      decisions: events.map((event) => CommitteeDecisionDto.of(event, last.has(event))),
      nextEvents: [...nextEvents(type, summary.state)],
      uses: uses.map((use) => ExemptionUseDto.of(use, flags.get(use.id))),
      balance: balanceOf(view.content),
    };
  }
}

export class ExemptionPageDto {
  items: ExemptionSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class SubmittedExemptionDto extends ExemptionRequestDto {
  receipt: ReceiptDto;
}
