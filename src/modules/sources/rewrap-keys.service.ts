import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import { BeforeAnybody } from '../../platform/database/before-anybody';
import { Envelope } from './envelope.service';

const BATCH = 500;

/**
 * After the vault secret was changed: wraps the key of every source anew, at the start, while requests are answered. What is sealed under
 * those keys stays as it is. A key that cannot be unwrapped is left, counted and logged: its source stays unreadable, not lost.
 */
@Injectable()
export class RewrapKeys implements OnApplicationBootstrap {
  private readonly logger = new Logger('sources');

  constructor(
    private readonly database: BeforeAnybody,
    private readonly envelope: Envelope,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.runtime.keys.envelopesBefore.length === 0) return this.warnOfAnotherKey();
    const { rewrapped, failed } = await this.rewrapAll();
    if (failed > 0) this.logger.error({ rewrapped, failed }, 'keys of protected sources could not be wrapped anew');
    else this.logger.warn({ rewrapped }, 'keys of protected sources are wrapped anew: VAULT_SECRET_BEFORE can go');
  }

  /** A wrong secret shows at the start, and not when somebody's life hangs on an opening. */
  private async warnOfAnotherKey(): Promise<void> {
    const sql = 'SELECT id FROM app.wrapped_source_keys($1, 1)';
    const others = await this.database.query<{ id: string }>(sql, [this.envelope.currentKeyId]);
    if (others.length > 0)
      this.logger.error(
        'there are protected sources under another vault secret: VAULT_SECRET is not the one of before',
      );
  }

  async rewrapAll(): Promise<{ rewrapped: number; failed: number }> {
    const { currentKeyId } = this.envelope;
    for (let rewrapped = 0; ;) {
      const rows = await this.database.query<{ id: string; owner_id: number; key_id: string; wrapped_key: Buffer }>(
        'SELECT * FROM app.wrapped_source_keys($1, $2)',
        [currentKeyId, BATCH],
      );
      const done = await Promise.all(rows.map((row) => this.rewrap(row)));
      const progress = done.filter(Boolean).length;
      rewrapped += progress;
      if (rows.length < BATCH || progress === 0) return { rewrapped, failed: rows.length - progress };
    }
  }

  private async rewrap(row: { id: string; owner_id: number; key_id: string; wrapped_key: Buffer }): Promise<boolean> {
    try {
      const place = { sourceId: row.id, ownerKey: row.owner_id };
      const { keyId, wrapped } = this.envelope.rewrap(place, { keyId: row.key_id, wrapped: row.wrapped_key });
      await this.database.query('SELECT app.rewrap_source_key($1, $2, $3, $4)', [
        row.id,
        row.wrapped_key,
        keyId,
        wrapped,
      ]);
      return true;
    } catch (error) {
      this.logger.error({ err: error as Error }, 'the key of a protected source could not be wrapped anew');
      return false;
    }
  }
}
