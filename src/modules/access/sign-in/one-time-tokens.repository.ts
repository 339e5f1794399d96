import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { LinkPurpose } from './link.types';

@Injectable()
export class OneTimeTokensRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async insert(hash: Buffer, userKey: number, purpose: LinkPurpose, hours: number): Promise<Date> {
    const rows = await this.uow.query<{ expires_at: Date }>(
      `INSERT INTO one_time_tokens (hash, user_key, purpose, expires_at) VALUES ($1, $2, $3, now() + make_interval(hours => $4))
       RETURNING expires_at`,
      [hash, userKey, purpose, hours],
    );
    return rows[0]!.expires_at;
  }

  /** True for one caller only. */
  async use(hash: Buffer): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE one_time_tokens SET used_at = now() WHERE hash = $1 AND used_at IS NULL AND expires_at > now()`,
      [hash],
    );
    return changed === 1;
  }

  /** Makes older links worthless. */
  async spend(userKey: number, purposes: readonly LinkPurpose[]): Promise<void> {
    await this.uow.execute(
      `UPDATE one_time_tokens SET used_at = now() WHERE user_key = $1 AND purpose = ANY ($2) AND used_at IS NULL`,
      [userKey, purposes],
    );
  }
}
