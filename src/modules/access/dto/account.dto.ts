import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ROLES, type Role } from '../roles';
import { CREDENTIAL_CHANGES, type CredentialChange } from '../sign-in/link.types';
import { OrganisationRef } from './organisation.dto';

export const SECOND_FACTOR_ENROLMENT = ['NONE', 'ENROLLED', 'ENROLMENT_REQUIRED'] as const;

export class CredentialChangeResponse {
  @ApiProperty({ enum: CREDENTIAL_CHANGES, example: 'PASSWORD_SET' })
  what: CredentialChange['what'];

  /** @example "2026-11-22T09:00:00.000Z" */
  at: string;

  /**
   * Name and organisation of whoever issued the one-time link it was done with; null if you did it alone.
   * @example "Adele, access administrator (LAMBI)"
   */
  linkIssuedBy: string | null;
}

export class AccountResponse {
  /** @example "01900000-0000-7000-8000-000000000101" */
  id: string;

  /** @example "Marie Liaison" */
  displayName: string;

  /** @example "marie.liaison@agd.example" */
  email: string;

  organisation: OrganisationRef;

  @ApiProperty({ enum: ROLES, isArray: true, example: ['member_state_liaison'] })
  roles: Role[];

  /**
   * What you may do with this credential at this moment.
   * @example ["account.read", "inspection.submit"]
   */
  actions: string[];

  /**
   * Highest classification level you may read (0 UNCLASSIFIED to 2 STRICTLY_CONFIDENTIAL); -1 if no casework at all.
   * @example 1
   */
  clearance: number;

  /** @example "password" */
  credential: string;

  @ApiProperty({ enum: SECOND_FACTOR_ENROLMENT, example: 'ENROLLED' })
  secondFactor: (typeof SECOND_FACTOR_ENROLMENT)[number];

  /** What happened last to your password or second factor. If it was not you, tell your organisation's auditor at once. */
  @ApiProperty({ type: () => CredentialChangeResponse, nullable: true })
  lastCredentialChange: CredentialChangeResponse | null;
}

export class SecondFactorEnrolmentResponse {
  /**
   * Base32, to be typed into an authenticator. Shown once.
   * @example "4GMYN5ZBNW7U6MDUBPUAXZZYQYUE2DVE"
   */
  secret: string;

  /**
   * The same as an address for a QR code.
   * @example "otpauth://totp/Lambi:marie%40agd.example?secret=4GMYN5ZBNW7U6MDUBPUAXZZYQYUE2DVE&issuer=Lambi"
   */
  otpauthUri: string;
}

export class ConfirmSecondFactorDto {
  /** @example 492039 */
  @IsString()
  @Matches(/^\d{6}$/, { message: 'oneTimeCode must be six digits' })
  oneTimeCode: string;
}

export class RecoveryCodesResponse {
  /**
   * Ten codes, each good for one sign-in without the authenticator. Shown once.
   * @example ["k7wd-9x2m-ht4q-c8rz"]
   */
  recoveryCodes: string[];
}

export class ChangePasswordDto {
  /** @example "a long sentence only I know" */
  @IsString()
  @MinLength(1)
  @MaxLength(512)
  currentPassword: string;

  /** @example "another long sentence only I know" */
  @IsString()
  @MinLength(1)
  @MaxLength(512)
  newPassword: string;
}
