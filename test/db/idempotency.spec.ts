import { randomUUID } from 'node:crypto';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';

describe('a submission over a bad line', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  const body = { placeCountry: 'HT', containerNumber: 'SMLU4815164' };
  const count = (where: string): Promise<number> =>
    asSuperuser(test.database.superuser, async (client) =>
      Number((await client.query(`SELECT count(*) FROM ${where}`)).rows[0].count),
    );

  it('sent 30 times at once with one key is made once', async () => {
    const before = await count('inspections');
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => world.anna.api.post('/v1/inspections', body, { headers })),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
    expect(made.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(answers.every(({ status }) => status === 201 || status === 409 || status === 503)).toBe(true);
    expect(await count('inspections')).toBe(before + 1);
  });

  it('that failed leaves no claim: the same key works once it is mended', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await expectStatus(400, world.anna.api.post('/v1/inspections', { ...body, shipmentId: randomUUID() }, { headers }));
    await expectStatus(201, world.anna.api.post('/v1/inspections', body, { headers }));
  });

  it('needs a key, and another person may use the same one', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await expectStatus(400, world.anna.api.post('/v1/inspections', body, { headers: { 'idempotency-key': 'short' } }));
    const hers = await expectStatus(201, world.anna.api.post('/v1/inspections', body, { headers }));
    const his = await expectStatus(201, world.diego.api.post('/v1/inspections', body, { headers }));
    expect(his.body.id).not.toBe(hers.body.id);
  });

  it('with a clientRef that the organisation has used is a conflict, and another organisation never notices', async () => {
    const clientRef = randomUUID();
    await expectStatus(201, world.anna.api.post('/v1/inspections', { ...body, clientRef }));
    expect((await expectStatus(409, world.anna.api.post('/v1/inspections', { ...body, clientRef }))).body.code).toBe(
      'RECORD.CLIENT_REF_TAKEN',
    );
    await expectStatus(201, world.diego.api.post('/v1/inspections', { ...body, clientRef }));
    const looked = await expectStatus(200, world.anna.api.get(`/v1/records?clientRef=${clientRef}`));
    expect(looked.body.items).toHaveLength(1);
  });

  it('50 changes of one version: exactly one wins', async () => {
    const { body: made } = await expectStatus(201, world.anna.api.post('/v1/inspections', body));
    const headers = { 'if-match': '"v1"' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        world.anna.api.patch(`/v1/inspections/${made.id}`, { narrative: `${i}` }, { headers }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 409, 412, 503].includes(status))).toBe(true);
    expect(await count(`record_versions v JOIN records r ON r.key = v.record_key WHERE r.id = '${made.id}'`)).toBe(1);
  });
});
