import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

export class LoginDto {
  /**
   * Case does not matter.
   * @example "marie.liaison@agd.example"
   */
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** @example "a long sentence only I know" */
  @IsString()
  @MinLength(1)
  @MaxLength(512)
  password: string;

  /**
   * Six digits of the authenticator, if a second factor is enrolled.
   * @example 492039
   */
  @IsOptional()
  @IsString()
  @Matches(/^\d{6}$/, { message: 'oneTimeCode must be six digits' })
  oneTimeCode?: string;

  /**
   * One of the ten recovery codes, in place of the one-time code. Each works once.
   * @example "k7wd-9x2m-ht4q-c8rz"
   */
  @IsOptional()
  @IsString()
  @MinLength(16)
  @MaxLength(40)
  recoveryCode?: string;
}

export class RefreshDto {
  /** @example "lambi_refresh_Zk3nT0y1mB7q2xVw9sLr5cHd8fJg4pKa6uNeQiOoXtY" */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  refreshToken: string;
}

export const SECOND_FACTOR_STATES = ['NONE', 'PASSED', 'ENROLMENT_REQUIRED'] as const;
export type SecondFactorState = (typeof SECOND_FACTOR_STATES)[number];

export class TokenPairResponse {
  /**
   * Send it as `Authorization: Bearer ...`. Valid for ten minutes.
   * @example "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzaWQiOiIuLi4ifQ.c2lnbmF0dXJl"
   */
  accessToken: string;

  /** @example "Bearer" */
  tokenType: string;

  /**
   * Seconds until the access token expires.
   * @example 600
   */
  expiresIn: number;

  /**
   * Exchange it at POST /v1/auth/refresh. It works once; a second use ends the session.
   * @example "lambi_refresh_Zk3nT0y1mB7q2xVw9sLr5cHd8fJg4pKa6uNeQiOoXtY"
   */
  refreshToken: string;

  /** ENROLMENT_REQUIRED: nothing but enrolling a second factor is allowed yet. */
  @ApiProperty({ enum: SECOND_FACTOR_STATES, example: 'PASSED' })
  secondFactor: SecondFactorState;
}
