import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { columnMap } from '../support/requests-tables';
import type { World } from '../support/world';

/* A table with headers that nobody else uses, read by a map the organisation has saved; each version of the map is a reading of its own. */
const file = 'Doc;Kilos;Interno;Viaje\nD1;1.234,5;x;031W\nD2;0,5;y;031W\n';

let test: TestApp;
let world: World;
let mapId: string;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  mapId = (await expectStatus(201, world.anna.api.post('/v1/column-maps', columnMap))).body.id;
});
afterAll(() => test.close());

const send = (api: ApiClient, query: string, content = file): Promise<Answer> =>
  api.post(`/v1/manifests?fileName=lista.csv${query}`, undefined, {
    raw: content,
    headers: { 'content-type': 'text/csv' },
  });
async function ended(api: ApiClient, id: string): Promise<Answer> {
  for (const deadline = Date.now() + 90_000; Date.now() < deadline;) {
    const answer = await expectStatus(200, api.get(`/v1/manifests/${id}`));
    if (answer.body.status === 'DONE') return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the import did not end');
}

it('is not understood by itself: the answer names the headers and what to send', async () => {
  const { body } = await expectStatus(422, send(world.anna.api, ''));
  expect(JSON.stringify(body.reasons)).toMatch(/Doc.*columnMapId/s);
});

it('becomes bills by the map, and the map with its version stays with the manifest', async () => {
  const received = await expectStatus(202, send(world.anna.api, `&columnMapId=${mapId}`));
  const { body } = await ended(world.anna.api, received.body.id);
  expect(body).toMatchObject({ columnMap: { id: mapId, version: 1 }, counts: { present: 2, grossMassKg: 1235 } });
  const [bill] = (await world.anna.api.get(`/v1/manifests/${body.id}/bills`)).body.items;
  expect(bill).toMatchObject({ billReference: 'D1', grossMassKg: 1234.5 });
  const again = await expectStatus(200, send(world.anna.api, `&columnMapId=${mapId}`));
  expect(again.body.id).toBe(body.id);
});

it('is read anew by a later version of the map, and never by a map that is retired or not ours', async () => {
  const headers = { 'if-match': '"v1"' };
  const changed = { ...columnMap, columns: [...columnMap.columns, { header: 'Viaje', field: 'voyage' }] };
  await expectStatus(200, world.anna.api.put(`/v1/column-maps/${mapId}`, changed, { headers }));
  const received = await expectStatus(202, send(world.anna.api, `&columnMapId=${mapId}`));
  const { body } = await ended(world.anna.api, received.body.id);
  expect(body).toMatchObject({ columnMap: { version: 2 }, header: { voyageNumber: '031W' } });
  await expectStatus(404, send(world.diego.api, `&columnMapId=${mapId}`));
  await expectStatus(400, send(world.anna.api, '&columnMapId=mine'));
  await expectStatus(
    204,
    world.anna.api.delete(`/v1/column-maps/${mapId}`, undefined, { headers: { 'if-match': '"v2"' } }),
  );
  const refused = await expectStatus(409, send(world.anna.api, `&columnMapId=${mapId}`));
  expect(refused.body.code).toBe('TABLES.MAP_RETIRED');
});
