import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { PageQuery } from '../../../../platform/http/page.dto';
import { IsInstant } from '../../../../platform/http/rfc3339';
import { ReceiptDto } from '../../../audit';
import type { ShownConsent } from '../consent/consent-requests.service';
import { CONSENT_STATES, type ConsentState, type ConsentView } from '../consent/consent.types';

const FIELD = /^[A-Za-z]{2,40}(\/\d{1,7})?$/;

export class AskConsentDto {
  /** A record of another organisation that you can see. */
  @IsUUID()
  recordId: string;

  /** Fields that are held back and that you were told of; none to ask for the record as you see it. */
  @ApiProperty({ type: [String], required: false, example: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(FIELD, { each: true })
  fields?: string[];

  /** Who is to see it: your own audience, or another's (GET /v1/audiences). */
  @ApiProperty({ type: [String], format: 'uuid', example: ['01900000-0000-7000-8000-000000000001'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  audienceIds: string[];

  /** @example "To compare the consignor with that of another case" */
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  purpose: string;

  /** @example "2027-01-31T00:00:00Z" */
  @IsOptional()
  @IsInstant()
  until?: string;
}

/** Narrower than what was asked, or as asked where nothing is said. */
export class GrantConsentDto {
  /** A part of those asked for. */
  @ApiProperty({ type: [String], format: 'uuid', required: false, example: ['01900000-0000-7000-8000-000000000001'] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  audienceIds?: string[];

  /** A part of those asked for. */
  @ApiProperty({ type: [String], required: false, example: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(FIELD, { each: true })
  fields?: string[];

  /** @example "Comparison with case CAS-2026-000007 alone" */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  purpose?: string;

  /**
   * Not later than asked for.
   * @example "2027-01-15T00:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  until?: string;
}

export class RefuseConsentDto {
  /** @example "The investigation is before the court" */
  @IsString()
  @Matches(/\S/, { message: '$property must not be blank' })
  @MaxLength(1000)
  reason: string;
}

export const CONSENT_SIDES = ['asked', 'received'] as const;

export class ListConsentQuery extends PageQuery {
  /** Only what your organisation asked for, or only what it was asked. */
  @ApiProperty({ enum: CONSENT_SIDES, required: false, example: 'received' })
  @IsOptional()
  @IsIn(CONSENT_SIDES)
  side?: (typeof CONSENT_SIDES)[number];
}

export class ConsentAudienceDto {
  id: string;
  code: string;
}

export class ConsentGrantDto {
  audiences: ConsentAudienceDto[];
  fields: string[];
  purpose: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  until: string | null;
}

export class ConsentRequestDto {
  id: string;
  /** Null if you asked and no longer see the record: the request has no force then. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  recordId: string | null;
  @ApiProperty({ type: String, nullable: true })
  recordReference: string | null;
  /** Code of the organisation that asks. */
  asker: string;
  /** Code of the organisation that decides. */
  originator: string;
  @ApiProperty({ enum: CONSENT_STATES })
  state: ConsentState;
  audiences: ConsentAudienceDto[];
  fields: string[];
  purpose: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  until: string | null;
  @ApiProperty({ format: 'date-time' })
  askedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;
  /** Of a refusal. */
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: ConsentGrantDto, nullable: true })
  granted: ConsentGrantDto | null;

  static from({ view, state, record }: ShownConsent): ConsentRequestDto {
    return {
      id: view.id,
      recordId: record?.id ?? null,
      recordReference: record?.reference ?? null,
      asker: view.asker,
      originator: view.owner,
      state,
      audiences: named(view.audiences),
      fields: [...view.fields],
      purpose: view.purpose,
      until: view.until?.toISOString() ?? null,
      askedAt: view.askedAt.toISOString(),
      decidedAt: view.decidedAt?.toISOString() ?? null,
      reason: view.reason,
      granted: view.decision === 'GRANTED' ? grantOf(view) : null,
    };
  }
}

const named = (audiences: ConsentView['audiences']): ConsentAudienceDto[] =>
  audiences.map(({ id, code }) => ({ id, code }));

const grantOf = (view: ConsentView): ConsentGrantDto => ({
  audiences: named(view.grantedAudiences ?? []),
  fields: [...(view.grantedFields ?? [])],
  purpose: view.grantedPurpose ?? view.purpose,
  until: view.grantedUntil?.toISOString() ?? null,
});

export class ConsentPageDto {
  items: ConsentRequestDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class AskedConsentDto extends ConsentRequestDto {
  receipt: ReceiptDto;
}
