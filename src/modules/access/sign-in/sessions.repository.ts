import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';

export type RevokedBecause = 'signed_out' | 'token_reused' | 'password_set' | 'second_factor_reset' | 'user_disabled';

@Injectable()
export class SessionsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async insert(id: string, userKey: number, hours: number): Promise<void> {
    await this.uow.execute(
      `INSERT INTO sessions (id, user_key, expires_at) VALUES ($1, $2, now() + make_interval(hours => $3))`,
      [id, userKey, hours],
    );
  }

  async insertRefreshToken(hash: Buffer, sessionId: string, userKey: number): Promise<void> {
    await this.uow.execute(`INSERT INTO refresh_tokens (hash, session_id, user_key) VALUES ($1, $2, $3)`, [
      hash,
      sessionId,
      userKey,
    ]);
  }

  async useRefreshToken(hash: Buffer): Promise<boolean> {
    return (
      (await this.uow.execute(`UPDATE refresh_tokens SET used_at = now() WHERE hash = $1 AND used_at IS NULL`, [
        hash,
      ])) === 1
    );
  }

  /**
   * Was the token used so lately that its reply may have been lost? Not if a token given for it was used since: then the reply arrived.
   */
  async replyMayBeLost(hash: Buffer, graceSeconds: number): Promise<boolean> {
    const rows = await this.uow.query(
      `SELECT 1 FROM refresh_tokens t
        WHERE t.hash = $1 AND t.used_at > now() - make_interval(secs => $2)
          AND NOT EXISTS (SELECT FROM refresh_tokens later WHERE later.session_id = t.session_id AND later.issued_at > t.issued_at AND later.used_at IS NOT NULL)`,
      [hash, graceSeconds],
    );
    return rows.length === 1;
  }

  /** Leaves one token of a session usable at a time, so that of two holders the second is noticed. */
  async spendOthers(sessionId: string): Promise<void> {
    await this.uow.execute(`UPDATE refresh_tokens SET used_at = now() WHERE session_id = $1 AND used_at IS NULL`, [
      sessionId,
    ]);
  }

  async revoke(id: string, because: RevokedBecause): Promise<void> {
    await this.uow.execute(
      `UPDATE sessions SET revoked_at = now(), revoked_because = $2 WHERE id = $1 AND revoked_at IS NULL`,
      [id, because],
    );
  }

  /** Ends all sessions of a user but the one named, if any; answers how many. */
  revokeAll(userKey: number, because: RevokedBecause, but: string | null = null): Promise<number> {
    return this.uow.execute(
      `UPDATE sessions SET revoked_at = now(), revoked_because = $2
        WHERE user_key = $1 AND revoked_at IS NULL AND ($3::uuid IS NULL OR id <> $3)`,
      [userKey, because, but],
    );
  }
}
