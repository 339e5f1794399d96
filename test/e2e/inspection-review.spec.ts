import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection, shipment } from '../support/requests';
import { seizure } from '../support/requests-custody';
import { made } from '../support/resource-kind';
import type { World } from '../support/world';

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

const at = (version: number): { headers: Record<string, string> } => ({ headers: { 'if-match': `"v${version}"` } });
const closed = async (more: object = {}): Promise<string> => {
  const id = await made(world.anna.api.post('/v1/inspections', { ...inspection, ...more }));
  await expectStatus(201, world.anna.api.post(`/v1/inspections/${id}/transitions`, { event: 'close' }, at(1)));
  return id;
};
const amend = (id: string, version: number, fields: object): Promise<Answer> =>
  world.anna.api.post(`/v1/inspections/${id}/amendments`, { reason: 'Read again', fields }, at(version));
const releaseToPanel = (id: string): Promise<unknown> => {
  const release = { recordIds: [id], audienceIds: [world.paola.audienceId], purpose: 'Panel' };
  return expectStatus(201, world.anna.api.post('/v1/releases', release));
};

it('a version tells no reader of a bill that is hidden from them', async () => {
  const hidden = await made(world.anna.api.post('/v1/shipments', shipment));
  const other = await made(world.anna.api.post('/v1/shipments', { ...shipment, billReference: 'RNDCAP024W002' }));
  const id = await closed({ shipmentId: hidden });
  await releaseToPanel(id);
  const amended = await expectStatus(201, amend(id, 2, { shipmentId: other }));
  expect(amended.body).toMatchObject({ shipmentId: other, contentVersion: 2 });
  const list = await expectStatus(200, world.paola.api.get(`/v1/inspections/${id}/versions`));
  expect(list.body).toMatchObject([{ number: 2, changed: ['/shipmentId'] }, { number: 1 }]);
  for (const version of list.body) {
    const { text } = await expectStatus(200, world.paola.api.get(`/v1/inspection-versions/${version.id}`));
    expect(text).not.toContain(hidden);
    expect(text).not.toContain(other);
  }
});

it('an inspection that was closed before versions were kept can be amended', async () => {
  const id = await closed();
  await asSuperuser(test.database.superuser, (client) =>
    client.query('DELETE FROM inspection_versions v USING records r WHERE r.key = v.record_key AND r.id = $1', [id]),
  );
  const { body } = await expectStatus(201, amend(id, 2, { terminal: 'Quay 2' }));
  expect(body).toMatchObject({ contentVersion: 2, terminal: 'Quay 2' });
  const list = await expectStatus(200, world.anna.api.get(`/v1/inspections/${id}/versions`));
  expect(list.body).toMatchObject([
    { number: 2, recordVersion: 3, changed: ['/terminal'] },
    { number: 1, recordVersion: 2, reason: null, supersededAt: expect.any(String) },
  ]);
});

it('a trace is drafted at the level of its inspection, and not below', async () => {
  const classification = 'STRICTLY_CONFIDENTIAL';
  const inspectionId = await made(world.anna.api.post('/v1/inspections', { ...inspection, classification }));
  const trace = { inspectionId, item: 0, system: 'ETRACE' };
  const { body } = await expectStatus(201, world.anna.api.post('/v1/traces', trace));
  expect(body.classification).toBe(classification);
  const lower = await expectStatus(
    400,
    world.anna.api.post('/v1/traces', { ...trace, classification: 'CONFIDENTIAL' }),
  );
  expect(lower.body).toMatchObject({ code: 'TRACE.LESS_PROTECTED', fields: [{ pointer: '/classification' }] });
});

it('an item withdrawn from the list is still accounted for in its exhibit', async () => {
  const id = await made(world.anna.api.post('/v1/inspections', inspection));
  await expectStatus(201, world.anna.api.post(`/v1/inspections/${id}/exhibits`, seizure('REVIEW-1')));
  const change = { reason: 'Counted twice', withdraw: [{ seq: 0 }], add: inspection.items };
  await expectStatus(200, world.anna.api.patch(`/v1/inspections/${id}/items`, change, at(2)));
  const { body } = await expectStatus(200, world.anna.api.get(`/v1/inspections/${id}/exhibits`));
  expect(body.unaccounted).toEqual([
    { seq: 0, listed: 0, exhibited: 1 },
    { seq: 1, listed: 1, exhibited: 0 },
  ]);
});

it('what contradicts itself is not closed: items added to a nil result are told, and put right by saying what was found', async () => {
  const id = await made(world.anna.api.post('/v1/inspections', { ...inspection, result: 'NIL', items: [] }));
  const { items } = inspection;
  await expectStatus(201, world.anna.api.post(`/v1/inspections/${id}/items`, { items }, at(1)));
  const close = (version: number): Promise<Answer> =>
    world.anna.api.post(`/v1/inspections/${id}/transitions`, { event: 'close' }, at(version));
  const { body } = await expectStatus(422, close(2));
  expect(body.reasons).toMatchObject([{ code: 'RESULT_CONTRADICTS_ITEMS' }]);
  await expectStatus(200, world.anna.api.patch(`/v1/inspections/${id}`, { result: 'FOUND' }, at(2)));
  await expectStatus(201, close(3));
});
