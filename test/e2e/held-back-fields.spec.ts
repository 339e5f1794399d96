import { HOLDABLE } from '../../src/modules/records/handling/holdable-fields.cases';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { HOLDING } from '../support/holding';
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
});
