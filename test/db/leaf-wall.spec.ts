import type { Client } from 'pg';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';

/* What a program that had forgotten its log, or been taken over, would try as lambi_app: nothing that matters is written without a leaf. */
let test: TestApp;
let world: World;
let actor: { org: number; person: number };
let inspection: { key: string };
let entity: { key: string };
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  const made = await expectStatus(201, world.anna.api.post('/v1/inspections', { placeCountry: 'HT' }));
  const statement = { prop: 'name', value: 'Jean', source: 'customs declaration' };
  const person = await expectStatus(
    201,
    world.anna.api.post('/v1/entities', { schema: 'Person', statements: [statement] }),
  );
  await asSuperuser(test.database.superuser, async (client) => {
    const keyOf = async (id: string) =>
      (await client.query('SELECT key, owner_id AS org, created_by AS person FROM records WHERE id = $1', [id]))
        .rows[0];
    inspection = actor = await keyOf(made.body.id);
    entity = await keyOf(person.body.id);
  });
});
afterAll(() => test?.close());

/** Runs statements as Anna's organisation (or an administrator) would, and commits. */
const asProgram = (statements: readonly string[], duty = ''): Promise<unknown> =>
  asSuperuser(test.database.app, async (client: Client) => {
    await client.query(`BEGIN; SELECT set_config('app.me', '${actor.org}', true), set_config('app.user', '${actor.person}', true),
      set_config('app.clearance', '2', true), set_config('app.readers', '{}', true), set_config('app.duty', '${duty}', true)`);
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  });
const LEAF = `SELECT app.append_leaf(gen_random_uuid(), decode(repeat('00', 16), 'hex'), '{}', '{}')`;
const item = (seq: number): string =>
  `INSERT INTO inspection_items (record_key, seq, category, quantity) VALUES (${inspection.key}, ${seq}, 'FIREARM', 1)`;
const bump = (): string =>
  `UPDATE records SET version = version + 1, updated_by = ${actor.person} WHERE key = ${inspection.key}`;
const WALL = /row-level security/;
const NO_LEAF = /without an audit leaf/;

it('a child is written only together with its record, leaf or not', async () => {
  await expect(asProgram([item(50), LEAF])).rejects.toThrow(WALL);
  const statement = `INSERT INTO statements (id, record_key, seq, prop, value, source, stated_by)
    VALUES (gen_random_uuid(), ${entity.key}, 50, 'alias', 'Jan', 'x', ${actor.person})`;
  await expect(asProgram([statement, LEAF])).rejects.toThrow(WALL);
  await expect(asProgram([bump(), item(50)])).rejects.toThrow(NO_LEAF);
  await expect(asProgram([bump(), item(50), LEAF])).resolves.toBeUndefined();
});

it('a child is changed only together with its record', async () => {
  const change = `UPDATE inspections SET narrative = 'as it suits somebody' WHERE record_key = ${inspection.key}`;
  await expect(asProgram([change, LEAF])).rejects.toThrow(WALL);
  await expect(asProgram([bump(), change, LEAF])).resolves.toBeUndefined();
});

it('touching a record without a new version needs a leaf too', async () => {
  for (const change of ['updated_at = now()', 'classification = classification', `tlp = 'GREEN'`]) {
    const touch = `UPDATE records SET ${change}, updated_by = ${actor.person} WHERE key = ${inspection.key}`;
    await expect(asProgram([touch, item(51)])).rejects.toThrow(NO_LEAF);
  }
});

it.each([
  ['a user', `UPDATE users SET roles = '{access_administrator}' WHERE organisation_key > 0`],
  ['an organisation', `UPDATE organisations SET disabled_at = now() WHERE key > 0`],
  [
    'a group',
    `INSERT INTO group_members (audience_key, organisation_key, added_by) SELECT 1, key, 1 FROM organisations WHERE key > 0`,
  ],
  [
    'a link',
    `INSERT INTO one_time_tokens (hash, user_key, purpose, expires_at, issued_by) SELECT decode('00', 'hex'), key, 'TOTP_RESET', now(), current_setting('app.user')::int FROM users LIMIT 1`,
  ],
])('%s is changed only with a leaf', async (_, change) => {
  await expect(asProgram([change], 'access')).rejects.toThrow(NO_LEAF);
});

it('nobody but the user writes a password, opens a session or gives a key its hash, not even an administrator', async () => {
  const other = `FROM users WHERE key <> ${actor.person} LIMIT 1`;
  for (const change of [
    `INSERT INTO sessions (id, user_key, expires_at) SELECT gen_random_uuid(), key, now() + interval '1 hour' ${other}`,
    `INSERT INTO api_keys (id, user_key, label, hash, activated_at, scopes, expires_at, issued_by, issued_by_name)
       SELECT gen_random_uuid(), key, 'x', decode('00', 'hex'), now(), '{}', now() + interval '1 hour', ${actor.person}, 'x' ${other}`,
    `INSERT INTO credentials (user_key, password_hash) SELECT key, 'x' ${other} ON CONFLICT (user_key) DO UPDATE SET password_hash = 'x'`,
  ]) {
    await expect(asProgram([change, LEAF], 'access')).rejects.toThrow(WALL);
  }
  const mine = `UPDATE credentials SET password_hash = 'x' WHERE user_key <> ${actor.person}`;
  await asProgram([mine, LEAF], 'access');
  const { rows } = await asSuperuser(test.database.superuser, (client) =>
    client.query(`SELECT count(*)::int AS n FROM credentials WHERE password_hash = 'x'`),
  );
  expect(rows).toEqual([{ n: 0 }]);
});
