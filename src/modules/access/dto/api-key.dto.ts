import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { ACTIONS, type Action } from '../actions';
import { API_KEY_STATES, type ApiKeyRow, type ApiKeyState } from '../administration/administration.types';

export class CreateApiKeyDto {
  /** @example "Manifest upload, Cap-Haïtien" */
  @IsString()
  @Matches(/\S/, { message: 'label must not be blank' })
  @MaxLength(100)
  label: string;

  /** Actions the key may do, all of them the user's own; none of `account.*`. */
  @ApiProperty({ enum: ACTIONS, isArray: true, example: ['manifest.import', 'inspection.submit'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ACTIONS.length)
  @ArrayUnique()
  @IsIn(ACTIONS, { each: true })
  scopes: Action[];

  /** @example 90 */
  @IsInt()
  @Min(1)
  @Max(365)
  expiresInDays: number;
}

export class ApiKeyResponse {
  /** @example "01900000-0000-7000-8000-000000000201" */
  id: string;

  /** @example "Manifest upload, Cap-Haïtien" */
  label: string;

  /** @example ["manifest.import", "inspection.submit"] */
  scopes: string[];

  /** One that awaits activation has no secret yet: its user fetches it with POST /v1/account/api-keys/{id}/activation. */
  @ApiProperty({ enum: API_KEY_STATES, example: 'ACTIVE' })
  state: ApiKeyState;

  /**
   * Name and organisation of whoever issued it, as they were then.
   * @example "Adele, access administrator (LAMBI)"
   */
  issuedBy: string;

  /** @example "2026-11-22T09:00:00.000Z" */
  createdAt: string;

  /**
   * Null while it waits for its user.
   * @example "2026-11-22T10:00:00.000Z"
   */
  activatedAt: string | null;

  /** @example "2027-02-20T09:00:00.000Z" */
  expiresAt: string;

  /**
   * Null while the key has not been revoked.
   * @example "2026-12-01T09:00:00.000Z"
   */
  revokedAt: string | null;

  static from(row: ApiKeyRow): ApiKeyResponse {
    return {
      id: row.id,
      label: row.label,
      scopes: row.scopes,
      state: row.state,
      issuedBy: row.issued_by_name,
      createdAt: row.created_at.toISOString(),
      activatedAt: row.activated_at?.toISOString() ?? null,
      expiresAt: row.expires_at.toISOString(),
      revokedAt: row.revoked_at?.toISOString() ?? null,
    };
  }
}

export class CreatedApiKeyResponse extends ApiKeyResponse {
  /**
   * Send it as `X-API-Key`. Shown once, to its user alone; only a hash is kept. Null for a key of somebody else.
   * @example "lambi_key_Zk3nT0y1mB7q2xVw9sLr5cHd8fJg4pKa6uNeQiOoXtY"
   */
  key: string | null;
}

export class ApiKeyPage {
  items: ApiKeyResponse[];

  /**
   * Null on the last page.
   * @example "bWFjLi4uMTc5NTM0MDgwMDAwMDAwMCAwMTkwMDAwMC0wMDAwLTcwMDA"
   */
  nextCursor: string | null;
}
