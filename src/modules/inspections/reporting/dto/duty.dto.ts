import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../../../../platform/http/page.dto';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import type { KindCounts, ReminderView } from '../duties/duties.repository';
import type { DutyDetail, StandingDutyView } from '../duties/duties.service';
import {
  DUTY_STATES,
  type DutyState,
  REMINDER_STAGES,
  type ReminderStage,
  REPORT_KINDS,
  type ReportKind,
} from '../reporting.types';

export class ListDutiesQuery extends PageQuery {
  @ApiProperty({ enum: DUTY_STATES, required: false, example: 'overdue' })
  @IsOptional()
  @IsIn(DUTY_STATES)
  state?: DutyState;

  @ApiProperty({ enum: REPORT_KINDS, required: false, example: 'INITIAL' })
  @IsOptional()
  @IsIn(REPORT_KINDS)
  kind?: ReportKind;
}

export class ExtendReportDutyDto {
  /**
   * The new last day, later than the one so far and by a year at most.
   * @example "2099-01-15"
   */
  @IsCalendarDay()
  dueOn: string;

  /** @example "The forensic laboratory has asked for two more weeks" */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason: string;
}

/** The version of the policy a duty arose under. It is project policy, not law: resolution 2692 (2023) sets no deadline. */
export class ReportDutyPolicyDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "COOPERATION_DEFAULT" */
  code: string;
  version: number;
  /** @example "Project policy, not law" */
  label: string;
  source: string;
}

export class ReportDutyDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  inspectionId: string;
  /** Reference of the inspection. */
  reference: string;
  @ApiProperty({ enum: REPORT_KINDS })
  kind: ReportKind;
  @ApiProperty({ enum: DUTY_STATES })
  state: DutyState;
  /** The last day, on the calendar of the place. */
  @ApiProperty({ format: 'date' })
  dueOn: string;
  /** The instant at which that day ends there. */
  @ApiProperty({ format: 'date-time' })
  dueAt: string;
  /** The last day before any extension. */
  @ApiProperty({ format: 'date' })
  firstDueOn: string;
  @ApiProperty({ format: 'date' })
  countedFrom: string;
  /** IANA name, or an offset. */
  timeZone: string;
  aroseAt: string;
  @ApiProperty({ type: String, nullable: true })
  metAt: string | null;
  /** The report that met it. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  reportId: string | null;
  policy: ReportDutyPolicyDto;

  static of(view: StandingDutyView): ReportDutyDto {
    return {
      id: view.id,
      inspectionId: view.inspectionId,
      reference: view.reference,
      kind: view.kind,
      state: view.state,
      dueOn: view.dueOn,
      dueAt: view.dueAt.toISOString(),
      firstDueOn: view.firstDueOn,
      countedFrom: view.countedFrom,
      timeZone: view.timeZone,
      aroseAt: view.aroseAt.toISOString(),
      metAt: view.metAt?.toISOString() ?? null,
      reportId: view.metBy,
      policy: {
        id: view.policyId,
        code: view.policyCode,
        version: view.policyVersion,
        label: view.policyLabel,
        source: view.policySource,
      },
    };
  }
}

export class ReportExtensionDto {
  @ApiProperty({ format: 'date' })
  fromDueOn: string;
  @ApiProperty({ format: 'date' })
  toDueOn: string;
  reason: string;
  extendedAt: string;
  /** Display name of who extended it. */
  extendedBy: string;
}

export class ReportDutyDetailDto extends ReportDutyDto {
  extensions: ReportExtensionDto[];

  static from(view: DutyDetail): ReportDutyDetailDto {
    const extensions = view.extensions.map((one) => ({ ...one, extendedAt: one.extendedAt.toISOString() }));
    return { ...ReportDutyDto.of(view), extensions };
  }
}

export class ReportDutyPageDto {
  items: ReportDutyDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class ReportReminderDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: REMINDER_STAGES })
  stage: ReminderStage;
  @ApiProperty({ format: 'uuid' })
  dutyId: string;
  @ApiProperty({ format: 'uuid' })
  inspectionId: string;
  reference: string;
  @ApiProperty({ enum: REPORT_KINDS })
  kind: ReportKind;
  /** The day it was due at the time of the reminder. */
  @ApiProperty({ format: 'date' })
  dueOn: string;
  remindedAt: string;
  /** True once the report was made. */
  isMet: boolean;

  static of(view: ReminderView): ReportReminderDto {
    const { id, stage, dutyId, inspectionId, reference, kind, dueOn } = view;
    return {
      ...{ id, stage, dutyId, inspectionId, reference, kind, dueOn },
      remindedAt: view.remindedAt.toISOString(),
      isMet: view.metAt !== null,
    };
  }
}

export class ReportReminderPageDto {
  items: ReportReminderDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class ReportingStatisticsDto {
  @ApiProperty({ enum: REPORT_KINDS })
  kind: ReportKind;
  /** Reports made before their time ran out. */
  onTime: number;
  late: number;
  overdue: number;
  /** Owed, and still in time. */
  open: number;
  /** On time among all whose time has run out or that were made, 0 to 1; null if there is none. */
  @ApiProperty({ type: Number, nullable: true })
  onTimeRate: number | null;

  static of({ kind, onTime, late, overdue, open }: KindCounts): ReportingStatisticsDto {
    const judged = onTime + late + overdue;
    return { kind, onTime, late, overdue, open, onTimeRate: judged === 0 ? null : onTime / judged };
  }
}
