import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsInstant } from '../../../../platform/http/rfc3339';
import { ReceiptDto } from '../../../audit';
import type { ReleaseView } from '../releases.repository';

/** Whom something is released to, and on what terms. */
export class ReleaseTermsDto {
  /** Audiences (GET /v1/audiences): an organisation, a Member State, a body, or a sharing group. */
  @ApiProperty({ type: [String], format: 'uuid', example: ['01900000-0000-7000-8000-000000000001'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  audienceIds: string[];

  /**
   * What the readers may use it for.
   * @example "Panel investigation under resolution 2653, paragraph 21"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  purpose: string;

  /** May the readers pass it on without asking? No, unless said so. */
  @IsOptional()
  @IsBoolean()
  mayForward?: boolean;

  /**
   * When the release ends by itself.
   * @example "2027-01-31T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  expiresAt?: string;
}

export class CreateReleaseDto extends ReleaseTermsDto {
  /** The records it covers, released together or not at all: an inspection and its bill of lading, say. */
  @ApiProperty({ type: [String], format: 'uuid' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  recordIds: string[];
}

export class WithdrawReleaseDto {
  /** @example "Released to the wrong group" */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  because?: string;
}

export class ReleaseAudienceDto {
  id: string;
  kind: string;
  code: string;
  label: string;
}

export class ReleaseDto {
  id: string;
  recordId: string;
  audience: ReleaseAudienceDto;
  mayForward: boolean;
  purpose: string;
  @ApiProperty({ format: 'date-time' })
  releasedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  withdrawnAt: string | null;
  @ApiProperty({ type: String, nullable: true })
  withdrawnBecause: string | null;
  /** Code of the organisation that passed it on; null for a release of the originator's own. */
  @ApiProperty({ type: String, nullable: true })
  forwardedBy: string | null;
  @ApiProperty({ type: String, nullable: true })
  forwardReason: string | null;

  static from(row: ReleaseView): ReleaseDto {
    return {
      id: row.id,
      recordId: row.record_id,
      audience: { id: row.audience_id, kind: row.audience_kind, code: row.audience_code, label: row.audience_label },
      mayForward: row.may_forward,
      purpose: row.purpose,
      releasedAt: row.released_at.toISOString(),
      expiresAt: row.expires_at?.toISOString() ?? null,
      withdrawnAt: row.revoked_at?.toISOString() ?? null,
      withdrawnBecause: row.revoked_because,
      forwardedBy: row.forwarded_by,
      forwardReason: row.forward_reason,
    };
  }
}

export class ReleasedDto {
  releases: ReleaseDto[];
  receipt: ReceiptDto;
}
