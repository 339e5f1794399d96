import { randomUUID } from 'node:crypto';
import { texts, xlsxOf, zipOf } from '../../src/modules/shipments/readers/workbook/handmade-workbook.factory';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { made } from '../support/resource-kind';
import type { World } from '../support/world';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let test: TestApp;
let world: World;
let id: string;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
beforeEach(async () => {
  id = await made(world.anna.api.post('/v1/inspections', inspection));
});
afterAll(() => test.close());

const send = (raw: string | Buffer, type = 'text/csv', more: { query?: string; key?: string } = {}): Promise<Answer> =>
  world.anna.api.post(`/v1/inspections/${id}/items/imports${more.query ?? ''}`, undefined, {
    raw,
    headers: { 'content-type': type, 'idempotency-key': more.key ?? randomUUID() },
  });
const itemsNow = async (): Promise<Record<string, unknown>[]> =>
  (await expectStatus(200, world.anna.api.get(`/v1/inspections/${id}`))).body.items as never;

it('adds what is an item, and tells line by line why the rest is not', async () => {
  const csv = [
    'Liste de saisie, port du Cap-Haïtien',
    'Catégorie;Quantité;Marque;Modèle;Calibre;N° de série;Counterfeit;Étagère',
    'FIREARM;;Glock;19 Gen5;9x19;BKXT 491;;7',
    'AMMUNITION;5 500;;;7.62x39;;;',
    'RIFLE;1;;;;;;',
    'CASH;3;;;;;peut-être;',
    '',
    'AMMUNITION;5500;;;7.62x39;;;',
  ].join('\r\n');
  const { body } = await expectStatus(201, send(csv, 'text/csv', { query: '?stated=34' }));
  expect(body).toMatchObject({
    format: 'CSV',
    accepted: 2,
    rejected: 3,
    stated: 34,
    agrees: false,
    receipt: { inclusion: null },
  });
  expect(body.verdicts).toEqual([
    { line: 3, verdict: 'accepted', seq: 1, unread: { Étagère: '7' } },
    {
      line: 4,
      verdict: 'rejected',
      faults: expect.arrayContaining([expect.objectContaining({ pointer: '/quantity' })]),
      text: expect.stringContaining('5 500'),
    },
    {
      line: 5,
      verdict: 'rejected',
      faults: [expect.objectContaining({ pointer: '/category' })],
      text: expect.any(String),
    },
    {
      line: 6,
      verdict: 'rejected',
      faults: [expect.objectContaining({ pointer: '/counterfeit' })],
      text: expect.any(String),
    },
    { line: 8, verdict: 'accepted', seq: 2 },
  ]);
  const items = await itemsNow();
  expect(items[1]).toMatchObject({ seq: 1, category: 'FIREARM', quantity: 1, make: 'Glock', serial: 'BKXT 491' });
  expect(items[2]).toMatchObject({ seq: 2, quantity: 5500, calibre: '7.62x39' });
  const found = await expectStatus(200, world.anna.api.post('/v1/search', { by: 'serial', value: 'bkxt491' }));
  expect(found.body.hits).toHaveLength(1);
});

it('reads a workbook, and JSON lines with all that an item can say', async () => {
  const rows = [texts('category', 'quantity', 'serial'), texts('FIREARM', '1', '0012345')];
  const workbook = await xlsxOf({ sheets: { Found: rows.join('') } });
  expect((await expectStatus(201, send(workbook, XLSX))).body).toMatchObject({
    format: 'XLSX',
    accepted: 1,
    agrees: true,
  });
  const lines = [
    { category: 'FIREARM', quantity: 1, marks: [{ kind: 'SERIAL', place: 'FRAME', text: 'AB?12', state: 'PARTIAL' }] },
    { category: 'FIREARM', quantity: 1, colour: 'black' },
  ].map((line) => JSON.stringify(line));
  const { body } = await expectStatus(
    201,
    send([...lines, '{"category":"CASH","category":"OTHER"}', '{"cat', '[]'].join('\n'), 'application/x-ndjson'),
  );
  expect(
    body.verdicts.map(({ verdict, faults }: never) => [verdict, (faults as { code: string }[] | undefined)?.[0]?.code]),
  ).toEqual([
    ['accepted', undefined],
    ['rejected', 'UNKNOWN_FIELD'],
    ['rejected', 'DUPLICATE_KEY'],
    ['rejected', 'SYNTAX'],
    ['rejected', 'NOT_AN_OBJECT'],
  ]);
  expect((await itemsNow()).map(({ serial, marks }) => serial ?? marks)).toEqual([
    'A1-93427-18',
    '0012345',
    expect.any(Array),
  ]);
});

it('the same list again makes nothing twice', async () => {
  const key = randomUUID();
  const first = await expectStatus(201, send('category,quantity\nMAGAZINE,9\n', 'text/csv', { key }));
  const again = await expectStatus(201, send('category,quantity\nMAGAZINE,9\n', 'text/csv', { key }));
  expect(again.body).toMatchObject({ id: first.body.id, receipt: { id: first.body.receipt.id } });
  expect(await itemsNow()).toHaveLength(2);
});

it.each([
  ['no columns', 'text/csv', 'rifle,1\npistol,2\n', 400],
  ['nothing', 'text/csv', '\n\n', 400],
  ['another kind of file', 'application/pdf', '%PDF', 415],
  ['a workbook that is none', XLSX, 'PK nothing', 400],
  ['too many lines', 'text/csv', `category,quantity\n${'OTHER,1\n'.repeat(5001)}`, 413],
])('refuses %s, and adds nothing', async (_, type, raw, status) => {
  await expectStatus(status, send(raw, type));
  expect(await itemsNow()).toHaveLength(1);
});

it('refuses a workbook that unpacks to far more than it is', async () => {
  const bomb = await zipOf({ 'xl/workbook.xml': Buffer.alloc(64 * 1024 * 1024, 0x20) });
  expect((await send(bomb, XLSX)).status).toBeGreaterThanOrEqual(400);
  expect(await itemsNow()).toHaveLength(1);
});

it('adds nothing to a closed inspection', async () => {
  await expectStatus(
    201,
    world.anna.api.post(`/v1/inspections/${id}/transitions`, { event: 'close' }, { headers: { 'if-match': '"v1"' } }),
  );
  await expectStatus(422, send('category,quantity\nMAGAZINE,9\n'));
});
