import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { seedReference } from '../../seeds/reference';
import { BUILT_IN_RULE_SET } from '../../src/modules/embargo/rules/rule-set.mapping';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate';
import { asSuperuser, provision } from '../../src/platform/database/provision';

declare global {
  var testServer: EmbeddedPostgres | undefined;
}

const ROOT = path.resolve(__dirname, '../..');

/** One real server per run, one migrated template; each test file clones it (about 30 ms). TEST_DATABASE_URL: another server, as superuser. */
export default async function globalSetup(): Promise<void> {
  if (process.env.TEST_TEMPLATE) return; // jest calls this once for each project
  let admin = process.env.TEST_DATABASE_URL;
  if (!admin) {
    globalThis.testServer = await startEmbeddedPostgres({
      dataDir: path.join(ROOT, '.data/pg-test'),
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    });
    admin = globalThis.testServer.urlFor('postgres');
  }
  const template = `lambi_template_${schemaHash()}`;
  await asSuperuser(admin, (client) => dropLeftovers(client));
  if (!(await asSuperuser(admin, (client) => isTemplate(client, template)))) await makeTemplate(admin, template);
  process.env.TEST_ADMIN_URL = admin;
  process.env.TEST_TEMPLATE = template;
}

async function makeTemplate(admin: string, template: string): Promise<void> {
  await asSuperuser(admin, (client) => client.query(`DROP DATABASE IF EXISTS "${template}" WITH (FORCE)`));
  const urls = await provision(admin, template);
  await migrate(urls.owner, urls.worker, seedReference);
  await asSuperuser(admin, (client) =>
    client.query(`ALTER DATABASE "${template}" WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`),
  );
}

function schemaHash(): string {
  const hash = createHash('sha256').update(BUILT_IN_RULE_SET.hash);
  for (const folder of ['migrations', 'migrations/support', 'seeds/reference']) {
    for (const file of fs.readdirSync(path.join(ROOT, folder)).sort()) {
      const full = path.join(ROOT, folder, file);
      if (fs.statSync(full).isFile()) hash.update(file).update(fs.readFileSync(full));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

async function isTemplate(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
  return rowCount === 1;
}

async function dropLeftovers(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 'lambi\\_t\\_%'`,
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
}
