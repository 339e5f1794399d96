import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { LINK_PURPOSES, type LinkPurpose } from '../sign-in/link.types';

export class CompleteLinkDto {
  /** @example "lambi_link_Zk3nT0y1mB7q2xVw9sLr5cHd8fJg4pKa6uNeQiOoXtY" */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  token: string;

  /**
   * The new password for SETUP and PASSWORD_RESET; the present one for TOTP_RESET.
   * @example "a long sentence only I know"
   */
  @IsOptional()
  @IsString()
  @MaxLength(512)
  password?: string;
}

export class CreateFirstAdministratorDto {
  /**
   * The token printed at the first start.
   * @example "lambi_first_Zk3nT0y1mB7q2xVw9sLr5cHd8fJg4pKa6uNeQiOoXtY"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  token: string;

  /** @example "access@lambi.un.example" */
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** @example "Rose Access" */
  @IsString()
  @Matches(/\S/, { message: 'displayName must not be blank' })
  @MaxLength(200)
  displayName: string;

  /** @example "a long sentence only I know" */
  @IsString()
  @MaxLength(512)
  password: string;
}

export class IssueLinkDto {
  /** What the link will do. It replaces older links of the same purpose. */
  @ApiProperty({ enum: LINK_PURPOSES, example: 'PASSWORD_RESET' })
  @IsIn(LINK_PURPOSES)
  purpose: LinkPurpose;
}

/** Shown once; only a hash is kept. Hand it over by a way the user is known by. */
export class OneTimeLinkResponse {
  @ApiProperty({ enum: LINK_PURPOSES, example: 'SETUP' })
  purpose: LinkPurpose;

  /** @example "lambi_link_Zk3nT0y1mB7q2xVw9sLr5cHd8fJg4pKa6uNeQiOoXtY" */
  token: string;

  /**
   * Where the user redeems it. The token is not in the address, because addresses end up in logs.
   * @example "http://127.0.0.1:3000/docs#/sign-in/completeLink"
   */
  url: string;

  /** @example "2026-11-25T09:00:00.000Z" */
  expiresAt: string;
}

export class LinkCompletedResponse {
  /** What the link did. Its user signs in now. */
  @ApiProperty({ enum: LINK_PURPOSES, example: 'SETUP' })
  purpose: LinkPurpose;
}
