import type { Socket } from 'node:net';
import { Injectable, type OnModuleDestroy, Inject } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Pool, type PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { RUNTIME, type Runtime } from '../config/runtime';
import { databaseOptions } from './data-source';

/** A connection on loan. A broken one is thrown away, never returned to the pool. */
export interface Loan {
  readonly client: PoolClient;
  /** Knows tables and columns; statements go through the client. */
  readonly manager: EntityManager;
  /** Takes one statement at a time: no pipelining. */
  readonly serial?: boolean;
  giveBack(broken?: Error): Promise<void>;
}

const MOST_BULK = 2;
const BULK_STATEMENT_MS = 600_000;
/** The server finishes what a killed process had begun, and only then lets go of its rows: an import that goes on waits for that. */
const BULK_LOCK_MS = 60_000;

/**
 * Where transactions get their connection. Bulk work has two of its own: COPY cannot share a pipelined connection (the driver refuses
 * it), and an import must not take what requests wait for.
 */
@Injectable()
export class Connections implements OnModuleDestroy {
  private bulkPool: Pool | undefined;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  async borrow(): Promise<Loan> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    return {
      client,
      manager: runner.manager,
      giveBack: async (broken) => {
        if (broken) destroy(client);
        await runner.release();
      },
    };
  }

  async borrowBulk(): Promise<Loan> {
    this.bulkPool ??= this.openBulkPool();
    const client = await this.bulkPool.connect();
    return {
      client,
      manager: this.dataSource.manager,
      serial: true,
      giveBack: (broken) => Promise.resolve(client.release(broken)),
    };
  }

  private openBulkPool(): Pool {
    const { extra } = databaseOptions(this.runtime) as { extra: object };
    const pool = new Pool({
      ...extra,
      connectionString: this.runtime.database.app,
      max: MOST_BULK,
      pipeline: false,
      statement_timeout: BULK_STATEMENT_MS,
      lock_timeout: BULK_LOCK_MS,
      connectionTimeoutMillis: BULK_STATEMENT_MS,
      application_name: 'lambi bulk',
    });
    pool.on('error', () => undefined); // an idle connection that is lost is replaced when the next is asked for
    return pool;
  }

  async onModuleDestroy(): Promise<void> {
    await this.bulkPool?.end();
  }
}

const streamOf = (client: PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

/** Ends a connection at once, without waiting for what it was doing. */
export const destroy = (client: PoolClient): void => void streamOf(client).destroy();

/** What is sent from here on until the program waits for something leaves in one write to the network, not in one for each statement. */
export function sendTogether(client: PoolClient): void {
  const stream = streamOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
}
