import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';

export interface OwnCredentials {
  email: string;
  password_hash: string | null;
  totp_secret: string | null;
  has_totp: boolean;
  totp_last_step: number | null;
}

/** A user's secrets, reached only as that user or as an access administrator. */
@Injectable()
export class CredentialsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(userKey: number): Promise<OwnCredentials | undefined> {
    const rows = await this.uow.query<OwnCredentials>(
      `SELECT u.email, c.password_hash, c.totp_secret, c.totp_confirmed_at IS NOT NULL AS has_totp, c.totp_last_step
         FROM users u LEFT JOIN credentials c ON c.user_key = u.key WHERE u.key = $1`,
      [userKey],
    );
    return rows[0];
  }

  async setPassword(userKey: number, hash: string): Promise<void> {
    await this.uow.execute(
      `INSERT INTO credentials (user_key, password_hash) VALUES ($1, $2)
       ON CONFLICT (user_key) DO UPDATE SET password_hash = excluded.password_hash, updated_at = now()`,
      [userKey, hash],
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
      `UPDATE credentials SET totp_confirmed_at = now(), totp_last_step = $3, recovery_hashes = $4, updated_at = now()
        WHERE user_key = $1 AND totp_secret = $2 AND totp_confirmed_at IS NULL`,
      [userKey, sealedSecret, step, recovery],
    );
    return changed === 1;
  }

  async removeTotp(userKey: number): Promise<void> {
    await this.uow.execute(
      `UPDATE credentials SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL, recovery_hashes = '{}', updated_at = now()
        WHERE user_key = $1`,
      [userKey],
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
