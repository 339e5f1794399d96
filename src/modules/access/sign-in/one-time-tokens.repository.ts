import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { LinkIssuer, LinkPurpose } from './link.types';

@Injectable()
export class OneTimeTokensRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async insert(
    row: { hash: Buffer; userKey: number; purpose: LinkPurpose; hours: number } & LinkIssuer,
  ): Promise<Date> {
    const rows = await this.uow.query<{ expires_at: Date }>(
      `INSERT INTO one_time_tokens (hash, user_key, purpose, expires_at, issued_by, issued_by_name)
       VALUES ($1, $2, $3, now() + make_interval(hours => $4), $5, $6) RETURNING expires_at`,
      [row.hash, row.userKey, row.purpose, row.hours, row.issued_by, row.issued_by_name],
    );
    return rows[0]!.expires_at;
  }

  /** Who issued it, for one caller only; undefined for every other. */
  async use(hash: Buffer): Promise<LinkIssuer | undefined> {
    const rows = await this.uow.query<LinkIssuer>(
      `UPDATE one_time_tokens SET used_at = now() WHERE hash = $1 AND used_at IS NULL AND expires_at > now()
       RETURNING issued_by, issued_by_name`,
      [hash],
    );
    return rows[0];
  }

  /** Makes older links worthless. */
  async spend(userKey: number, purposes: readonly LinkPurpose[]): Promise<void> {
    await this.uow.execute(
      `UPDATE one_time_tokens SET used_at = now() WHERE user_key = $1 AND purpose = ANY ($2) AND used_at IS NULL`,
      [userKey, purposes],
    );
  }
}
