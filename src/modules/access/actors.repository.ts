import { Injectable } from '@nestjs/common';
import { BeforeAnybody } from '../../platform/database/before-anybody';

/** What the database says of an acting user: see app.auth_by_* in the access migration. */
export interface ActorRow {
  user_key: number;
  user_id: string;
  display_name: string;
  roles: string[];
  clearance: number;
  organisation_key: number;
  organisation_id: string;
  organisation_code: string;
  organisation_kind: string;
  readers: number[] | null;
  has_totp: boolean;
}

/** An organisation that is not disabled, and the audiences it belongs to. */
export interface ReachRow {
  organisation_key: number;
  organisation_id: string;
  organisation_code: string;
  readers: number[] | null;
}

export interface CredentialRow extends ActorRow {
  password_hash: string | null;
  totp_secret: string | null;
  totp_last_step: string | null;
  recovery_hashes: Buffer[];
}

/**
 * The questions asked before anybody is known, and therefore outside a unit of work: each is one call of one function that
 * lambi_auth owns, on a connection that has no actor and would see no table at all.
 */
@Injectable()
export class ActorsRepository {
  constructor(private readonly database: BeforeAnybody) {}

  bySession(session: string): Promise<ActorRow | undefined> {
    return this.one('SELECT * FROM app.auth_by_session($1)', [session]);
  }

  byApiKey(hash: Buffer): Promise<(ActorRow & { key_id: string; scopes: string[] }) | undefined> {
    return this.one('SELECT * FROM app.auth_by_api_key($1)', [hash]);
  }

  byReconciliationLink(hash: Buffer): Promise<(ActorRow & { link_id: string }) | undefined> {
    return this.one('SELECT * FROM app.auth_by_reconciliation_link($1)', [hash]);
  }

  byUser(key: number): Promise<ActorRow | undefined> {
    return this.one('SELECT * FROM app.auth_by_user($1)', [key]);
  }

  byOrganisation(key: number): Promise<ReachRow | undefined> {
    return this.one('SELECT * FROM app.organisation_reach($1)', [key]);
  }

  byEmail(email: string): Promise<CredentialRow | undefined> {
    return this.one('SELECT * FROM app.auth_by_email($1)', [email]);
  }

  byRefreshToken(
    hash: Buffer,
  ): Promise<(ActorRow & { session_id: string; used_at: Date | null; live: boolean }) | undefined> {
    return this.one('SELECT * FROM app.auth_by_refresh($1)', [hash]);
  }

  byOneTimeToken(
    hash: Buffer,
  ): Promise<(ActorRow & { purpose: 'SETUP' | 'PASSWORD_RESET' | 'TOTP_RESET' }) | undefined> {
    return this.one('SELECT * FROM app.auth_by_one_time_token($1)', [hash]);
  }

  attempts(subjects: readonly Buffer[]): Promise<{ subject: Buffer; failures: number; last_at: Date }[]> {
    return this.database.query('SELECT * FROM app.auth_attempts($1)', [subjects]);
  }

  async attemptFailed(subjects: readonly Buffer[]): Promise<void> {
    await this.database.query('SELECT app.auth_failed($1)', [subjects]);
  }

  async attemptSucceeded(subjects: readonly Buffer[]): Promise<void> {
    await this.database.query('SELECT app.auth_succeeded($1)', [subjects]);
  }

  async offerFirstAdministrator(hash: Buffer): Promise<boolean> {
    const row = await this.one<{ made: boolean }>('SELECT app.first_administrator_token($1) AS made', [hash]);
    return row?.made ?? false;
  }

  private async one<Row>(sql: string, parameters: unknown[]): Promise<Row | undefined> {
    const rows = await this.database.query<Row>(sql, parameters);
    return rows[0];
  }
}
