import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ReceiptDto } from '../../audit';
import type { IdentifierKind } from '../../identifiers';
import { RecordDto, RecordListQuery, type SpineRecord } from '../../records';
import { CASE_STATES } from '../case.rules';
import {
  CASE_EVENTS,
  CASE_STATUSES,
  type CaseEvent,
  type CaseStatus,
  LINK_VERDICTS,
  type LinkVerdict,
} from '../case.types';
import type { CaseSummary, JudgementView } from '../cases.repository';
import type { CaseView } from '../cases.service';

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
  /** Members you can see. */
  memberCount: number;

  static summary(record: SpineRecord, row: CaseSummary): CaseSummaryDto {
    return { ...RecordDto.from(record), title: row.title, status: row.status, memberCount: row.member_count };
  }
}

export class CasePageDto {
  items: CaseSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class CaseMemberDto {
  record: RecordDto;
  /** @example "Inspection at Cap-Haitien, port terminal, 2024-04-05, container SMLU4815164" */
  label: string;
  reason: string;
  @ApiProperty({ format: 'date-time' })
  addedAt: string;
}

export class JudgementDto {
  id: string;
  leftRecordId: string;
  rightRecordId: string;
  /** @example serial */
  @ApiProperty({ type: String })
  kind: IdentifierKind;
  value: string;
  @ApiProperty({ enum: LINK_VERDICTS })
  verdict: LinkVerdict;
  reason: string;
  @ApiProperty({ format: 'date-time' })
  judgedAt: string;

  static from(view: JudgementView): JudgementDto {
    const { id, leftRecordId, rightRecordId, kind, value, verdict, reason } = view;
    return { id, leftRecordId, rightRecordId, kind, value, verdict, reason, judgedAt: view.judgedAt.toISOString() };
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
      members: view.members.map(({ record, label, reason, addedAt }) => ({
        record: RecordDto.from(record),
        label,
        reason,
        addedAt: addedAt.toISOString(),
      })),
      judgements: view.judgements.map((one) => JudgementDto.from(one)),
    };
  }
}

export class OpenedCaseDto extends CaseDto {
  receipt: ReceiptDto;
}
