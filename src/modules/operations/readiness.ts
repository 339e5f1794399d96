import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import { InFlight } from '../../platform/http/in-flight';
import { Sequencer } from '../audit';

/** A watchlist published to everybody. An old list does not make a replica unready: another replica has no newer one. */
export interface ListAge {
  readonly code: string;
  /** Number of the live version; null if none is live. */
  readonly version: number | null;
  readonly generatedAt: Date | null;
  /** When its source was last found to give the live version. */
  readonly checkedAt: Date | null;
}

export interface ReadinessAnswer {
  readonly ready: boolean;
  /** 'ok', or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
  readonly watchlists: readonly ListAge[];
}

interface DatabaseState {
  readonly answers: boolean;
  readonly watchlists: readonly ListAge[];
  /** Some leaf has waited longer than receipts promise, whichever replica should have placed it. */
  readonly leavesWait: boolean;
}

const SEQUENCER_LATE_MS = 60_000;
const LAG = 'SELECT oldest_at FROM app.sequencer_lag()';
const LIST_AGES = `SELECT code, number AS version, generated_at AS "generatedAt", checked_at AS "checkedAt" FROM app.published_list_ages()`;

/**
 * Should this replica get requests? Asked on a connection of its own: a check that waits for the request pool would take a replica
 * away just when it copes with its load.
 */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private client: Client | undefined;
  private cached: { at: number; answer: Promise<DatabaseState> } | undefined;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly inFlight: InFlight,
    private readonly sequencer: Sequencer,
  ) {}

  async check(): Promise<ReadinessAnswer> {
    const { answers, leavesWait, watchlists } = await this.database();
    const late = this.sequencer.isHere
      ? Date.now() - this.sequencer.lastSuccessAt > SEQUENCER_LATE_MS && 'the sequencer has not succeeded for a minute'
      : leavesWait && 'leaves have waited for a minute: no replica with WORKER_DATABASE_URL places them';
    const checks = {
      accepting: this.inFlight.isDraining ? 'stopping' : 'ok',
      database: answers ? 'ok' : 'no answer',
      auditLog: late || 'ok',
    };
    return { ready: Object.values(checks).every((check) => check === 'ok'), checks, watchlists };
  }

  /** Seconds since each published list was last compared with its source; one that never went live has no age. */
  async listAges(): Promise<ReadonlyMap<string, number>> {
    const { watchlists } = await this.database();
    return new Map(
      watchlists.flatMap(({ code, checkedAt }) =>
        checkedAt ? [[code, (Date.now() - checkedAt.getTime()) / 1000]] : [],
      ),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.client?.end().catch(() => undefined);
  }

  /** At most one question a second, however often we are asked. */
  private database(): Promise<DatabaseState> {
    if (!this.cached || Date.now() - this.cached.at > 1_000) this.cached = { at: Date.now(), answer: this.ping() };
    return this.cached.answer;
  }

  private async ping(): Promise<DatabaseState> {
    try {
      if (!this.client) {
        const client = new Client({
          connectionString: this.runtime.database.app,
          connectionTimeoutMillis: this.runtime.config.DATABASE_WAIT_SECONDS * 1_000,
          query_timeout: this.runtime.config.DATABASE_WAIT_SECONDS * 1_000,
          application_name: 'lambi health',
        });
        client.on('error', () => (this.client = undefined));
        await client.connect();
        this.client = client;
      }
      const { rows } = await this.client.query<{ oldest_at: Date | null }>(LAG);
      const { rows: watchlists } = await this.client.query<ListAge>(LIST_AGES);
      const oldest = rows[0]?.oldest_at?.getTime() ?? Date.now();
      return { answers: true, leavesWait: Date.now() - oldest > SEQUENCER_LATE_MS, watchlists };
    } catch {
      void this.client?.end().catch(() => undefined);
      this.client = undefined;
      return { answers: false, leavesWait: false, watchlists: [] };
    }
  }
}
