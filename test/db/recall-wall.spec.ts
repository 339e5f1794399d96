import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import type { World } from '../support/world';

/* What the database itself says of recalls and readings, whatever the program asks. */
describe('the wall around recalls', () => {
  let test: TestApp;
  let world: World;
  let organisations: Record<string, { org: number; person: number; readers: number[] }>;
  let recordId: string;
  let recallId: string;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
    const { anna, diego, paola } = world;
    const release = { audienceIds: [paola.audienceId, anna.audienceId], purpose: 'Panel investigation' };
    recordId = (await expectStatus(201, diego.api.post('/v1/inspections', { ...inspection, release }))).body.id;
    await expectStatus(200, paola.api.get(`/v1/inspections/${recordId}`));
    const recall = { because: 'A source is in danger', destroyCopies: true };
    recallId = (await expectStatus(201, diego.api.post(`/v1/records/${recordId}/recalls`, recall))).body.id;
    const { rows } = await asSuperuser(test.database.superuser, (client) =>
      client.query(`SELECT o.code, o.key AS org, u.key AS person, x.readers FROM organisations o JOIN users u ON u.organisation_key = o.key,
        LATERAL app.organisation_reach(o.key) x`),
    );
    organisations = Object.fromEntries(rows.map((row) => [row.code, row]));
  });
  afterAll(() => test.close());

  /** As the program would be for a user of this organisation, in a transaction that is rolled back. */
  const as = (code: string, work: (client: Client) => Promise<unknown>, clearance = 2): Promise<unknown> =>
    asSuperuser(test.database.app, async (client) => {
      const { org, person, readers } = organisations[code]!;
      const settings = { me: org, user: person, readers: `{${readers.join(',')}}`, clearance };
      const set = Object.entries(settings).map(([name, value]) => `set_config('app.${name}', '${value}', true)`);
      await client.query(`BEGIN; SELECT ${set.join(', ')}`);
      try {
        return await work(client);
      } finally {
        await client.query('ROLLBACK');
      }
    });
  const count = async (client: Client, sql: string): Promise<number> =>
    Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]!.n);
  const seen = (code: string, sql: string, clearance = 2): Promise<unknown> =>
    as(code, (client) => count(client, sql), clearance);

  it('shows a recall to its originator and to whoever had read, cleared for it, and to nobody else', async () => {
    expect(await seen('DO-DGA', 'recalls')).toBe(1);
    expect(await seen('POE', 'recalls')).toBe(1);
    expect(await seen('POE', 'recalls', 0)).toBe(0);
    expect(await seen('POE', 'recalls', -1)).toBe(0);
    expect(await seen('HT-AGD', 'recalls')).toBe(0);
    expect(await seen('HT-AGD', 'recall_readers')).toBe(0); // its row is there, and sleeps
    expect(await seen('DO-DGA', 'recall_readers')).toBe(2);
    expect(await seen('SCR', 'recall_readers')).toBe(0);
  });

  it('wakes the row of one that was reading while the recall was committed, and of nobody who reads later', async () => {
    const read = (at: string): Promise<unknown> =>
      asSuperuser(test.database.superuser, (client) =>
        client.query(
          `INSERT INTO readings SELECT r.key, $2, -extract(epoch FROM ${at})::bigint, ${at}, 1, 'record.read', true, 1 FROM records r WHERE r.id = $1`,
          [recordId, organisations['HT-AGD']!.org],
        ),
      );
    await read(`now() + interval '1 hour'`);
    expect(await seen('HT-AGD', 'recalls')).toBe(0);
    await read('now()');
    expect(await seen('HT-AGD', 'recalls')).toBe(1);
    const { body } = await expectStatus(200, world.diego.api.get(`/v1/records/${recordId}/recalls`));
    expect(body[0].readers).toMatchObject([{ organisation: 'HT-AGD', basis: 'READ' }, { organisation: 'POE' }]);
  });

  it('shows readings to the owner of the record and to the organisation that read, and lets nobody write them', async () => {
    expect(await seen('DO-DGA', 'readings')).toBeGreaterThan(0);
    expect(await seen('POE', 'readings')).toBeGreaterThan(0);
    expect(await seen('SCR', 'readings')).toBe(0);
    const write = as('POE', (client) => client.query('INSERT INTO readings SELECT * FROM readings'));
    await expect(write).rejects.toThrow('permission denied');
  });

  it('lets nobody but the owner of a record recall it, and only one that was told say anything', async () => {
    const forged = `INSERT INTO recalls (id, record_key, owner_id, record_id, reference, kind, classification, act, everybody, audience_keys, release_ids, destroy_copies, by_user)
      SELECT '${randomUUID()}', record_key, $1, record_id, reference, kind, classification, act, everybody, audience_keys, release_ids, destroy_copies, $2 FROM recalls LIMIT 1`;
    const { org, person } = organisations.POE!;
    await expect(as('POE', (client) => client.query(forged, [org, person]))).rejects.toThrow('row-level security');
    const said = `INSERT INTO recall_destructions (id, recall_id, owner_id, originator_id, statement, by_user) VALUES ('${randomUUID()}', '${recallId}', $1, $2, 'x', $3)`;
    const dga = organisations['DO-DGA']!.org;
    const scr = organisations.SCR!;
    const stranger = as('SCR', (client) => client.query(said, [scr.org, dga, scr.person]));
    await expect(stranger).rejects.toThrow('row-level security');
    const unlogged = as('POE', async (client) => {
      await client.query(said, [org, dga, person]);
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    });
    await expect(unlogged).rejects.toThrow('without an audit leaf');
  });

  it('indexes what the leaf of this very transaction says, and no other', async () => {
    const payload = Buffer.from(
      JSON.stringify({
        at: new Date().toISOString(),
        action: 'record.read',
        actor: { user: 'u' },
        records: [{ id: recordId, version: 1 }],
      }),
    );
    const counted = await as('POE', async (client) => {
      const before = await count(client, 'readings');
      const leaf = randomUUID();
      await client.query('SELECT app.index_readings($1)', [leaf]);
      expect(await count(client, 'readings')).toBe(before);
      await client.query('SELECT app.append_leaf($1, $2, $3, $4)', [leaf, randomBytes(16), payload, []]);
      await client.query('SELECT app.index_readings($1)', [leaf]);
      return (await count(client, 'readings')) - before;
    });
    expect(counted).toBe(1);
  });
});
