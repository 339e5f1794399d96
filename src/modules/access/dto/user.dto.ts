import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import type { UserRow } from '../administration/administration.types';
import { ROLES, type Role } from '../roles';
import { OneTimeLinkResponse } from './link.dto';
import { OrganisationRef } from './organisation.dto';

export class CreateUserDto {
  /**
   * GET /v1/organisations lists them; the example is the operator, which exists everywhere.
   * @example "01900000-0000-7000-8000-00000000000a"
   */
  @IsUUID()
  organisationId: string;

  /**
   * Kept in lower case; unique over all organisations.
   * @example "second.auditor@lambi.example"
   */
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** @example "Second auditor" */
  @IsString()
  @Matches(/\S/, { message: 'displayName must not be blank' })
  @MaxLength(200)
  displayName: string;

  @ApiProperty({ enum: ROLES, isArray: true, example: ['auditor'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ROLES.length)
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles: Role[];

  /**
   * Highest classification level the user may read: 0 UNCLASSIFIED, 1 CONFIDENTIAL, 2 STRICTLY_CONFIDENTIAL (ST/SGB/2007/6).
   * @example 0
   */
  @IsInt()
  @Min(0)
  @Max(2)
  clearance: number;
}

export class ChangeUserDto {
  /** @example "Marie Jeanne Liaison" */
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'displayName must not be blank' })
  @MaxLength(200)
  displayName?: string;

  @ApiProperty({ enum: ROLES, isArray: true, required: false, example: ['member_state_liaison'] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ROLES.length)
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles?: Role[];

  /** @example 2 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2)
  clearance?: number;

  /**
   * True ends sessions, API keys and open links at once; false lets the user sign in again.
   * @example false
   */
  @IsOptional()
  @IsBoolean()
  disabled?: boolean;
}

export class ListUsersQuery extends PageQuery {
  /**
   * Only users of this organisation.
   * @example "01900000-0000-7000-8000-000000000010"
   */
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class UserResponse {
  /** @example "01900000-0000-7000-8000-000000000101" */
  id: string;

  organisation: OrganisationRef;

  /** @example "marie.liaison@agd.example" */
  email: string;

  /** @example "Marie Liaison" */
  displayName: string;

  @ApiProperty({ enum: ROLES, isArray: true, example: ['member_state_liaison'] })
  roles: Role[];

  /** @example 1 */
  clearance: number;

  /**
   * Has the user set a password yet?
   * @example true
   */
  hasPassword: boolean;

  /** @example false */
  hasSecondFactor: boolean;

  /** @example 1 */
  version: number;

  /** @example "2026-11-22T09:00:00.000Z" */
  createdAt: string;

  /** @example false */
  disabled: boolean;

  static from(row: UserRow): UserResponse {
    return {
      id: row.id,
      organisation: { id: row.organisation_id, code: row.organisation_code, name: row.organisation_name },
      email: row.email,
      displayName: row.display_name,
      roles: row.roles,
      clearance: row.clearance,
      hasPassword: row.has_password,
      hasSecondFactor: row.has_totp,
      version: row.version,
      createdAt: row.created_at.toISOString(),
      disabled: row.disabled_at !== null,
    };
  }
}

export class CreatedUserResponse extends UserResponse {
  /** Shown once: the user sets the first password with it. */
  setupLink: OneTimeLinkResponse;
}

export class UserPage {
  items: UserResponse[];

  /**
   * Null on the last page.
   * @example "bWFjLi4uMTc5NTM0MDgwMDAwMDAwMCAwMTkwMDAwMC0wMDAwLTcwMDA"
   */
  nextCursor: string | null;
}
