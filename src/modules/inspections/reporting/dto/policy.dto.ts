import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import type { HolidayView, PolicyView } from '../policies/policies.repository';
import { COUNTED_FROM, type CountedFrom } from '../reporting.types';

export class AddPolicyDto {
  /** For this organisation alone; the default for everybody without it. */
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  /** @example "COOPERATION_DEFAULT" */
  @Matches(/^[A-Z][A-Z0-9_]{1,59}$/)
  code: string;

  /**
   * What it is. Resolution 2692 (2023) sets no deadline: unless a rule of law is named in `source`, say that it is policy.
   * @example "Project policy, not law"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(200)
  label: string;

  /**
   * Where the days come from.
   * @example "Agreed between the liaison offices, 2 March 2026"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  source: string;

  /**
   * Working days until the initial report is due.
   * @example 5
   */
  @IsInt()
  @Min(1)
  @Max(250)
  initialWorkingDays: number;

  /**
   * Calendar days until the follow-up is due, if something was found.
   * @example 30
   */
  @IsInt()
  @Min(1)
  @Max(730)
  followUpDays: number;

  @ApiProperty({ enum: COUNTED_FROM, example: 'COMPLETION' })
  @IsIn(COUNTED_FROM)
  countedFrom: CountedFrom;

  /**
   * Days before the due day from which on it counts as due soon, and a reminder is made.
   * @example 2
   */
  @IsInt()
  @Min(0)
  @Max(60)
  remindDays: number;
}

export class ReportingPolicyDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "COOPERATION_DEFAULT" */
  code: string;
  /** The organisation it is for; null is the default for everybody. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  organisationId: string | null;
  version: number;
  /** @example "Project policy, not law" */
  label: string;
  source: string;
  initialWorkingDays: number;
  followUpDays: number;
  @ApiProperty({ enum: COUNTED_FROM })
  countedFrom: CountedFrom;
  remindDays: number;
  createdAt: string;

  static of(view: PolicyView): ReportingPolicyDto {
    return { ...view, createdAt: view.createdAt.toISOString() };
  }
}

export class ListHolidaysQuery {
  /**
   * ISO 3166-1 alpha-2.
   * @example "HT"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;
}

export class AddHolidayDto {
  /**
   * ISO 3166-1 alpha-2.
   * @example "HT"
   */
  @Matches(/^[A-Z]{2}$/)
  country: string;

  /**
   * Only in this year; every year without it.
   * @example 2026
   */
  @IsOptional()
  @IsInt()
  @Min(1900)
  @Max(2200)
  year?: number;

  /** @example 4 */
  @IsInt()
  @Min(1)
  @Max(12)
  month: number;

  /** @example 3 */
  @IsInt()
  @Min(1)
  @Max(31)
  day: number;

  /** False takes a former entry for the same day back. */
  @IsOptional()
  @IsBoolean()
  observed?: boolean;

  /** @example "Vendredi saint" */
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  name: string;

  /** @example "Le Moniteur" */
  @IsString()
  @MinLength(2)
  @MaxLength(500)
  source: string;
}

export class PublicHolidayDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  country: string;
  /** Null: every year. */
  @ApiProperty({ type: Number, nullable: true })
  year: number | null;
  month: number;
  day: number;
  observed: boolean;
  name: string;
  source: string;
  createdAt: string;

  static of(view: HolidayView): PublicHolidayDto {
    return { ...view, createdAt: view.createdAt.toISOString() };
  }
}
