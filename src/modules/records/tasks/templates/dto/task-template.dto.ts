import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../../../../platform/http/page.dto';
import { IsCalendarDay } from '../../../../../platform/http/rfc3339';
import { ReceiptDto } from '../../../../audit';
import { RECORD_KINDS, type RecordKind } from '../../../record.types';
import { TaskDto } from '../../dto/task.dto';
import { TASK_PRIORITIES, type TaskPriority, type TemplateTask } from '../../task.types';
import type { TaskTemplate } from '../templates.repository';

export class TemplateTaskDto {
  /** @example "Ask the forwarder for the packing list" */
  @IsString()
  @Matches(/\S/, { message: 'title must not be blank' })
  @MaxLength(200)
  title: string;

  /** @example "By telephone first; the written request follows" */
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  description?: string;

  /**
   * Due so many days after the day on which the template is applied; without it, on no day.
   * @example 3
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3650)
  offsetDays?: number;

  @ApiProperty({ enum: TASK_PRIORITIES, required: false, example: 'NORMAL' })
  @IsOptional()
  @IsIn(TASK_PRIORITIES)
  priority?: TaskPriority;

  /** Must be completed before what the record stands for (a case) is closed. */
  @IsOptional()
  @IsBoolean()
  mandatory?: boolean;
}

export class NewTaskTemplateDto {
  /**
   * The same name again makes its next version.
   * @example "Seizure in a container"
   */
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(120)
  name: string;

  /** What kind of record it is for. */
  @ApiProperty({ enum: RECORD_KINDS, example: 'case' })
  @IsIn(RECORD_KINDS)
  recordKind: RecordKind;

  /**
   * What kind of case, in your words.
   * @example "Maritime smuggling"
   */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  label?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TemplateTaskDto)
  tasks: TemplateTaskDto[];
}

export class ApplyTaskTemplateDto {
  /** @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d" */
  @IsUUID()
  templateId: string;

  /**
   * The day from which the days count; today (UTC) unless said.
   * @example "2026-03-01"
   */
  @IsOptional()
  @IsCalendarDay()
  startOn?: string;

  /**
   * Who gets all of them: a user of your organisation who may see the record.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  @IsOptional()
  @IsUUID()
  assigneeId?: string;
}

export class ListTaskTemplatesQuery extends PageQuery {
  @ApiProperty({ enum: RECORD_KINDS, required: false, example: 'case' })
  @IsOptional()
  @IsIn(RECORD_KINDS)
  recordKind?: RecordKind;
}

export class TemplateTaskViewDto {
  title: string;
  @ApiProperty({ type: String, nullable: true })
  description: string | null;
  @ApiProperty({ type: Number, nullable: true })
  offsetDays: number | null;
  @ApiProperty({ enum: TASK_PRIORITIES })
  priority: TaskPriority;
  mandatory: boolean;

  static from({ title, description, offsetDays, priority, mandatory }: TemplateTask): TemplateTaskViewDto {
    return {
      ...{ title, description: description ?? null, offsetDays: offsetDays ?? null },
      ...{ priority: priority ?? 'NORMAL', mandatory: mandatory ?? false },
    };
  }
}

export class TaskTemplateDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  name: string;
  version: number;
  /** False once there is a later version: that one is applied. */
  newest: boolean;
  @ApiProperty({ enum: RECORD_KINDS })
  recordKind: RecordKind;
  @ApiProperty({ type: String, nullable: true })
  label: string | null;
  tasks: TemplateTaskViewDto[];
  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  static from(template: TaskTemplate): TaskTemplateDto {
    const { id, name, version, newest, recordKind, label, tasks, createdAt } = template;
    return {
      ...{ id, name, version, newest, recordKind, label, createdAt: createdAt.toISOString() },
      tasks: tasks.map((task) => TemplateTaskViewDto.from(task)),
    };
  }
}

export class AcceptedTaskTemplateDto extends TaskTemplateDto {
  receipt: ReceiptDto;
}

export class TaskTemplatePageDto {
  items: TaskTemplateDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class AppliedTaskTemplateDto {
  tasks: TaskDto[];
  receipt: ReceiptDto;
}
