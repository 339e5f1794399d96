import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { RecordDto } from '../../records';
import type { IdentifierKind } from '../identifier.types';

export const SEARCHABLE = [
  'serial',
  'container',
  'vessel',
  'name',
  'bill_of_lading',
  'voyage',
  'imo',
  'awb',
  'phone',
  'document',
  'seal',
] as const;
export type Searchable = (typeof SEARCHABLE)[number];

/** Sensitive terms travel in the body and never in an address, where proxies and logs would keep them. */
export class SearchDto {
  /** What kind of identifier. `vessel` looks for an IMO number and for names. */
  @ApiProperty({ enum: SEARCHABLE, example: 'serial' })
  @IsIn(SEARCHABLE)
  by: Searchable;

  /**
   * As you have it: spaces, hyphens and case do not matter.
   * @example "AK-47 193427"
   */
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  value: string;

  /** 1 to 200; 50 unless said otherwise. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

export class SearchHitDto {
  record: RecordDto;
  kind: IdentifierKind;
  /** The value as it stands in the record. */
  value: string;
  /** JSON pointer into the record. */
  pointer: string;
  /** What is doubtful about the value, such as CHECK_DIGIT_MISMATCH. */
  flags: string[];
  @ApiProperty({ enum: ['exact', 'folded', 'similar'] })
  how: 'exact' | 'folded' | 'similar';
  /** 0 to 1. */
  score: number;
  /** Why this was found, for a person. */
  reason: string;
}

export class SearchResultDto {
  hits: SearchHitDto[];
  /** True if there are more than were asked for. */
  truncated: boolean;
}
