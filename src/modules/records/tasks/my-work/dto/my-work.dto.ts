import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../../../platform/http/page.dto';
import { RECORD_KINDS, type RecordKind } from '../../../record.types';
import { TaskDto } from '../../dto/task.dto';
import type { Work, WorkItem } from '../my-work.service';

const WORK_OF = ['ME', 'NOBODY'] as const;

export class MyWorkQueryDto extends PageQuery {
  /** ME: what was given to you. NOBODY: what nobody of your organisation has taken, or somebody who was disabled. */
  @ApiProperty({ enum: WORK_OF, required: false, default: 'ME', example: 'ME' })
  @IsOptional()
  @IsIn(WORK_OF)
  of?: (typeof WORK_OF)[number];
}

export class WorkRecordDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "HT-AGD-INS-2026-000001" */
  reference: string;
  @ApiProperty({ enum: RECORD_KINDS })
  kind: RecordKind;
}

export class WorkItemDto extends TaskDto {
  record: WorkRecordDto;
  /** The day it was due is over (UTC). */
  overdue: boolean;

  static of({ task, record: { id, reference, kind }, overdue }: WorkItem): WorkItemDto {
    return { ...TaskDto.from(task), record: { id, reference, kind }, overdue };
  }
}

export class WorkCountsDto {
  /** Yours to do. */
  open: number;
  /** Of these, those whose day is over (UTC). */
  overdue: number;
  /** Of these, those due today or within seven days. */
  dueSoon: number;
  /** Of your organisation, taken by nobody who is still there. */
  unassigned: number;
}

export class MyWorkDto {
  counts: WorkCountsDto;
  items: WorkItemDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;

  static from({ counts, items, nextCursor }: Work): MyWorkDto {
    return { counts: { ...counts }, items: items.map((item) => WorkItemDto.of(item)), nextCursor };
  }
}
