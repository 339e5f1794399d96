import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { projectRoot } from '../config/project-root';

/** Three addresses, one for each login role. The program serves requests on `app` only. */
export interface DatabaseUrls {
  readonly app: string;
  readonly owner: string;
  readonly worker: string;
}

/**
 * Makes the roles (migrations/roles.sql, the file an operator would run) and the database on a server we own,
 * and gives the login roles passwords derived from the superuser's: a second process on the same server finds the same ones.
 */
export async function provision(superuserUrl: string, database: string): Promise<DatabaseUrls> {
  const password = createHmac('sha256', new URL(superuserUrl).password).update('lambi roles').digest('base64url');
  await asSuperuser(superuserUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(26922023)');
    await client.query(fs.readFileSync(path.join(projectRoot(), 'migrations', 'roles.sql'), 'utf8'));
    for (const role of ['lambi_owner', 'lambi_app', 'lambi_worker']) {
      await client.query(`ALTER ROLE ${role} PASSWORD '${password}'`);
    }
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE "${database}" OWNER lambi_owner`);
  });
  // Before PostgreSQL 16 a NOINHERIT owner of the database does not get the rights of its owner on the schema.
  const inside = Object.assign(new URL(superuserUrl), { pathname: `/${database}` }).toString();
  await asSuperuser(inside, (client) => client.query('GRANT USAGE, CREATE ON SCHEMA public TO lambi_owner'));
  return urlsFor(superuserUrl, database, password);
}

export function urlsFor(anyUrl: string, database: string, password: string): DatabaseUrls {
  const as = (role: string): string => {
    const url = new URL(anyUrl);
    url.username = role;
    url.password = password;
    url.pathname = `/${database}`;
    return url.toString();
  };
  return { app: as('lambi_app'), owner: as('lambi_owner'), worker: as('lambi_worker') };
}

export async function asSuperuser<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
