import { Client } from 'pg';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { migrations } from '../../migrations';
import '../../src/app.module';
import { CATALOGUE_TYPES, STATUS_UNIONS } from '../support/schema.cases';
import { createTestDatabase, type TestDatabase } from '../support/database';

/* Rows, unions and constraints say the same thing in two languages; this holds them to each other. */
let database: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await new DataSource({
    type: 'postgres',
    url: database.superuser,
    migrations,
    entities: getMetadataArgsStorage().tables.map(({ target }) => target),
  }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

interface Column {
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  readonly nullable: boolean;
}

it('has a column in the catalogue for every column of a row class, of that type and nullability', async () => {
  const columns = await source.query<Column[]>(`
    SELECT c.table_name, c.column_name, format_type(a.atttypid, a.atttypmod) AS type, c.is_nullable = 'YES' AS nullable
      FROM information_schema.columns c JOIN pg_attribute a ON a.attrelid = format('public.%I', c.table_name)::regclass AND a.attname = c.column_name
     WHERE c.table_schema = 'public'`);
  const known = new Map(columns.map((column) => [`${column.table_name}.${column.column_name}`, column]));
  const faults: string[] = [];
  expect(source.entityMetadatas.length).toBeGreaterThan(5);
  for (const entity of source.entityMetadatas) {
    for (const column of entity.columns) {
      const name = `${entity.tableName}.${column.databaseName}`;
      const actual = known.get(name);
      if (!actual) {
        faults.push(`${name} is not in the catalogue`);
        continue;
      }
      const type = source.driver.normalizeType(column) + (column.isArray ? '[]' : '');
      const wanted = CATALOGUE_TYPES[type] ?? type;
      if (actual.type.replace(/\(\d+\)$/, '') !== wanted)
        faults.push(`${name} is ${actual.type}, its row says ${wanted}`);
      if (actual.nullable !== column.isNullable)
        faults.push(`${name} is ${actual.nullable ? '' : 'not '}nullable, its row says otherwise`);
    }
  }
  expect(faults).toEqual([]);
});

describe('texts with a closed list', () => {
  it.each(STATUS_UNIONS)('$table.$column allows what the program knows', async ({ table, column, values }) => {
    const [found] = await source.query<{ def: string }[]>(
      `SELECT pg_get_constraintdef(c.oid) AS def FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attname = $2
        WHERE c.contype = 'c' AND c.conrelid = $1::regclass AND c.conkey = ARRAY[a.attnum]`,
      [table, column],
    );
    const allowed = [...(found?.def ?? '').matchAll(/'([^']*)'::/g)].map(([, value]) => value);
    expect(allowed.sort()).toEqual([...values].sort());
  });

  it('are all compared', async () => {
    const lists = await source.query<{ name: string }[]>(`
      SELECT c.conrelid::regclass || '.' || a.attname AS name FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
       WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace AND pg_get_constraintdef(c.oid) ~ '= ANY \\(ARRAY\\[''' ORDER BY 1`);
    expect(lists.map(({ name }) => name)).toEqual(
      STATUS_UNIONS.map(({ table, column }) => `${table}.${column}`).sort(),
    );
  });
});

it('can take its newest migration back and apply it again, to the same schema', async () => {
  const client = new Client({ connectionString: database.superuser });
  await client.connect();
  const owner = await new DataSource({ type: 'postgres', url: database.owner, migrations }).initialize();
  try {
    const before = await fingerprint(client);
    await owner.undoLastMigration({ transaction: 'each' });
    expect(await fingerprint(client)).not.toEqual(before);
    expect(await owner.runMigrations({ transaction: 'each' })).toHaveLength(1);
    expect(await fingerprint(client)).toEqual(before);
  } finally {
    await owner.destroy();
    await client.end();
  }
});

it('has nothing left over after taking all migrations back', async () => {
  const other = await createTestDatabase();
  const owner = await new DataSource({ type: 'postgres', url: other.owner, migrations }).initialize();
  try {
    for (let left = migrations.length; left > 0; left -= 1) await owner.undoLastMigration({ transaction: 'each' });
    const rest = await owner.query<{ name: string }[]>(`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S') AND relname NOT LIKE 'migrations%'
      UNION ALL SELECT nspname FROM pg_namespace WHERE nspname IN ('app', 'graphile_worker')`);
    expect(rest).toEqual([]);
  } finally {
    await owner.destroy();
    await other.drop();
  }
});

it('gives every migration a later name than the one before', () => {
  const stamps = migrations.map(({ name }) => Number(/\d{13}$/.exec(name)?.[0]));
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  expect(new Set(stamps).size).toBe(stamps.length);
});

async function fingerprint(client: Client): Promise<unknown[]> {
  const { rows } = await client.query<{ line: string }>(`
    SELECT format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull) AS line
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tablename || ' ' || policyname || ' ' || coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies
    UNION ALL SELECT oid::regprocedure || ' ' || md5(prosrc) || coalesce(proacl::text, '') FROM pg_proc WHERE pronamespace = 'app'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}
