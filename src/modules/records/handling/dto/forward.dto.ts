import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsInstant } from '../../../../platform/http/rfc3339';

export class ForwardDto {
  /** Audiences (GET /v1/audiences). */
  @ApiProperty({ type: [String], format: 'uuid', example: ['01900000-0000-7000-8000-000000000001'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  audienceIds: string[];

  /**
   * Why they need it; kept beside the purpose it was released for.
   * @example "Their port is the next call of the vessel"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  reason: string;

  /**
   * When it ends; not later than what was released to you, which is also the end if none is said.
   * @example "2027-01-31T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  expiresAt?: string;
}
