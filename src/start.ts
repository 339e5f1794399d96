import path from 'node:path';
import { type Config, dataFile } from './platform/config/config';
import { loadKeys, type Runtime } from './platform/config/runtime';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/database/embedded-postgres';
import { migrate } from './platform/database/migrate';
import { type DatabaseUrls, provision } from './platform/database/provision';
import { checkStorage } from './platform/storage/storage.factory';
import { findServerFaults } from './platform/database/server-checks';
import { seedReference } from '../seeds/reference';

const DATABASE = 'lambi';

/**
 * Everything before the first request: the database (embedded, unless one is configured), its schema, and the checks that refuse a
 * database on which row-level security would be decoration.
 */
export async function prepareRuntime(config: Config, log: (message: string) => void): Promise<Runtime> {
  const embedded = config.embedded ? await startEmbedded(config, log) : undefined;
  try {
    const database = embedded ? embedded.urls : configuredUrls(config);
    if (database.owner) {
      const ran = await migrate(database.owner, database.worker, seedReference);
      if (ran > 0) log(`${ran} migration(s) applied`);
    }
    const faults = await findServerFaults(database.app, { embedded: config.embedded });
    if (faults.length > 0)
      throw new Error(`this database cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    const storageDir = config.STORAGE_DIR ? path.resolve(config.STORAGE_DIR) : dataFile(config, 'evidence');
    await checkStorage({ config, storageDir });
    return {
      config,
      database,
      keys: loadKeys(config),
      headsFile: config.AUDIT_HEADS_FILE ?? dataFile(config, 'audit-heads.jsonl'),
      storageDir,
      stop: async () => embedded?.server.stop(),
    };
  } catch (error) {
    await embedded?.server.stop();
    throw error;
  }
}

async function startEmbedded(
  config: Config,
  log: (message: string) => void,
): Promise<{ server: EmbeddedPostgres; urls: DatabaseUrls }> {
  const server = await startEmbeddedPostgres({ dataDir: dataFile(config, 'pg'), log });
  try {
    return { server, urls: await provision(server.urlFor('postgres'), DATABASE) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function configuredUrls(config: Config): Runtime['database'] {
  return {
    app: config.DATABASE_URL!,
    ...(config.MIGRATION_DATABASE_URL && { owner: config.MIGRATION_DATABASE_URL }),
    ...(config.WORKER_DATABASE_URL && { worker: config.WORKER_DATABASE_URL }),
  };
}
