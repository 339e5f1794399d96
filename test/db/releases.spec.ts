import { setTimeout as sleep } from 'node:timers/promises';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';

describe('who reads a record', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  const submit = async (body: object = {}): Promise<string> =>
    (await expectStatus(201, world.anna.api.post('/v1/inspections', { placeCountry: 'HT', ...body }))).body
      .id as string;
  const release = async (id: string, terms: object): Promise<string> =>
    (await expectStatus(201, world.anna.api.post('/v1/releases', { recordIds: [id], purpose: 'test', ...terms }))).body
      .releases[0].id as string;
  const status = async (id: string): Promise<number> => (await world.paola.api.get(`/v1/inspections/${id}`)).status;
  const readersOf = (id: string): Promise<{ sharing: string; readers: number[] }> =>
    asSuperuser(
      test.database.superuser,
      async (client) =>
        (await client.query('SELECT sharing, readers FROM records WHERE id = $1', [id])).rows[0] as never,
    );

  it('stops reading it at the instant the release ends, and the readers are taken away by the job', async () => {
    const id = await submit();
    await release(id, { audienceIds: [world.paola.audienceId], expiresAt: new Date(Date.now() + 4_000).toISOString() });
    expect(await status(id)).toBe(200);
    await sleep(4_100);
    expect(await status(id)).toBe(404);
    for (let i = 0; i < 300 && (await readersOf(id)).sharing === 'released'; i += 1) await sleep(100);
    expect(await readersOf(id)).toEqual({ sharing: 'private', readers: [] });
  });

  it('keeps reading it by a second release when the first ends', async () => {
    const id = await submit();
    const first = await release(id, { audienceIds: [world.paola.audienceId] });
    await release(id, { audienceIds: ['01900000-0000-7000-8000-000000000001'] }); // the body PANEL
    await expectStatus(200, world.anna.api.delete(`/v1/releases/${first}`, {}));
    expect(await status(id)).toBe(200);
    const again = await expectStatus(409, world.anna.api.delete(`/v1/releases/${first}`, {}));
    expect(again.body.code).toBe('RECORD.RELEASE_WITHDRAWN');
  });

  it('does not read a private record with a left-over group (the fault of MISP CVE-2026-112178)', async () => {
    const id = await submit();
    await release(id, { audienceIds: [world.paola.audienceId] });
    await asSuperuser(test.database.superuser, (client) =>
      client.query(`UPDATE records SET sharing = 'private' WHERE id = $1`, [id]),
    );
    expect((await readersOf(id)).readers).toHaveLength(1);
    expect(await status(id)).toBe(404);
  });

  it('does not read above the own clearance', async () => {
    const id = await submit({ classification: 'STRICTLY_CONFIDENTIAL' });
    await release(id, { audienceIds: [world.paola.audienceId] });
    expect(await status(id)).toBe(200);
    await asSuperuser(test.database.superuser, (client) =>
      client.query(`UPDATE users SET clearance = 1 WHERE id = $1`, [world.paola.id]),
    );
    expect(await status(id)).toBe(404);
    await asSuperuser(test.database.superuser, (client) =>
      client.query(`UPDATE users SET clearance = 2 WHERE id = $1`, [world.paola.id]),
    );
  });

  it('cannot release, withdraw or change what another State submitted', async () => {
    const id = await submit();
    const made = await release(id, { audienceIds: [world.paola.audienceId] });
    const terms = { recordIds: [id], audienceIds: [world.diego.audienceId], purpose: 'passing on' };
    expect((await expectStatus(403, world.paola.api.post('/v1/releases', terms))).body.code).toBe(
      'RECORD.NOT_THE_OWNER',
    );
    await expectStatus(404, world.diego.api.post('/v1/releases', terms));
    await expectStatus(403, world.paola.api.delete(`/v1/releases/${made}`, {}));
    await expectStatus(404, world.diego.api.delete(`/v1/releases/${made}`, {}));
  });

  it('finds by search exactly what the policy shows, for every person', async () => {
    const names = ['RAINER D', 'RAINER DE LA MER', 'SARA REGINA'];
    for (const vesselName of names) {
      const id = await submit({ vesselName });
      if (vesselName !== 'SARA REGINA') await release(id, { audienceIds: [world.paola.audienceId] });
      await expectStatus(201, world.diego.api.post('/v1/inspections', { placeCountry: 'DO', vesselName }));
    }
    for (const person of [world.anna, world.diego, world.paola]) {
      const visible = new Set(
        ((await person.api.get('/v1/records?limit=200')).body.items as { id: string }[]).map(({ id }) => id),
      );
      const { body } = await expectStatus(200, person.api.post('/v1/search', { by: 'vessel', value: 'Rainer' }));
      const found = (body.hits as { record: { id: string } }[]).map(({ record }) => record.id);
      expect(found.length).toBe(2);
      expect(found.every((id) => visible.has(id))).toBe(true);
    }
  });
});
