import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDay } from '../../../platform/http/rfc3339';
import {
  INSPECTION_PARTY_ROLES,
  type InspectionPartyRole,
  STATED_FACTS,
  type StatedFactKind,
} from '../inspection.types';

export class InspectionPartyDto {
  @ApiProperty({ enum: INSPECTION_PARTY_ROLES, example: 'CONSIGNEE' })
  @IsIn(INSPECTION_PARTY_ROLES)
  role: InspectionPartyRole;

  /**
   * As written in the papers.
   * @example "MAGASIN LAKAY FRETYAN"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  name: string;

  /** @example "Denies having ordered anything" */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;
}

export class StatedFactDto {
  @ApiProperty({ enum: STATED_FACTS, example: 'DATE' })
  @IsIn(STATED_FACTS)
  fact: StatedFactKind;

  /** @example "2025-02-28" */
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  value: string;

  /**
   * Who states it.
   * @example "Indictment of 2026-01-06"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  source: string;
}

export class FollowUpDto {
  /** @example "Trace the pistols through eTrace" */
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  action: string;

  /** @example "DCPJ" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  responsible?: string;

  /** @example "2024-05-05" */
  @IsOptional()
  @IsCalendarDay()
  dueOn?: string;

  /** @example "2024-04-29" */
  @IsOptional()
  @IsCalendarDay()
  doneOn?: string;
}
