import type { Client } from 'pg';
import { ROLE_DESCRIPTIONS } from '../../src/modules/access/roles';
import { newId } from '../../src/kernel/ids';
import { BUILT_IN_RULE_SET } from '../../src/modules/embargo/rules/rule-set.mapping';
import { classifications } from './classifications';
import { countries } from './countries';
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
}

/** The embargo table this release brings, once: earlier ones stay, because assessments name them. */
async function deliverRuleSet(client: Client): Promise<void> {
  const { hash, content } = BUILT_IN_RULE_SET;
  await client.query(
    `INSERT INTO rule_sets (id, version, hash, content, status) VALUES ($1, $2, $3, $4, 'BUILT_IN') ON CONFLICT DO NOTHING`,
    [newId(), content.version, Buffer.from(hash, 'hex'), JSON.stringify(content)],
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
