import { HOLDABLE } from '../../src/modules/records/handling/holdable-fields.cases';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { HOLDING } from '../support/holding';
import { exchange, inspection } from '../support/requests';
import { made } from '../support/resource-kind';
import { unzip } from '../support/unzip';
import type { World } from '../support/world';

/* A held-back value leaves the record and everything made of it: no answer to a reader has a byte of it, the owner's has. */
describe('held-back fields', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  const tagOf = async (id: string): Promise<string> =>
    `"v${(await expectStatus(200, world.anna.api.get(`/v1/records/${id}`))).body.version}"`;
  const held = async (id: string, path: string, fields: unknown, status = 200) =>
    expectStatus(
      status,
      world.anna.api.post(
        `/v1/records/${id}/held-back-fields${path}`,
        { fields },
        { headers: { 'if-match': await tagOf(id) } },
      ),
    );
  const toPanel = (recordIds: readonly string[]) =>
    expectStatus(
      201,
      world.anna.api.post('/v1/releases', {
        recordIds,
        audienceIds: [world.paola.audienceId],
        purpose: 'Panel investigation',
      }),
    );

  const cases = Object.entries(HOLDING).flatMap(([kind, { fields }]) =>
    Object.entries(fields).map(([field, secrets]) => ({ kind, field, secrets })),
  );

  it('there is a case for each field of the table', () => {
    const listed = Object.entries(HOLDABLE).flatMap(([kind, { fields, rows }]) => [
      ...Object.keys(fields).map((field) => `${kind} ${field}`),
      ...Object.keys(rows).map((list) => `${kind} ${list}/0`),
    ]);
    expect(cases.map(({ kind, field }) => `${kind} ${field}`).sort()).toEqual(listed.sort());
  });

  it.each(cases)("$kind $field is the owner's alone", async ({ kind, field, secrets }) => {
    const { make, read, reading } = HOLDING[kind]!;
    const id = await make(test, world);
    await held(id, '', [{ field, because: 'Under investigation', told: true }]);
    await toPanel([id]);
    const own = await expectStatus(200, world.anna.api.get(read(id)));
    for (const secret of secrets) expect(own.text).toContain(secret);
    for (const request of reading(id, world.paola.api)) {
      const answer = await request;
      expect(answer.status).toBeLessThan(300);
      for (const secret of secrets) expect(answer.text).not.toContain(secret);
    }
    const shown = await expectStatus(200, world.paola.api.get(read(id)));
    expect(shown.body.withheld).toEqual([{ field, because: 'Under investigation', shown: false }]);
    await held(id, '/give-back', [field]);
    const given = await expectStatus(200, world.paola.api.get(read(id)));
    for (const secret of secrets) expect(given.text).toContain(secret);
    expect(given.body.withheld).toEqual([]);
    for (const release of (await expectStatus(200, world.anna.api.get(`/v1/records/${id}/releases`))).body)
      await expectStatus(200, world.anna.api.delete(`/v1/releases/${release.id}`, {})); // the next one's lists are its own
  });

  it('what is not told leaves no trace; what is held back is not written again', async () => {
    const id = await HOLDING.inspection!.make(test, world);
    await toPanel([id]);
    await held(id, '', [{ field: 'vesselName', told: false }]);
    const shown = (await expectStatus(200, world.paola.api.get(`/v1/inspections/${id}`))).body;
    expect([shown.vesselName, shown.withheld]).toEqual([null, []]);
    const change = { vesselName: 'ANOTHER NAME' };
    const answer = await world.anna.api.patch(`/v1/inspections/${id}`, change, {
      headers: { 'if-match': await tagOf(id) },
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'HANDLING.FIELD_HELD_BACK']);
    await held(id, '', [{ field: 'items/0', told: true }]);
    const correct = { reason: 'misread', correct: [{ seq: 0, category: 'FIREARM', quantity: 1 }] };
    const put = await world.anna.api.patch(`/v1/inspections/${id}/items`, correct, {
      headers: { 'if-match': await tagOf(id) },
    });
    expect([put.status, put.body.code]).toEqual([409, 'HANDLING.FIELD_HELD_BACK']);
  });

  it('copies of it go too: versions from before, versions since, reports, packages', async () => {
    const { anna, paola } = world;
    const seizure = {
      ...{ ...inspection, placeLocode: 'HTCAP', ground: 'XRAY', cooperation: 'FULL', jurisdiction: 'OWN_TERRITORY' },
      ...{ authority: 'OWN', vesselName: 'LANBI NWA', terminal: 'Quay 1', narrative: 'Behind the rice' },
    };
    const id = await made(anna.api.post('/v1/inspections', seizure));
    const path = `/v1/inspections/${id}`;
    const change = async (to: string, body: object, status: number): Promise<Answer> =>
      expectStatus(status, anna.api.post(`${path}/${to}`, body, { headers: { 'if-match': await tagOf(id) } }));
    await change('transitions', { event: 'close' }, 201);
    await toPanel([id]);
    const versions = async (): Promise<{ id: string; number: number }[]> =>
      (await expectStatus(200, paola.api.get(`${path}/versions`))).body;
    const [first] = await versions();
    expect((await paola.api.get(`/v1/inspection-versions/${first!.id}`)).text).toContain('LANBI');
    await held(id, '', [{ field: 'vesselName', told: false }]);
    expect(await versions()).toEqual([]);
    await expectStatus(404, paola.api.get(`/v1/inspection-versions/${first!.id}`));
    await expectStatus(200, anna.api.get(`/v1/inspection-versions/${first!.id}`));
    await change('amendments', { reason: 'Place corrected', fields: { terminal: 'Quay 2' } }, 201);
    const found = await paola.api.post('/v1/search', { by: 'container', value: inspection.containerNumber });
    expect(found.text).toContain(id); // what an amendment does not name is found as before
    const [second] = await versions();
    const shown = (await expectStatus(200, paola.api.get(`/v1/inspection-versions/${second!.id}`))).text;
    expect([shown.includes('Quay 2'), shown.includes('LANBI'), shown.includes('vesselName')]).toEqual([
      true,
      false,
      false,
    ]);
    const report = await expectStatus(
      201,
      anna.api.post(`${path}/reports`, { kind: 'INITIAL', audienceIds: [paola.audienceId] }),
    );
    const told = await paola.api.get(`/v1/inspection-reports/${report.body.id}`);
    expect([told.status, told.text.includes('LANBI')]).toEqual([200, false]);
    const files = await unzip((await paola.api.download(`/v1/records/${id}/package`)).bytes);
    const text = Buffer.concat([...files.values()]).toString();
    expect([text.includes('Quay 2'), text.includes('LANBI')]).toEqual([true, false]);
    const own = await unzip((await anna.api.download(`/v1/records/${id}/package`)).bytes);
    expect(Buffer.concat([...own.values()]).toString()).toContain('LANBI');
    await held(id, '/give-back', ['vesselName']);
    expect((await versions()).length).toBe(2);
  });

  it('what cannot be held back is refused by name, and says where the same is said again', async () => {
    const id = await HOLDING.inspection!.make(test, world);
    const wrong = ['status', 'items/99', 'constructor', 'items'].map((field) => ({ field, told: true }));
    const { body } = await held(id, '', [...wrong.slice(0, 1), ...wrong.slice(2)], 422);
    expect([body.code, body.fields.length]).toEqual(['HANDLING.FIELD_CANNOT_BE_HELD', 3]);
    expect((await held(id, '', [wrong[1]], 422)).body.code).toBe('HANDLING.NOTHING_TO_HOLD');
    expect((await held(id, '', [{ field: 'items/0', told: false }], 422)).body.code).toBe(
      'HANDLING.FIELD_CANNOT_BE_HELD',
    );
    expect((await held(id, '/give-back', ['vesselName'], 422)).body.code).toBe('HANDLING.NOT_HELD_BACK');
    const file = await made(world.paola.api.post('/v1/cases', { title: 'A case', members: [] }));
    const ofCase = { fields: [{ field: 'title', told: true }] };
    const refused = await world.paola.api.post(`/v1/records/${file}/held-back-fields`, ofCase, {
      headers: { 'if-match': '"v1"' },
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'HANDLING.FIELD_CANNOT_BE_HELD']);
    const named = { ...inspection, vesselName: 'LANBI NWA', narrative: 'The Lanbi nwa came at night' };
    const other = await made(world.anna.api.post('/v1/inspections', named));
    const answer = await held(other, '', [{ field: 'vesselName', told: true }]);
    expect(answer.body.heldBack[0].stillSaidIn).toEqual(['narrative']);
  });

  it('two who hold back the same field at once: one does', async () => {
    const id = await HOLDING.inspection!.make(test, world);
    const headers = { 'if-match': await tagOf(id) };
    const fields = [{ field: 'narrative', told: true }];
    const both = await Promise.all(
      [1, 2].map(() => world.anna.api.post(`/v1/records/${id}/held-back-fields`, { fields }, { headers })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await held(id, '', fields, 409)).body.code).toBe('HANDLING.FIELD_HELD_BACK');
    await expectStatus(404, world.diego.api.get(`/v1/records/${id}/held-back-fields`));
    await toPanel([id]);
    await expectStatus(403, world.paola.api.get(`/v1/records/${id}/held-back-fields`));
  });

  it('a reply is sent with its particulars held back, in the thread as well', async () => {
    const { anna, diego } = world;
    const asked = await expectStatus(201, anna.api.post('/v1/exchanges', exchange([diego.audienceId])));
    const body = { extent: 'PARTIAL', body: 'The declaration is enclosed', particulars: 'The agent is Zakari' };
    const reply = await expectStatus(
      201,
      diego.api.post(`/v1/exchanges/${asked.body.id}/replies`, {
        ...body,
        heldBackFields: [{ field: 'particulars', because: 'Before the court', told: true }],
      }),
    );
    expect(reply.text).toContain('Zakari');
    for (const path of [`/v1/exchanges/${reply.body.id}`, `/v1/exchanges/${asked.body.id}`, '/v1/exchanges'])
      expect((await expectStatus(200, anna.api.get(path))).text).not.toContain('Zakari');
    const thread = (await expectStatus(200, anna.api.get(`/v1/exchanges/${asked.body.id}`))).body;
    expect(thread.replies[0].withheld).toEqual([{ field: 'particulars', because: 'Before the court', shown: false }]);
    expect((await diego.api.get(`/v1/exchanges/${asked.body.id}`)).text).toContain('Zakari');
  });
});
