import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import {
  ORGANISATION_KINDS,
  type OrganisationKind,
  type OrganisationRow,
} from '../administration/administration.types';

export class CreateOrganisationDto {
  /**
   * Short code, used in reference numbers.
   * @example "AGD"
   */
  @IsString()
  @Matches(/^[A-Z][A-Z0-9-]{1,19}$/, { message: 'code must be 2 to 20 capital letters, digits or hyphens' })
  code: string;

  /** @example "Administration Générale des Douanes" */
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(200)
  name: string;

  @ApiProperty({ enum: ORGANISATION_KINDS, example: 'MEMBER_STATE' })
  @IsIn(ORGANISATION_KINDS)
  kind: OrganisationKind;

  /**
   * ISO 3166-1 alpha-2, for MEMBER_STATE only.
   * @example "HT"
   */
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2}$/, { message: 'state must be an ISO 3166-1 alpha-2 code' })
  state?: string;
}

export class ChangeOrganisationDto {
  /** @example "Administration générale des douanes haïtiennes" */
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(200)
  name?: string;

  /**
   * True ends the access of all its users at once.
   * @example false
   */
  @IsOptional()
  @IsBoolean()
  disabled?: boolean;
}

export class OrganisationRef {
  /** @example "01900000-0000-7000-8000-000000000010" */
  id: string;

  /** @example "AGD" */
  code: string;

  /** @example "Administration Générale des Douanes" */
  name: string;
}

export class OrganisationResponse extends OrganisationRef {
  @ApiProperty({ enum: ORGANISATION_KINDS, example: 'MEMBER_STATE' })
  kind: OrganisationKind;

  /**
   * ISO 3166-1 alpha-2; null unless a Member State's.
   * @example "HT"
   */
  state: string | null;

  /**
   * The audience that reaches this organisation alone.
   * @example "01900000-0000-7000-8000-000000000020"
   */
  audienceId: string;

  /** @example 1 */
  version: number;

  /** @example "2026-11-22T09:00:00.000Z" */
  createdAt: string;

  /** @example false */
  disabled: boolean;

  static from(row: OrganisationRow): OrganisationResponse {
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      kind: row.kind,
      state: row.state,
      audienceId: row.audience_id,
      version: row.version,
      createdAt: row.created_at.toISOString(),
      disabled: row.disabled_at !== null,
    };
  }
}

export class OrganisationPage {
  items: OrganisationResponse[];

  /**
   * Null on the last page.
   * @example "bWFjLi4uMTc5NTM0MDgwMDAwMDAwMCAwMTkwMDAwMC0wMDAwLTcwMDA"
   */
  nextCursor: string | null;
}
