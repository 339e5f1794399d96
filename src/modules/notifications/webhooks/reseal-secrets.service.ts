import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import { BeforeAnybody } from '../../../platform/database/before-anybody';
import { WebhookSecrets } from './webhook-secrets.service';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

interface StoredSecret {
  readonly id: string;
  readonly owner_id: number;
  readonly webhook_id: string;
  readonly sealed: string;
}

/**
 * After the vault secret was changed: seals the secrets of webhooks anew, at the start, so that deliveries stay signed when the secret of
 * before is taken away. A secret that no key opens is left and counted: its webhook is told nothing until it is rotated.
 */
@Injectable()
export class ResealSecrets implements OnApplicationBootstrap {
  private readonly logger = new Logger('webhooks');

  constructor(
    private readonly database: BeforeAnybody,
    private readonly secrets: WebhookSecrets,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.runtime.keys.envelopesBefore.length === 0) return;
    const { resealed, failed } = await this.resealAll();
    if (failed > 0)
      this.logger.error({ resealed, failed }, 'secrets of webhooks could not be sealed anew: rotate them');
    else
      this.logger.warn(
        { resealed },
        'secrets of webhooks are sealed anew, as far as they are concerned VAULT_SECRET_BEFORE can go',
      );
  }

  async resealAll(): Promise<{ resealed: number; failed: number }> {
    const done = { resealed: 0, failed: 0 };
    for (let after = FIRST; ;) {
      const sql = 'SELECT * FROM app.sealed_webhook_secrets($1, $2)';
      const rows = await this.database.query<StoredSecret>(sql, [after, BATCH]);
      for (const row of rows) {
        const outcome = await this.reseal(row);
        if (outcome) done[outcome] += 1;
      }
      if (rows.length < BATCH) return done;
      after = rows.at(-1)!.id;
    }
  }

  private async reseal({ id, owner_id, webhook_id, sealed }: StoredSecret): Promise<'resealed' | 'failed' | undefined> {
    const anew = this.secrets.sealedAnew(owner_id, webhook_id, { id, sealed });
    if (anew === undefined) return 'failed';
    if (anew === sealed) return undefined;
    await this.database.query('SELECT app.reseal_webhook_secret($1, $2, $3)', [id, sealed, anew]);
    return 'resealed';
  }
}
