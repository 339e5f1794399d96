import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
  DEFINER_FUNCTIONS,
  OPEN_TABLES,
  OPEN_UNIQUE_KEYS,
  POLICY_FUNCTIONS,
  WITHOUT_LEAF,
} from '../support/row-security.cases';

/* The wall as the catalogue has it, after all migrations: what is reviewed is the current state, not the history. */
let database: TestDatabase;
let client: Client;
const rows = async <T extends object>(sql: string): Promise<T[]> => (await client.query<T>(sql)).rows;
const names = async (sql: string): Promise<string[]> => (await rows<{ name: string }>(sql)).map(({ name }) => name);

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.superuser });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('tables', () => {
  it('have row-level security enabled and forced, but for the written list', async () => {
    const open = await names(`
      SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1`);
    expect(open).toEqual(Object.keys(OPEN_TABLES).sort());
  });

  it('that are forced have at least one policy each', async () => {
    const bare = await names(`
      SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND c.relrowsecurity AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)`);
    expect(bare).toEqual([]);
  });

  it('that the program writes demand a leaf: with their record, or by a check at commit, but for the written list', async () => {
    const unguarded = await names(`
      SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND has_table_privilege('lambi_app', c.oid, 'INSERT')
         AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgfoid = 'app.require_leaf'::regproc AND t.tgdeferrable)
         AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = c.relname AND p.cmd = 'INSERT' AND p.with_check LIKE '%r.xmin = %pg_current_xact_id%')
       ORDER BY 1`);
    expect(unguarded).toEqual(Object.keys(WITHOUT_LEAF).sort());
  });

  it('that are open can only be read by the program', async () => {
    const grants = await names(`
      SELECT table_name || ' ' || privilege_type AS name FROM information_schema.role_table_grants
       WHERE grantee IN ('lambi_app', 'PUBLIC') AND table_schema = 'public'
         AND table_name IN (${Object.keys(OPEN_TABLES)
           .map((table) => `'${table}'`)
           .join(', ')}) AND privilege_type <> 'SELECT'`);
    expect(grants).toEqual([]);
  });

  it('and views and sequences belong to lambi_owner', async () => {
    const foreign = await names(`
      SELECT c.relname || ' ' || pg_get_userbyid(c.relowner) AS name FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relowner <> 'lambi_owner'::regrole`);
    expect(foreign).toEqual([]);
  });
});

describe('policies', () => {
  it('are these', async () => {
    const policies = await rows<
      Record<'tablename' | 'policyname' | 'permissive' | 'cmd' | 'to' | 'qual' | 'check', string>
    >(`
      SELECT tablename, policyname, permissive, cmd, array_to_string(roles, ', ') AS to, qual, with_check AS check
        FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname`);
    const text = policies.map(
      ({ tablename, policyname, permissive, cmd, to, qual, check }) =>
        `${tablename}: ${policyname} ${cmd} TO ${to}${permissive === 'RESTRICTIVE' ? ' RESTRICTIVE' : ''}` +
        `${qual ? `\n  USING ${oneLine(qual)}` : ''}${check ? `\n  CHECK ${oneLine(check)}` : ''}`,
    );
    expect(`\n${text.join('\n')}\n`).toMatchSnapshot();
  });

  it('read settings only as (SELECT current_setting(...)): bare, they are evaluated for each row', async () => {
    const bare = (await policyTexts()).filter(({ text }) => {
      const calls = text.match(/current_setting\(/g)?.length ?? 0;
      // PostgreSQL writes the scalar subquery back as ( SELECT ... AS alias).
      const wrapped = text.match(/\( ?SELECT \(*(NULLIF\()?\(*current_setting\(/g)?.length ?? 0;
      return calls !== wrapped;
    });
    expect(bare).toEqual([]);
  });

  it('call nothing volatile and nothing in PL/pgSQL', async () => {
    const called = await names(`
      SELECT DISTINCT p.polrelid::regclass || ' ' || p.polname || ' ' || f.oid::regprocedure AS name
        FROM pg_policy p JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_proc'::regclass
        JOIN pg_proc f ON f.oid = d.refobjid`);
    expect(called).toEqual(POLICY_FUNCTIONS); // built-in functions are pinned and leave no dependency
    const texts = (await policyTexts()).filter(({ text }) => /clock_timestamp|random\(|set_config|nextval/.test(text));
    expect(texts).toEqual([]);
  });

  it('that show everything are for roles nobody can log in as', async () => {
    const wide = await rows<{ to: string }>(`
      SELECT DISTINCT unnest(roles)::text AS to FROM pg_policies WHERE schemaname = 'public' AND permissive = 'PERMISSIVE' AND qual = 'true'`);
    const logins = await names(`SELECT rolname AS name FROM pg_roles WHERE rolcanlogin`);
    expect(wide.map(({ to }) => to).filter((role) => role === 'public' || logins.includes(role))).toEqual([]);
  });

  it('name the role they are for', async () => {
    expect(
      await names(`SELECT policyname AS name FROM pg_policies WHERE 'public' = ANY (roles) AND schemaname = 'public'`),
    ).toEqual([]);
  });

  async function policyTexts(): Promise<{ name: string; text: string }[]> {
    return rows(
      `SELECT tablename || ' ' || policyname AS name, concat_ws(' ', qual, with_check) AS text FROM pg_policies WHERE schemaname = 'public'`,
    );
  }
});

describe('lambi_app', () => {
  it('is nobody special, owns nothing and belongs to nothing', async () => {
    const [role] = await rows<Record<string, boolean>>(`
      SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = 'lambi_app'`);
    expect(Object.values(role!)).toEqual([false, false, false, false, false]);
    expect(
      await names(`
      SELECT oid::regclass::text AS name FROM pg_class WHERE relowner = 'lambi_app'::regrole
      UNION ALL SELECT oid::regprocedure::text FROM pg_proc WHERE proowner = 'lambi_app'::regrole
      UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'lambi_app'::regrole
      UNION ALL SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'lambi_app'::regrole`),
    ).toEqual([]);
  });

  it('may not truncate, refer to, put triggers on, or delete from a table, but for members of groups', async () => {
    const grants = await names(`
      SELECT table_schema || '.' || table_name || ' ' || privilege_type AS name FROM information_schema.role_table_grants
       WHERE grantee IN ('lambi_app', 'PUBLIC') AND table_schema NOT IN ('pg_catalog', 'information_schema')
         AND privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE') ORDER BY 1`);
    expect(grants).toEqual(['public.group_members DELETE']);
  });

  it('may update columns, never a whole table', async () => {
    expect(
      await names(`
      SELECT table_name AS name FROM information_schema.role_table_grants
       WHERE grantee = 'lambi_app' AND privilege_type = 'UPDATE' AND table_schema = 'public'`),
    ).toEqual([]);
    const columns = await rows<{ name: string; columns: string }>(`
      SELECT table_name AS name, string_agg(column_name, ', ' ORDER BY column_name) AS columns FROM information_schema.column_privileges
       WHERE grantee = 'lambi_app' AND privilege_type = 'UPDATE' AND table_schema = 'public' GROUP BY 1 ORDER BY 1`);
    expect(`\n${columns.map(({ name, columns: list }) => `${name}: ${list}`).join('\n')}\n`).toMatchSnapshot();
  });

  it('cannot change who reads a record, nor its owner', async () => {
    const columns = await names(`
      SELECT column_name AS name FROM information_schema.column_privileges WHERE grantee = 'lambi_app'
         AND privilege_type = 'UPDATE' AND table_name = 'records'`);
    expect(columns.sort()).toEqual(['classification', 'tlp', 'updated_at', 'updated_by', 'version']);
  });

  it('may create nothing in any schema, and no temporary tables of PUBLIC', async () => {
    expect(
      await names(`
      SELECT nspname AS name FROM pg_namespace WHERE has_schema_privilege('lambi_app', oid, 'CREATE') AND nspname NOT LIKE 'pg_%'`),
    ).toEqual([]);
  });
});

describe('functions', () => {
  it('that run as their owner are the written list, each with a pinned search path', async () => {
    const found = await rows<{ signature: string; owner: string; path: string; callers: string }>(`
      SELECT p.oid::regprocedure::text AS signature, pg_get_userbyid(p.proowner) AS owner,
        (SELECT substr(c, 13) FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%') AS path,
        (SELECT string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END, ', '
                           ORDER BY CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END)
           FROM aclexplode(p.proacl) a WHERE a.grantee <> p.proowner) AS callers
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'graphile_worker') ORDER BY 1`);
    expect(found.map(({ path }) => path).filter((path) => path !== 'pg_catalog, public, pg_temp')).toEqual([]);
    expect(
      found.map(({ signature, owner, callers }) => `${signature}: ${owner}, for ${callers ?? 'nobody else'}`),
    ).toEqual([...DEFINER_FUNCTIONS].sort());
  });

  it('that run as their owner belong to no role that owns tables or can become others', async () => {
    const owners = await names(`
      SELECT DISTINCT pg_get_userbyid(proowner) AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND n.nspname = 'app'`);
    expect(owners).not.toContain('lambi_owner');
    const powers = await names(`
      SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'lambi%' AND (rolsuper OR rolbypassrls OR rolcreaterole)`);
    expect(powers).toEqual([]);
  });
});

it('has no view that runs as its owner', async () => {
  expect(
    await names(`
    SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace IN ('public'::regnamespace, 'app'::regnamespace) AND (c.relkind = 'm'
       OR (c.relkind = 'v' AND NOT coalesce(c.reloptions @> '{security_invoker=true}', false)))`),
  ).toEqual([]);
});

it('has no unique key by which one organisation could learn what another has', async () => {
  const keys = await rows<{ name: string; columns: string[] }>(`
    SELECT i.indexrelid::regclass::text AS name, array_agg(a.attname::text ORDER BY k.position) AS columns
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
      CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, position)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
     WHERE i.indisunique AND c.relrowsecurity GROUP BY 1 ORDER BY 1`);
  // Made by the server, or hanging on a record: there nobody can choose a value that another already has.
  const made =
    /^(key|id|record_key|owner_id|log_id|leaf_key|user_key|hash|session_id|subject|organisation_key|audience_key|manifest_id|supersedes_key|list_key|entry_key|version_key|scope)$/;
  const chosen = keys.filter(({ columns }) => !made.test(columns[0]!)).map(({ name }) => name);
  expect(chosen).toEqual(Object.keys(OPEN_UNIQUE_KEYS).sort());
});

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
