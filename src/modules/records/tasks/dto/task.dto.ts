import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, ValidateIf } from 'class-validator';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import { ReceiptDto } from '../../../audit';
import {
  STORED_TASK_EVENTS,
  type StoredTaskEvent,
  type Task,
  TASK_EVENTS,
  TASK_PRIORITIES,
  TASK_STATES,
  type TaskChange,
  type TaskEvent,
  type TaskPriority,
  type TaskState,
} from '../task.types';
import { TASK_MACHINE } from '../task.rules';

const given = (_: object, value: unknown): boolean => value !== undefined;

export class NewTaskDto {
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
   * A user of your organisation who may see the record.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  @IsOptional()
  @IsUUID()
  assigneeId?: string;

  /**
   * Overdue when this day is over (UTC).
   * @example "2026-03-31"
   */
  @IsOptional()
  @IsCalendarDay()
  dueOn?: string;

  @ApiProperty({ enum: TASK_PRIORITIES, required: false, default: 'NORMAL', example: 'HIGH' })
  @IsOptional()
  @IsIn(TASK_PRIORITIES)
  priority?: TaskPriority;

  /** Must be completed before what the record stands for (a case of your organisation) is closed. Never changed afterwards. */
  @IsOptional()
  @IsBoolean()
  mandatory?: boolean;
}

export class UpdateTaskDto {
  /** @example "Ask the forwarder for the packing list" */
  @ValidateIf(given)
  @IsString()
  @Matches(/\S/, { message: 'title must not be blank' })
  @MaxLength(200)
  title?: string;

  /**
   * Null takes it away.
   * @example "By telephone first; the written request follows"
   */
  @ApiProperty({ type: String, nullable: true, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  description?: string | null;

  /**
   * Null gives it back to the organisation.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, required: false })
  @IsOptional()
  @IsUUID()
  assigneeId?: string | null;

  /**
   * Null: on no day.
   * @example "2026-03-31"
   */
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  @IsOptional()
  @IsCalendarDay()
  dueOn?: string | null;

  @ApiProperty({ enum: TASK_PRIORITIES, required: false, example: 'HIGH' })
  @ValidateIf(given)
  @IsIn(TASK_PRIORITIES)
  priority?: TaskPriority;
}

export class MoveTaskDto {
  @ApiProperty({ enum: TASK_EVENTS, example: 'complete' })
  @IsIn(TASK_EVENTS)
  event: TaskEvent;

  /**
   * What was done, or why: needed to complete, cancel and reopen.
   * @example "The forwarder sent the list on 3 March; it is attached to the inspection"
   */
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'note must not be blank' })
  @MaxLength(5000)
  note?: string;
}

export class AssigneeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  displayName: string;
}

export class TaskDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  recordId: string;
  title: string;
  @ApiProperty({ type: String, nullable: true })
  description: string | null;
  @ApiProperty({ type: AssigneeDto, nullable: true })
  assignee: AssigneeDto | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn: string | null;
  @ApiProperty({ enum: TASK_PRIORITIES })
  priority: TaskPriority;
  mandatory: boolean;
  @ApiProperty({ enum: TASK_STATES })
  state: TaskState;
  /** What may happen to it now. */
  @ApiProperty({ enum: TASK_EVENTS, isArray: true })
  nextEvents: TaskEvent[];
  /** The version of a template it was made after. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  templateId: string | null;
  version: number;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  static from(task: Task): TaskDto {
    const { id, recordId, title, description, assignee, dueOn, priority, mandatory, state, templateId, version } = task;
    return {
      ...{ id, recordId, title, description, assignee, dueOn, priority, mandatory, state, templateId, version },
      nextEvents: [...TASK_MACHINE.events(state)].filter((event) => event !== 'cancel' || !mandatory),
      createdAt: task.createdAt.toISOString(),
      updatedAt: task.updatedAt.toISOString(),
    };
  }
}

export class AcceptedTaskDto extends TaskDto {
  receipt: ReceiptDto;
}

export class TaskPageDto {
  items: TaskDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class TaskChangeDto {
  version: number;
  @ApiProperty({ enum: STORED_TASK_EVENTS })
  event: StoredTaskEvent;
  /** Its state since. */
  @ApiProperty({ enum: TASK_STATES })
  state: TaskState;
  @ApiProperty({ type: String, nullable: true })
  note: string | null;
  /** Each changed field with what it says since. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { dueOn: '2026-03-31' } })
  changes: Readonly<Record<string, unknown>>;
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** Name of the user of your organisation. */
  @ApiProperty({ type: String, nullable: true })
  by: string | null;

  static from({ at, version, event, state, note, changes, by }: TaskChange): TaskChangeDto {
    return { version, event, state, note, changes, at: at.toISOString(), by };
  }
}

export class TaskHistoryDto {
  items: TaskChangeDto[];
}
