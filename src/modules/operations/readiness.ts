import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import { InFlight } from '../../platform/http/in-flight';
import { Sequencer } from '../audit';

export interface ReadinessAnswer {
  readonly ready: boolean;
  /** 'ok', or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

const SEQUENCER_LATE_MS = 60_000;

/**
 * Should this replica get requests? Asked on a connection of its own: a check that waits for the request pool would take a replica
 * away just when it copes with its load.
 */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private client: Client | undefined;
  private cached: { at: number; answer: Promise<string> } | undefined;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly inFlight: InFlight,
    private readonly sequencer: Sequencer,
  ) {}

  async check(): Promise<ReadinessAnswer> {
    const late = Date.now() - this.sequencer.lastSuccessAt > SEQUENCER_LATE_MS;
    const checks = {
      accepting: this.inFlight.isDraining ? 'stopping' : 'ok',
      database: await this.database(),
      auditLog: late ? 'the sequencer has not succeeded for a minute' : 'ok',
    };
    return { ready: Object.values(checks).every((check) => check === 'ok'), checks };
  }

  async onModuleDestroy(): Promise<void> {
    await this.client?.end().catch(() => undefined);
  }

  /** At most one question a second, however often we are asked. */
  private database(): Promise<string> {
    if (!this.cached || Date.now() - this.cached.at > 1_000) this.cached = { at: Date.now(), answer: this.ping() };
    return this.cached.answer;
  }

  private async ping(): Promise<string> {
    try {
      if (!this.client) {
        const client = new Client({
          connectionString: this.runtime.database.app,
          connectionTimeoutMillis: 2_000,
          query_timeout: 2_000,
          application_name: 'lambi health',
        });
        client.on('error', () => (this.client = undefined));
        await client.connect();
        this.client = client;
      }
      await this.client.query('SELECT 1');
      return 'ok';
    } catch {
      void this.client?.end().catch(() => undefined);
      this.client = undefined;
      return 'no answer';
    }
  }
}
