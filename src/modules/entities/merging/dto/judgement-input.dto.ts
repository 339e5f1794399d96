import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsInstant } from '../../../../platform/http/rfc3339';
import { type Decision, DECISIONS } from '../judgement.types';

const MOST_REASON = 2000;
const NOT_BLANK = { message: 'reason must not be blank' };

export class JudgeEntityDto {
  /**
   * The entity it is compared with.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  @IsUUID()
  otherId: string;

  /** `same` merges, `not_same` holds apart and is never suggested again, `unsure` is kept for others to look at. */
  @ApiProperty({ enum: DECISIONS, example: 'same' })
  @IsIn(DECISIONS)
  decision: Decision;

  /**
   * Why: on which values, in whose opinion.
   * @example "Same passport number and birth date"
   */
  @IsString()
  @MaxLength(MOST_REASON)
  @Matches(/\S/, NOT_BLANK)
  reason: string;

  /**
   * Score of the suggestion that was judged, 0 to 1, if there was one.
   * @example 0.92
   */
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1)
  score?: number;
}

export class WithdrawJudgementDto {
  /**
   * Why it no longer holds.
   * @example "The passport was issued to another person"
   */
  @IsString()
  @MaxLength(MOST_REASON)
  @Matches(/\S/, NOT_BLANK)
  reason: string;
}

export class ProfileQuery {
  /**
   * What was known at this instant: judgements that stood and statements that had been made. Now, if left out.
   * @example "2026-04-01T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  knownAt?: string;
}
