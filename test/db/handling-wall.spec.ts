import { randomUUID } from 'node:crypto';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { made } from '../support/resource-kind';
import type { Person, World } from '../support/world';

/* What the database refuses whatever the program does: the statements go straight to it, as the role that serves requests. */
describe('the wall around handling', () => {
  let test: TestApp;
  let world: World;
  let id: string;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
    const release = { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
    const heldBackFields = [{ field: 'containerNumber', told: false }];
    id = await made(world.anna.api.post('/v1/inspections', { ...inspection, heldBackFields, release }));
  });
  afterAll(() => test.close());

  const superuser = async <Row extends object>(sql: string, values: unknown[]): Promise<Row> =>
    (await asSuperuser(test.database.superuser, (client) => client.query<Row>(sql, values))).rows[0]!;
  /** One statement as a person, undone again. */
  const as = async (person: Person, sql: string, values: unknown[]): Promise<Record<string, unknown>[]> => {
    const {
      me,
      readers,
      person: user,
    } = await superuser<{ me: number; readers: number[]; person: number }>(
      `SELECT o.key AS me, u.key AS person, (SELECT readers FROM app.organisation_reach(o.key)) AS readers
         FROM users u JOIN organisations o ON o.key = u.organisation_key WHERE u.email = $1`,
      [person.email],
    );
    return asSuperuser(test.database.app, async (client) => {
      await client.query(`BEGIN; SELECT set_config('app.me', '${me}', true), set_config('app.user', '${user}', true),
        set_config('app.clearance', '2', true), set_config('app.readers', '{${readers.join(',')}}', true)`);
      try {
        return (await client.query<Record<string, unknown>>(sql, values)).rows;
      } finally {
        await client.query('ROLLBACK');
      }
    });
  };

  it('a reader has no row of what is held back and not told', async () => {
    for (const table of ['held_back_fields', 'held_back_values', 'field_releases'])
      expect(await as(world.paola, `SELECT * FROM ${table}`, [])).toEqual([]);
    expect(await as(world.anna, 'SELECT columns FROM held_back_values', [])).toEqual([
      { columns: { container_number: 'SMLU4815164' } },
    ]);
    expect(await as(world.paola, `SELECT 1 FROM identifiers WHERE raw = 'SMLU4815164'`, [])).toEqual([]);
  });

  it('nobody but the owner gives a field away, and the owner does not write over it', async () => {
    const { held, key, owner } = await superuser<{ held: string; key: number; owner: number }>(
      'SELECT h.id AS held, h.record_key AS key, h.owner_id AS owner FROM held_back_fields h',
      [],
    );
    const give = `INSERT INTO field_releases (id, held_id, record_key, owner_id, audience_key, purpose, released_by)
      SELECT $1, $2, $3, $4, a.key, 'x', (SELECT nullif(current_setting('app.user'), '')::int) FROM audiences a WHERE a.code = 'POE'`;
    await expect(as(world.paola, give, [randomUUID(), held, key, owner])).rejects.toThrow('row-level security');
    const write = `UPDATE inspections SET container_number = 'X' WHERE record_key = $1`;
    await expect(as(world.anna, write, [key])).rejects.toThrow(/held back|row-level security/);
  });

  it('an onward release without leave, or of another length, is refused', async () => {
    const forward = `INSERT INTO releases (id, record_key, owner_id, audience_key, purpose, released_by, forwarded_from, forwarded_by, forward_reason, expires_at)
      SELECT $1, l.record_key, l.owner_id, a.key, l.purpose, current_setting('app.user')::int, l.id, current_setting('app.me')::int, 'x', $3
        FROM releases l, audiences a WHERE a.code = 'DO-DGA' AND l.record_key = (SELECT key FROM records WHERE id = $2)`;
    await expect(as(world.paola, forward, [randomUUID(), id, null])).rejects.toThrow('never wider');
    const more = {
      ...inspection,
      release: { audienceIds: [world.paola.audienceId], purpose: 'x y z', mayForward: true },
    };
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const other = await made(
      world.anna.api.post('/v1/inspections', { ...more, release: { ...more.release, expiresAt } }),
    );
    await expect(as(world.paola, forward, [randomUUID(), other, null])).rejects.toThrow('never wider');
    const later = new Date(Date.now() + 120_000).toISOString();
    await expect(as(world.paola, forward, [randomUUID(), other, later])).rejects.toThrow('never wider');
    expect(await as(world.paola, forward, [randomUUID(), other, expiresAt])).toEqual([]);
    expect(await as(world.diego, forward, [randomUUID(), other, expiresAt])).toEqual([]); // there is nothing to forward
  });

  it('an onward release ends when what it was forwarded from is made shorter', async () => {
    const release = { audienceIds: [world.paola.audienceId], purpose: 'x y z', mayForward: true };
    const other = await made(world.anna.api.post('/v1/inspections', { ...inspection, release }));
    const onward = { audienceIds: [world.diego.audienceId], reason: 'Their port is next' };
    await expectStatus(201, world.paola.api.post(`/v1/records/${other}/onward-releases`, onward));
    await expectStatus(200, world.diego.api.get(`/v1/inspections/${other}`));
    // Narrowing is another route's; here the row alone is made shorter, without its triggers.
    await asSuperuser(test.database.superuser, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(
        `UPDATE releases SET expires_at = now() - interval '1 second' WHERE forwarded_from IS NULL AND record_key = (SELECT key FROM records WHERE id = $1)`,
        [other],
      );
      await client.query('SELECT app.derive_readers(key) FROM records WHERE id = $1', [other]);
    });
    await expectStatus(404, world.diego.api.get(`/v1/inspections/${other}`));
    await expectStatus(404, world.paola.api.get(`/v1/inspections/${other}`));
  });
});
