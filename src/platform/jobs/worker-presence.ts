import type { Logger } from '@nestjs/common';
import { Client } from 'pg';

/** Namespace of the advisory locks by which workers show that they are alive. */
const PRESENT = 2692;
const SWEEP_EVERY_MS = 2_000;
/** A worker may take a job a moment before its lock is there. */
const GRACE = '2 seconds';

/**
 * Lets the jobs of a killed process go on at once. The queue itself waits four hours before it takes a job from a worker that does not
 * answer; a worker of ours holds an advisory lock as long as its process lives, and PostgreSQL lets go of it with the connection. A job
 * whose worker's lock can be had is therefore nobody's, and is put back.
 */
export class WorkerPresence {
  /** Pools of this process, by the name in which they lock jobs. */
  private readonly workers = new Set<string>();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    await this.sweep();
    this.timer = setInterval(() => void this.sweep(), SWEEP_EVERY_MS);
    this.timer.unref();
  }

  /** A pool of this process has begun to work. */
  async announce(workerId: string): Promise<void> {
    if (this.workers.has(workerId)) return;
    this.workers.add(workerId);
    await this.attempt(async (client) => {
      await client.query('SELECT pg_try_advisory_lock($1, hashtext($2))', [PRESENT, workerId]);
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private sweep(): Promise<void> {
    return this.attempt(async (client) => {
      const { rows } = await client.query<{ worker: string }>(
        `SELECT DISTINCT locked_by AS worker FROM graphile_worker._private_jobs WHERE locked_by <> ALL ($1) AND locked_at < now() - $2::interval`,
        [[...this.workers], GRACE],
      );
      for (const { worker } of rows) await this.release(client, worker);
    });
  }

  private async release(client: Client, worker: string): Promise<void> {
    const { rows } = await client.query<{ gone: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS gone', [
      PRESENT,
      worker,
    ]);
    if (!rows[0]!.gone) return;
    try {
      // The attempt was cut off, it did not fail: a job has a number of failures, whatever happens to the machine.
      await client.query(
        'UPDATE graphile_worker._private_jobs SET attempts = greatest(attempts - 1, 0) WHERE locked_by = $1',
        [worker],
      );
      await client.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [[worker]]);
      this.logger.warn({ worker }, 'jobs of a worker that is gone were put back');
    } finally {
      await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [PRESENT, worker]);
    }
  }

  private async attempt(work: (client: Client) => Promise<void>): Promise<void> {
    if (this.stopped) return;
    try {
      await work((this.client ??= await this.connect()));
    } catch (error) {
      if (!this.stopped)
        this.logger.warn({ err: error }, 'looking for workers that are gone failed; tried again later');
    }
  }

  /** A new connection takes the locks of the lost one over. */
  private async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.connectionString, application_name: 'lambi worker presence' });
    client.on('error', () => (this.client = undefined));
    await client.connect();
    for (const worker of this.workers)
      await client.query('SELECT pg_try_advisory_lock($1, hashtext($2))', [PRESENT, worker]);
    return client;
  }
}
