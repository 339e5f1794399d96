import { Logger, runMigrations as runWorkerMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';

const LOCK = 26922024;

/**
 * Brings the schema up to date as lambi_owner, one process at a time: replicas that start together wait for each other.
 * Reference rows are written in the same breath, as they are part of what the schema's foreign keys need.
 */
export async function migrate(
  ownerUrl: string,
  workerUrl: string | undefined,
  seed: (client: Client) => Promise<void>,
): Promise<number> {
  const lock = new Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const source = await new DataSource({
      type: 'postgres',
      url: ownerUrl,
      migrations,
      extra: { max: 1 },
    }).initialize();
    try {
      const ran = await source.runMigrations({ transaction: 'each' });
      if (workerUrl)
        await runWorkerMigrations({ connectionString: workerUrl, logger: new Logger(() => () => undefined) });
      await seed(lock);
      return ran.length;
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}
