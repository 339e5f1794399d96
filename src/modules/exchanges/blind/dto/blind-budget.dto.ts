import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

const MOST = 100_000_000;

export class BlindLimitsDto {
  /**
   * Identifiers an organisation may ask for in a day (UTC).
   * @example 20000
   */
  @IsInt()
  @Min(0)
  @Max(MOST)
  identifiersPerDay: number;

  /**
   * Identifiers of which it may learn something in a day (UTC).
   * @example 200
   */
  @IsInt()
  @Min(0)
  @Max(MOST)
  hitsPerDay: number;

  /**
   * Queries in a minute.
   * @example 30
   */
  @IsInt()
  @Min(0)
  @Max(MOST)
  callsPerMinute: number;

  /** @example "Comparison of the seizure register of 2023" */
  @IsString()
  @Matches(/\S/, { message: 'reason must not be blank' })
  @MaxLength(1000)
  reason: string;
}

export class BlindBudgetDto {
  identifiersPerDay: number;
  hitsPerDay: number;
  callsPerMinute: number;
  /** The day (UTC) that the rest speaks of. */
  @ApiProperty({ format: 'date' })
  day: string;
  identifiersUsed: number;
  hitsUsed: number;
}
