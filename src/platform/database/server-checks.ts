import { Client } from 'pg';
import { migrations } from '../../../migrations';

/** First minor of each major without CVE-2025-8713, by which planner statistics tell about rows hidden by row-level security. */
const LEAST_MINOR: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6, 18: 0 };

/** Why the program must not run on this database. Empty when it may. Every fault at once, so that an operator mends them in one go. */
export async function findServerFaults(appUrl: string, { embedded }: { embedded: boolean }): Promise<string[]> {
  const client = new Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{
      role: string;
      super: boolean;
      bypass: boolean;
      owns: number;
      member: number;
      version: number;
      fsync: string;
      fpw: string;
      commit: string;
      letters: number;
    }>(`
      SELECT current_user AS role, r.rolsuper AS super, r.rolbypassrls AS bypass,
        (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname IN ('public', 'app', 'graphile_worker') AND c.relowner = r.oid) AS owns,
        (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS member,
        current_setting('server_version_num')::int AS version,
        current_setting('fsync') AS fsync, current_setting('full_page_writes') AS fpw, current_setting('synchronous_commit') AS commit,
        cardinality(public.show_trgm('Путин')) AS letters
      FROM pg_roles r WHERE r.rolname = current_user`);
    return [...describeFaults(rows[0]!, embedded), ...(await findMissingMigrations(client))];
  } finally {
    await client.end();
  }
}

function describeFaults(
  found: {
    role: string;
    super: boolean;
    bypass: boolean;
    owns: number;
    member: number;
    version: number;
    fsync: string;
    fpw: string;
    commit: string;
    letters: number;
  },
  embedded: boolean,
): string[] {
  const faults: string[] = [];
  const major = Math.floor(found.version / 10_000);
  const least = LEAST_MINOR[major];
  if (found.super || found.bypass)
    faults.push(`role ${found.role} bypasses row-level security: DATABASE_URL must be lambi_app`);
  if (found.owns > 0) faults.push(`role ${found.role} owns tables: DATABASE_URL must be lambi_app, not the owner`);
  if (found.member > 0) faults.push(`role ${found.role} is a member of other roles: revoke that`);
  if (least === undefined) faults.push(`PostgreSQL ${major} is not supported: 15 to 18 are`);
  else if (found.version % 10_000 < least)
    faults.push(
      `PostgreSQL ${major}.${found.version % 10_000} leaks hidden rows (CVE-2025-8713): ${major}.${least} is the least`,
    );
  if (!embedded) {
    if (found.fsync !== 'on' || found.fpw !== 'on')
      faults.push('fsync and full_page_writes must be on: an acknowledged submission must survive');
    if (['off', 'local'].includes(found.commit))
      faults.push(`synchronous_commit is ${found.commit}: an acknowledged submission must survive`);
  }
  if (found.letters === 0)
    faults.push(
      'LC_CTYPE is C: trigram search would ignore all letters that are not Latin; create the database with LC_CTYPE C.UTF-8',
    );
  return faults;
}

async function findMissingMigrations(client: Client): Promise<string[]> {
  const known = await client.query<{ name: string }>('SELECT name FROM migrations').catch(() => undefined);
  const applied = new Set(known?.rows.map(({ name }) => name));
  const missing = migrations.map(({ name }) => name).filter((name) => !applied.has(name));
  return missing.length === 0
    ? []
    : [`the schema lacks ${missing.length} migration(s), ${missing[0]} first: start once with MIGRATION_DATABASE_URL`];
}
