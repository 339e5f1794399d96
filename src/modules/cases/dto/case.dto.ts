import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ReceiptDto } from '../../audit';
import type { IdentifierKind } from '../../identifiers';
import { DepartureDto, RecordDto, RecordListQuery, type SpineRecord } from '../../records';
import { CASE_STATES } from '../case.rules';
import {
  CASE_EVENTS,
  CASE_STATUSES,
  type CaseEvent,
  type CaseStatus,
  LINK_VERDICTS,
  type LinkVerdict,
} from '../case.types';
import type { JudgementPlace } from '../case-places.query';
import type { CaseSummary } from '../cases.repository';
import type { CaseView } from '../case-views.query';

export class ListCasesQuery extends RecordListQuery {
  @ApiProperty({ enum: CASE_STATUSES, required: false, example: 'OPEN' })
  @IsOptional()
  @IsIn(CASE_STATUSES)
  status?: CaseStatus;
}

export class CaseSummaryDto extends RecordDto {
  /** @example "Rifles in containers from Fort Lauderdale" */
  title: string;
  @ApiProperty({ enum: CASE_STATUSES })
  status: CaseStatus;
  /** Members you can see, and places of those that were taken back from you. */
  memberCount: number;

  static summary(record: SpineRecord, row: CaseSummary, memberCount: number): CaseSummaryDto {
    return { ...RecordDto.from(record), title: row.title, status: row.status, memberCount };
  }
}

export class CasePageDto {
  items: CaseSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class CaseMemberDto {
  /** Null if it was taken back: `withdrawn` says by whom and why. */
  @ApiProperty({ type: RecordDto, nullable: true })
  record: RecordDto | null;
  /** @example "Inspection at Cap-Haitien, port terminal, 2024-04-05, container SMLU4815164" */
  @ApiProperty({ type: String, nullable: true })
  label: string | null;
  /** Null with the record, which it may quote; it comes back if the record is released again. */
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ format: 'date-time' })
  addedAt: string;
  /** What stands in its place, to an organisation that had seen it. */
  @ApiProperty({ type: DepartureDto, nullable: true })
  withdrawn: DepartureDto | null;
}

export class JudgementDto {
  id: string;
  /** Null if that record was taken back. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  leftRecordId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  rightRecordId: string | null;
  /** @example serial */
  @ApiProperty({ type: String })
  kind: IdentifierKind;
  /** Null, as the reason, if one of the records was taken back: both may quote it. */
  @ApiProperty({ type: String, nullable: true })
  value: string | null;
  @ApiProperty({ enum: LINK_VERDICTS })
  verdict: LinkVerdict;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ format: 'date-time' })
  judgedAt: string;
  /** What stands in the place of its records that were taken back. */
  withdrawn: DepartureDto[];

  static from({ departures, judgedAt, ...view }: JudgementPlace): JudgementDto {
    const { id, leftRecordId, rightRecordId, kind, value, verdict, reason } = view;
    const withdrawn = departures.map((one) => DepartureDto.from(one));
    const ends = { leftRecordId, rightRecordId, kind, value };
    return { id, ...ends, verdict, reason, judgedAt: judgedAt.toISOString(), withdrawn };
  }
}

export class CaseDto extends RecordDto {
  /** @example "Rifles in containers from Fort Lauderdale" */
  title: string;
  @ApiProperty({ type: String, nullable: true })
  summary: string | null;
  @ApiProperty({ enum: CASE_STATUSES })
  status: CaseStatus;
  /** Events this case may undergo next. */
  @ApiProperty({ enum: CASE_EVENTS, isArray: true })
  nextEvents: CaseEvent[];
  /** Those you can see. */
  members: CaseMemberDto[];
  /** What people said of links, in order; the last one on a link holds. */
  judgements: JudgementDto[];

  static of(view: CaseView): CaseDto {
    return {
      ...RecordDto.from(view.record),
      title: view.title,
      summary: view.summary,
      status: view.status,
      nextEvents: [...CASE_STATES.events(view.status)],
      members: view.members.map(({ record, label, reason, addedAt, departure }) => ({
        record: record && RecordDto.from(record),
        label,
        reason,
        addedAt: addedAt.toISOString(),
        withdrawn: departure && DepartureDto.from(departure),
      })),
      judgements: view.judgements.map((one) => JudgementDto.from(one)),
    };
  }
}

export class OpenedCaseDto extends CaseDto {
  receipt: ReceiptDto;
}
