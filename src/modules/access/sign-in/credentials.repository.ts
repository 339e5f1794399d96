import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { CredentialChange, LinkIssuer } from './link.types';
import type { ResetsStanding } from './reset.rules';

export interface OwnCredentials extends ResetsStanding {
  email: string;
  password_hash: string | null;
  totp_secret: string | null;
  totp_last_step: number | null;
}

/** A user's secrets, written only as that user; an access administrator sees whether there are some. */
@Injectable()
export class CredentialsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(userKey: number): Promise<OwnCredentials | undefined> {
    const rows = await this.uow.query<OwnCredentials>(
      `SELECT u.email, c.password_hash, c.totp_secret, c.totp_confirmed_at IS NOT NULL AS has_totp, c.totp_last_step,
              c.password_reset_by, c.totp_reset_by
         FROM users u LEFT JOIN credentials c ON c.user_key = u.key WHERE u.key = $1`,
      [userKey],
    );
    return rows[0];
  }

  async lastChange(userKey: number): Promise<CredentialChange | undefined> {
    const rows = await this.uow.query<CredentialChange>(
      `SELECT last_change AS what, last_change_at AS at, last_change_by AS by FROM credentials
        WHERE user_key = $1 AND last_change IS NOT NULL`,
      [userKey],
    );
    return rows[0];
  }

  /** With the issuer of the link that allows it, or by the user's own present password. A first password replaces none. */
  async setPassword(userKey: number, hash: string, issuer?: LinkIssuer): Promise<void> {
    await this.uow.execute(
      `INSERT INTO credentials AS c (user_key, password_hash, last_change, last_change_at, last_change_by) VALUES ($1, $2, 'PASSWORD_SET', now(), $4)
       ON CONFLICT (user_key) DO UPDATE SET password_hash = excluded.password_hash, updated_at = now(),
         password_reset_by = CASE WHEN c.password_hash IS NOT NULL THEN $3::int END,
         last_change = excluded.last_change, last_change_at = now(), last_change_by = excluded.last_change_by`,
      [userKey, hash, issuer?.issued_by ?? null, issuer?.issued_by_name ?? null],
    );
  }

  /** False if a confirmed second factor stands in the way. */
  async proposeTotp(userKey: number, sealedSecret: string): Promise<boolean> {
    const changed = await this.uow.execute(
      `INSERT INTO credentials (user_key, totp_secret) VALUES ($1, $2)
       ON CONFLICT (user_key) DO UPDATE SET totp_secret = excluded.totp_secret, totp_last_step = NULL, updated_at = now()
         WHERE credentials.totp_confirmed_at IS NULL`,
      [userKey, sealedSecret],
    );
    return changed === 1;
  }

  async confirmTotp(
    userKey: number,
    sealedSecret: string,
    step: number,
    recovery: readonly Buffer[],
  ): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE credentials SET totp_confirmed_at = now(), totp_last_step = $3, recovery_hashes = $4, updated_at = now(), totp_reset_by = NULL,
              last_change = 'SECOND_FACTOR_ENROLLED', last_change_at = now(), last_change_by = NULL
        WHERE user_key = $1 AND totp_secret = $2 AND totp_confirmed_at IS NULL`,
      [userKey, sealedSecret, step, recovery],
    );
    return changed === 1;
  }

  async removeTotp(userKey: number, issuer: LinkIssuer): Promise<void> {
    await this.uow.execute(
      `UPDATE credentials SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL, recovery_hashes = '{}', updated_at = now(),
              totp_reset_by = $2, last_change = 'SECOND_FACTOR_RESET', last_change_at = now(), last_change_by = $3
        WHERE user_key = $1`,
      [userKey, issuer.issued_by, issuer.issued_by_name],
    );
  }

  /** True for one caller only, however many come with the same code at once. */
  async useStep(userKey: number, step: number): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE credentials SET totp_last_step = $2 WHERE user_key = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)`,
      [userKey, step],
    );
    return changed === 1;
  }

  async useRecoveryCode(userKey: number, hash: Buffer): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE credentials SET recovery_hashes = array_remove(recovery_hashes, $2), updated_at = now()
        WHERE user_key = $1 AND $2 = ANY (recovery_hashes)`,
      [userKey, hash],
    );
    return changed === 1;
  }
}
