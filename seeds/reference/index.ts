import type { Client } from 'pg';
import { ROLE_DESCRIPTIONS } from '../../src/modules/access/roles';
import { newId } from '../../src/kernel/ids';
import { BUILT_IN_RULE_SET } from '../../src/modules/embargo/rules/rule-set.mapping';
import { referenceKey } from '../../src/modules/inspections/references/reference-key.rules';
import { classifications } from './classifications';
import { countries } from './countries';
import { type DeliveredReference, firearmReferences } from './firearms';
import { ports } from './ports';

/** Public facts the schema's foreign keys need; the same everywhere, and brought up to date at each migration. */
export async function seedReference(client: Client): Promise<void> {
  await upsert(
    client,
    'countries',
    ['code', 'alpha3', 'name_en', 'name_fr', 'name_es'],
    countries.map((c) => [c.alpha2, c.alpha3, c.nameEn, c.nameFr, c.nameEs]),
  );
  await upsert(
    client,
    'ports',
    ['locode', 'name', 'country'],
    ports.map((p) => [p.locode, p.name, p.country]),
  );
  await upsert(
    client,
    'classifications',
    ['level', 'code', 'description'],
    classifications.map((c) => [c.level, c.code, c.meaning]),
  );
  await upsert(
    client,
    'roles',
    ['code', 'title', 'description'],
    Object.entries(ROLE_DESCRIPTIONS).map(([code, role]) => [code, role.title, role.description]),
  );
  await deliverRuleSet(client);
  await deliverFirearms(client);
}

/** The embargo table this release brings, once: earlier ones stay, because assessments name them. */
async function deliverRuleSet(client: Client): Promise<void> {
  const { hash, content } = BUILT_IN_RULE_SET;
  await client.query(
    `INSERT INTO rule_sets (id, version, hash, content, status) VALUES ($1, $2, $3, $4, 'BUILT_IN') ON CONFLICT DO NOTHING`,
    [newId(), content.version, Buffer.from(hash, 'hex'), JSON.stringify(content)],
  );
}

/** Names of the trade that are not there yet: canonical ones, then models by their make, then what else each is called. */
async function deliverFirearms(client: Client): Promise<void> {
  const insert = (from: string, rows: readonly unknown[]): Promise<unknown> =>
    client.query(
      `WITH d AS (SELECT * FROM jsonb_to_recordset($1) AS d (id uuid, kind text, name text, name_key text, make text, of text, note text))
       INSERT INTO firearm_references (id, kind, name, name_key, make_key, same_as, note) SELECT d.id, d.kind, d.name, d.name_key, ${from} ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
  const row = (one: DeliveredReference, name = one.name): object => ({
    id: newId(),
    ...{ kind: one.kind, name, name_key: referenceKey(name), note: name === one.name ? (one.note ?? null) : null },
    make: one.make === undefined ? null : referenceKey(one.make),
    of: referenceKey(one.name),
  });
  const models = firearmReferences.filter(({ make }) => make !== undefined);
  const others = firearmReferences.filter(({ make }) => make === undefined);
  await insert(
    'NULL, NULL, d.note FROM d',
    others.map((one) => row(one)),
  );
  await insert(
    `m.key, NULL, d.note FROM d JOIN firearm_references m ON m.kind = 'MAKE' AND m.name_key = d.make`,
    models.map((one) => row(one)),
  );
  await insert(
    'NULL, c.key, d.note FROM d JOIN firearm_references c ON c.kind = d.kind AND c.name_key = d.of AND c.make_key IS NULL',
    others.flatMap((one) => one.sameAs.map((name) => row(one, name))),
  );
}

async function upsert(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const values = rows
    .map((_, i) => `(${columns.map((_, j) => `$${i * columns.length + j + 1}`).join(', ')})`)
    .join(', ');
  const changes = columns
    .slice(1)
    .map((column) => `${column} = EXCLUDED.${column}`)
    .join(', ');
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values} ON CONFLICT (${columns[0]}) DO UPDATE SET ${changes}
      WHERE (${columns
        .slice(1)
        .map((c) => `${table}.${c}`)
        .join(', ')}) IS DISTINCT FROM (${columns
        .slice(1)
        .map((c) => `EXCLUDED.${c}`)
        .join(', ')})`,
    rows.flat(),
  );
}
