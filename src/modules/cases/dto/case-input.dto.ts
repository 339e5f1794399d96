import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { identifierKinds, type IdentifierKind } from '../../identifiers';
import { HandlingDto } from '../../records';
import { CASE_EVENTS, type CaseEvent, LINK_VERDICTS, type LinkVerdict } from '../case.types';

export class NewMemberDto {
  /** Any record you can see: an inspection, a bill of lading, an entity, an exchange. */
  @IsUUID()
  recordId: string;

  /**
   * Why it belongs to the case.
   * @example "Rifles found in this container"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason: string;
}

export class OpenCaseDto extends HandlingDto {
  /** @example "Rifles in containers from Fort Lauderdale" */
  @IsString()
  @MinLength(3)
  @MaxLength(300)
  title: string;

  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  summary?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => NewMemberDto)
  members?: NewMemberDto[];
}

export class UpdateCaseDto {
  /** @example "Rifles in containers from Fort Lauderdale" */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(300)
  title?: string;

  /** @example "Two seizures of April 2024 share a container and a serial number" */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  summary?: string;
}

export class MoveCaseDto {
  @ApiProperty({ enum: CASE_EVENTS, example: 'review' })
  @IsIn(CASE_EVENTS)
  event: CaseEvent;
}

/** What you say of one link, as GET /v1/cases/{id}/links gives it. */
export class JudgeLinkDto {
  @IsUUID()
  leftRecordId: string;

  @IsUUID()
  rightRecordId: string;

  @ApiProperty({ enum: identifierKinds, example: 'serial' })
  @IsIn(identifierKinds)
  kind: IdentifierKind;

  /**
   * As written on either side.
   * @example A1-93427-18
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  value: string;

  /** A rejected link is no longer walked in this case; a confirmed one is, however weak. */
  @ApiProperty({ enum: LINK_VERDICTS, example: 'CONFIRMED' })
  @IsIn(LINK_VERDICTS)
  verdict: LinkVerdict;

  /** @example "Both marks were compared on the photographs" */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason: string;
}
