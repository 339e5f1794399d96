import fs from 'node:fs';
import path from 'node:path';
import { ReblindJob } from '../../src/modules/exchanges/blind/sets/reblind.job';
import { TellHoldersJob } from '../../src/modules/exchanges/blind/matches/tell-holders.job';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import type { World } from '../support/world';

/* Whoever steals the whole database, its files and the log of the program finds no identifier that was published or asked for. */
const PUBLISHED = ['ZQW8841937', 'Egzanpdelakwa Jozefin'];
const ASKED = ['VKJ7730519', '+50937120955'];
let app: TestApp;
let world: World;
let logged = '';
const write = process.stdout.write.bind(process.stdout);
beforeAll(async () => {
  process.stdout.write = (chunk: string | Uint8Array, ...rest: never[]) => {
    logged += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return write(chunk, ...rest);
  };
  app = await startTestApp({ LOG_LEVEL: 'debug' }, { worker: false });
  world = await app.world();
});
afterAll(async () => {
  process.stdout.write = write;
  await app?.close();
});

const items = [
  { kind: 'SERIAL', value: PUBLISHED[0] },
  { kind: 'PERSON', value: PUBLISHED[1], birthYear: 1985 },
];
const query = {
  reason: 'Origin sought',
  items: [...items, { kind: 'SERIAL', value: ASKED[0] }, { kind: 'PHONE', value: ASKED[1] }],
};
/** As somebody would search for them: with and without what parts them, upper and lower case. */
const spellings = [...PUBLISHED, ...ASKED].flatMap((value) => {
  const parts = value.split(' ');
  const bare = value.replace(/[^A-Za-z0-9]/g, '');
  return [value, bare, parts[0]!].flatMap((text) => [text, text.toUpperCase(), text.toLowerCase()]);
});
const foundIn = (text: string): string[] => [...new Set(spellings.filter((spelling) => text.includes(spelling)))];

it('no table, no file of the database, no job and no line of the log holds one', async () => {
  await expectStatus(201, world.anna.api.post('/v1/blind-sets', { name: 'Seized', rule: 'SOMEONE', lines: items }));
  const { body } = await expectStatus(201, world.diego.api.post('/v1/blind-queries', query));
  expect(body.hits).toHaveLength(2);
  await app.app.get(TellHoldersJob).run({ queryId: body.id });
  await expectStatus(400, world.diego.api.post('/v1/blind-queries', { ...query, reason: `About ${ASKED[0]}` }));
  await expectStatus(
    400,
    world.diego.api.post('/v1/blind-queries', { ...query, items: [{ kind: 'SERIAL', value: `${ASKED[0]}*` }] }),
  );
  await expectStatus(
    400,
    world.diego.api.post('/v1/blind-queries', { ...query, items: [{ kind: ASKED[0], value: 1 }] }),
  );

  await asSuperuser(app.database.superuser, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(60);
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      const text = rows.map(({ row }) => `${row}\n${unhexed(row)}`).join('\n');
      expect([name, foundIn(text)]).toEqual([name, []]);
    }
    await client.query('CHECKPOINT');
    const { rows: place } = await client.query<{ folder: string }>(
      `SELECT current_setting('data_directory') || '/base/' || oid AS folder FROM pg_database WHERE datname = current_database()`,
    );
    for (const file of fs.readdirSync(place[0]!.folder))
      expect([file, foundIn(fs.readFileSync(path.join(place[0]!.folder, file)).toString('latin1'))]).toEqual([
        file,
        [],
      ]);
  });
  expect(logged).toContain('/v1/blind-queries');
  expect(foundIn(logged)).toEqual([]);
});

/** Leaves of the log are bytes: read as text too. */
const unhexed = (row: string): string =>
  [...row.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('utf8')).join('\n');

it('the program’s own role reads no hash, stores no query unpaid, and looks up nothing but a stored query of its own', async () => {
  await asSuperuser(app.database.app, async (client) => {
    const denied = /permission denied/;
    await client.query(`SELECT set_config('app.me', '1', false), set_config('app.user', '1', false), set_config('app.clearance', '2', false),
      set_config('app.readers', '{}', false)`);
    await expect(client.query('SELECT lookup FROM blind_index')).rejects.toThrow(denied);
    await expect(client.query('SELECT lookups FROM blind_queries')).rejects.toThrow(denied);
    await expect(client.query('UPDATE blind_usage SET identifiers = 0')).rejects.toThrow(denied);
    await expect(client.query(`INSERT INTO blind_usage (owner_id, day) VALUES (1, current_date)`)).rejects.toThrow(
      denied,
    );
    await expect(client.query('UPDATE blind_queries SET answered_at = NULL')).rejects.toThrow(denied);
    const { rows } = await client.query('SELECT app.answer_blindly(id) AS answered FROM blind_queries');
    expect(rows.filter(({ answered }) => answered !== null)).toEqual([]);
    await client.query(`SELECT set_config('app.me', '0', false)`);
    expect((await client.query('SELECT id FROM blind_queries')).rows).toEqual([]);
  });
});

it('after the key has changed nothing matches until the sets of records are blinded again from the holder’s own records', async () => {
  const serial = 'RKB5540071';
  const items_ = [{ category: 'FIREARM', quantity: 1, serial }];
  const { body: record } = await expectStatus(
    201,
    world.anna.api.post('/v1/inspections', { ...inspection, items: items_ }),
  );
  const source = { name: 'Register', rule: 'SOMEONE', recordIds: [record.id], kinds: ['SERIAL'] };
  const { body: set } = await expectStatus(201, world.anna.api.post('/v1/blind-sets', source));
  const lines = { name: 'Lines', rule: 'SOMEONE', lines: [{ kind: 'SERIAL', value: 'RKB5540072' }] };
  const { body: bare } = await expectStatus(201, world.anna.api.post('/v1/blind-sets', lines));
  const ask = async (value: string): Promise<string> =>
    (
      await expectStatus(
        201,
        world.diego.api.post('/v1/blind-queries', { reason: 'Origin sought', items: [{ kind: 'SERIAL', value }] }),
      )
    ).body.items[0].answer;
  expect(await ask(serial)).toBe('HIT');
  const owner = await asSuperuser(app.database.superuser, async (client) => {
    await client.query(
      `SET session_replication_role = replica; UPDATE blind_sets SET key_id = key_id + 1; UPDATE blind_index SET key_id = key_id + 1`,
    );
    return (await client.query('SELECT owner_id FROM blind_sets LIMIT 1')).rows[0].owner_id as number;
  });
  const state = async ({ id }: { id: string }): Promise<string> =>
    (await world.anna.api.get(`/v1/blind-sets/${id}`)).body.state;
  expect([await ask(serial), await state(set)]).toEqual(['NO_HIT', 'KEY_CHANGED']);
  const job = app.app.get(ReblindJob);
  await job.onApplicationBootstrap();
  await job.run(owner);
  expect([await ask(serial), await state(set)]).toEqual(['HIT', 'PUBLISHED']);
  expect([await ask('RKB5540072'), await state(bare)]).toEqual(['NO_HIT', 'KEY_CHANGED']);
});
