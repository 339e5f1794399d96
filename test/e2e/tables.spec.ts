import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runManifestInspect } from '../../src/cli/manifest-inspect';
import { writeWorkbook } from '../../src/modules/shipments/tables/workbook.factory';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { columnMap } from '../support/requests-tables';
import type { World } from '../support/world';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let test: TestApp;
let world: World;
let folder: string;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-tables-'));
});
afterAll(async () => {
  await test.close();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const put = (address: string, body: object, version?: number): Promise<Answer> =>
  world.anna.api.put(address, body, version === undefined ? {} : { headers: { 'if-match': `"v${version}"` } });

describe('the template', () => {
  const download = async (query: string, accept = '*/*'): Promise<{ type: string; name: string; file: Buffer }> => {
    const { email, password } = world.anna;
    const { body } = await expectStatus(200, test.anonymous.post('/v1/auth/login', { email, password }));
    const headers = { authorization: `Bearer ${body.accessToken as string}`, accept };
    const answer = await fetch(`${test.url}/v1/manifest-templates/bill-of-lading${query}`, { headers });
    expect(answer.status).toBe(200);
    return {
      type: answer.headers.get('content-type')!,
      name: /filename="([^"]+)"/.exec(answer.headers.get('content-disposition')!)![1]!,
      file: Buffer.from(await answer.arrayBuffer()),
    };
  };

  it.each([
    ['?format=csv', '*/*', 'CSV'],
    ['', XLSX, 'XLSX'],
    ['?profile=EEI', 'text/csv', 'CSV'],
    ['?profile=EEI&format=xlsx', '*/*', 'XLSX'],
  ])('of %s is read as it is, without a warning', async (query, accept, format) => {
    const { type, name, file } = await download(query, accept);
    expect(type).toMatch(format === 'CSV' ? /^text\/csv/ : XLSX);
    fs.writeFileSync(path.join(folder, name), file);
    expect(await runManifestInspect([path.join(folder, name)])).toMatchObject({
      exitCode: 0,
      output: { format, bills: 1, containers: 1, grossMassKg: 1000.5, warnings: [] },
    });
    expect((await download(query, accept)).file.equals(file)).toBe(true);
  });

  it('filled in as a workbook is imported like any manifest', async () => {
    const { file } = await download('?format=xlsx');
    const headers = { 'content-type': 'application/octet-stream' };
    const sent = await expectStatus(
      202,
      world.anna.api.post('/v1/manifests?fileName=lista.xlsx', undefined, { raw: file, headers }),
    );
    let answer = sent;
    for (const deadline = Date.now() + 90_000; Date.now() < deadline && answer.body.status !== 'DONE';) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      answer = await expectStatus(200, world.anna.api.get(`/v1/manifests/${sent.body.id}`));
    }
    expect(answer.body).toMatchObject({
      status: 'DONE',
      format: 'XLSX',
      counts: { present: 1, parsed: 1, rejected: 0, warnings: 0 },
    });
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/manifests/${sent.body.id}/bills`));
    const bill = await expectStatus(200, world.anna.api.get(`/v1/shipments/${body.items[0].id}`));
    expect(bill.body).toMatchObject({
      billReference: 'DEMO24W001',
      containers: [{ number: 'CSQU3054383', seals: ['SEAL001', 'SEAL002'] }],
      source: { format: 'XLSX', line: 2 },
      codes: { nature: { code: 'IMPORT', landsHere: true } },
    });
  });

  it('is refused in a form there is none of, and to who imports nothing', async () => {
    const address = '/v1/manifest-templates/bill-of-lading';
    expect((await expectStatus(400, world.anna.api.get(`${address}?format=pdf`))).body.fields[0].pointer).toBe(
      '/format',
    );
    await expectStatus(403, world.paola.api.get(address));
  });
});

describe('a column map', () => {
  let id: string;

  it('is saved, named once, and shown', async () => {
    const answer = await expectStatus(201, world.anna.api.post('/v1/column-maps', columnMap));
    id = answer.body.id;
    expect(answer.headers.get('location')).toBe(`/v1/column-maps/${id}`);
    expect(answer.headers.get('etag')).toBe('"v1"');
    expect(answer.body).toMatchObject({ ...columnMap, version: 1, retiredAt: null });
    await expectStatus(409, world.anna.api.post('/v1/column-maps', columnMap));
    await expectStatus(201, world.diego.api.post('/v1/column-maps', columnMap));
    const list = await expectStatus(200, world.anna.api.get('/v1/column-maps'));
    expect(list.body.items).toMatchObject([{ id, name: columnMap.name }]);
  });

  it('is refused with everything that is wrong with it', async () => {
    const wrong = {
      name: 'x',
      profile: 'NONE',
      columns: [
        { header: 'Kilos', field: 'gross_kg' },
        { header: 'KILOS ', field: 'packages' },
        { header: 'Peso', field: 'gross_kg' },
        { header: '---', field: null },
      ],
      constants: [
        { field: 'etd', value: '5/4/2024' },
        { field: 'etd', value: '2024-04-05' },
      ],
    };
    const { body } = await expectStatus(422, world.anna.api.post('/v1/column-maps', wrong));
    expect(body.code).toBe('TABLES.MAP_UNUSABLE');
    expect(body.fields.map(({ pointer, code }: Record<string, string>) => [pointer, code])).toEqual([
      ['/columns/1/header', 'HEADER_TWICE'],
      ['/columns/2/field', 'FIELD_TWICE'],
      ['/columns/3/header', 'HEADER_EMPTY'],
      ['/constants/0/value', 'NO_DATE'],
      ['/constants/1/field', 'CONSTANT_TWICE'],
      ['/columns', 'BL_NO_MISSING'],
    ]);
    const unknown = { ...columnMap, columns: [{ header: 'Doc', field: 'bill' }] };
    const fault = (await expectStatus(400, world.anna.api.post('/v1/column-maps', unknown))).body.fields[0];
    expect(fault).toMatchObject({ pointer: '/columns/0/field', code: 'IS_IN' });
  });

  it('is tried on a table and stores nothing', async () => {
    const before = await world.anna.api.get('/v1/shipments');
    const text = 'Doc;Kilos;Interno;ETA;Color\nD1;1.234,5;x1;4/5/2024;rojo\nD1;2,5;x2;4/5/2024;\n';
    const rows = text
      .trim()
      .split('\n')
      .map((line) => line.split(';'));
    const files: [string, string | Buffer][] = [
      ['text/csv', text],
      [XLSX, await writeWorkbook([{ name: 'Lista', rows }])],
    ];
    for (const [type, raw] of files) {
      const { body } = await expectStatus(
        200,
        world.anna.api.post(`/v1/column-maps/${id}/trial`, undefined, { raw, headers: { 'content-type': type } }),
      );
      expect(body).toMatchObject({
        columns: [
          { header: 'Doc', field: 'bl_no', known: true },
          { header: 'Kilos', field: 'gross_kg', known: true },
          { header: 'Interno', field: null, known: true },
          { header: 'ETA', field: 'eta', known: true },
          { header: 'Color', field: null, known: false },
        ],
        rows: [
          {
            line: 2,
            values: { bl_no: 'D1', gross_kg: '1.234,5', eta: '4/5/2024' },
            unmapped: { Interno: 'x1', Color: 'rojo' },
          },
          { line: 3, values: { bl_no: 'D1' }, unmapped: { Interno: 'x2' } },
        ],
        bills: 1,
        warningCount: 1,
        warnings: [{ code: 'UNKNOWN_COLUMN', element: 'Color' }],
        fault: null,
      });
    }
    expect((await world.anna.api.get('/v1/shipments')).text).toBe(before.text);
  });

  it.each<[string, string | Buffer, number, object]>([
    ['a table with other columns', 'a;b\n1;2\n', 200, { bills: 0, fault: { code: 'UNKNOWN_FORMAT', line: 1 } }],
    ['a manifest of another form', '<Awmds/>', 200, { columns: [], rows: [], bills: 0 }],
    ['nothing', '', 200, { fault: { code: 'EMPTY' } }],
    ['a cut workbook', Buffer.from('504b030414', 'hex'), 200, { fault: { code: 'TRUNCATED' } }],
    ['a large file', 'x'.repeat(1_100_000), 413, { code: 'REQUEST.BODY_TOO_LARGE' }],
  ])('tried on %s says so', async (_, raw, status, wanted) => {
    const headers = { 'content-type': 'text/csv' };
    const answer = world.anna.api.post(`/v1/column-maps/${id}/trial`, undefined, { raw, headers });
    expect((await expectStatus(status, answer)).body).toMatchObject(wanted);
  });

  it('takes no JSON for a table', async () => {
    await expectStatus(415, world.anna.api.post(`/v1/column-maps/${id}/trial`, { a: 1 }));
  });

  it('gets a new version by a change, and the old one stays', async () => {
    const changed = { ...columnMap, name: 'DGA, lista nueva', decimalMark: null, constants: [] };
    await expectStatus(428, put(`/v1/column-maps/${id}`, changed));
    await expectStatus(412, put(`/v1/column-maps/${id}`, changed, 7));
    const [first, second] = await Promise.all([
      put(`/v1/column-maps/${id}`, changed, 1),
      put(`/v1/column-maps/${id}`, { ...changed, name: 'other' }, 1),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 412]);
    await expectStatus(200, put(`/v1/column-maps/${id}`, changed, 2));
    const now = await expectStatus(200, world.anna.api.get(`/v1/column-maps/${id}`));
    expect(now.headers.get('etag')).toBe('"v3"');
    expect(now.body).toMatchObject({ ...changed, version: 3 });
    const old = await expectStatus(200, world.anna.api.get(`/v1/column-maps/${id}?version=1`));
    expect(old.body).toMatchObject({ ...columnMap, version: 1 });
    await expectStatus(404, world.anna.api.get(`/v1/column-maps/${id}?version=9`));
  });

  it('is retired, not deleted, and frees its name', async () => {
    await expectStatus(404, world.diego.api.delete(`/v1/column-maps/${id}`));
    await expectStatus(204, world.anna.api.delete(`/v1/column-maps/${id}`));
    await expectStatus(409, world.anna.api.delete(`/v1/column-maps/${id}`));
    expect((await expectStatus(409, put(`/v1/column-maps/${id}`, columnMap, 3))).body.code).toBe('TABLES.MAP_RETIRED');
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/column-maps/${id}`));
    expect(body.retiredAt).toEqual(expect.any(String));
    await expectStatus(201, world.anna.api.post('/v1/column-maps', { ...columnMap, name: body.name }));
  });
});

describe('the codes of an office', () => {
  const nature = {
    customsOffice: 'CAP01',
    field: 'NATURE',
    rows: [{ raw: '29', code: 'IMPORT', meaning: 'Régime provisoire' }],
  };
  const bill = {
    billReference: 'B1',
    customsOffice: 'CAP01',
    nature: '29',
    transportMode: '10',
    packageType: 'CT, COLIS',
    parties: [],
    containers: [{ number: 'CSQU3054383', fullEmpty: 'MT' }],
  };
  const read = async (by: 'anna' | 'paola' | 'diego', id: string): Promise<any> =>
    (await expectStatus(200, world[by].api.get(`/v1/shipments/${id}`))).body;

  it('are written down in versions', async () => {
    await expectStatus(428, put('/v1/code-maps', nature));
    await expectStatus(412, put('/v1/code-maps', nature, 1));
    const first = await expectStatus(200, put('/v1/code-maps', { ...nature, rows: [] }, 0));
    expect([first.headers.get('etag'), first.body.version]).toEqual(['"v1"', 1]);
    const together = await Promise.all([put('/v1/code-maps', nature, 1), put('/v1/code-maps', nature, 1)]);
    expect(together.map(({ status }) => status).sort()).toEqual([200, 412]);
    const twice = { ...nature, rows: [...nature.rows, { ...nature.rows[0], raw: ' 29' }] };
    expect((await expectStatus(422, put('/v1/code-maps', twice, 2))).body.fields).toMatchObject([
      { pointer: '/rows/1/raw', code: 'CODE_TWICE' },
    ]);
    const { body } = await expectStatus(200, world.anna.api.get('/v1/code-maps?customsOffice=CAP01'));
    expect(body).toMatchObject({ customsOffice: 'CAP01', offices: ['CAP01'] });
    expect(body.fields[0]).toMatchObject({ field: 'NATURE', version: 2, rows: nature.rows });
    expect(body.fields[0].standard).toContainEqual(
      expect.objectContaining({ raw: '26', code: 'FROB', landsHere: false }),
    );
    expect(body.fields[1]).toMatchObject({ field: 'TRANSPORT_MODE', version: 0, rows: [], savedAt: null });
    const other = await expectStatus(200, world.diego.api.get('/v1/code-maps?customsOffice=CAP01'));
    expect(other.body).toMatchObject({ offices: [], fields: [{ version: 0 }, {}, {}, {}] });
  });

  it('are shown on a bill, each reader by the own table or the published one', async () => {
    const release = { audienceIds: [world.paola.audienceId, world.diego.audienceId], purpose: 'Joint operation' };
    const { body } = await expectStatus(201, world.anna.api.post('/v1/shipments', { ...bill, release }));
    expect(body).toMatchObject({
      nature: '29',
      codes: {
        nature: { raw: '29', code: 'IMPORT', meaning: 'Régime provisoire', by: 'OFFICE', landsHere: true },
        transportMode: { raw: '10', code: 'SEA', by: 'STANDARD' },
        packageTypes: [
          { raw: 'CT', code: 'CT', meaning: 'Carton', by: 'STANDARD' },
          { raw: 'COLIS', code: null, meaning: null, by: null },
        ],
        containers: [{ fullEmpty: { raw: 'MT', code: 'EMP' } }],
      },
    });
    const { fields } = (await expectStatus(200, world.anna.api.get(`/v1/shipments/${body.id}/provenance`))).body;
    expect(
      fields.filter(({ pointer }: { pointer: string }) => /codes/i.test(pointer) && pointer !== '/hsCodes'),
    ).toEqual([]);
    for (const reader of ['paola', 'diego'] as const) {
      expect((await read(reader, body.id)).codes).toMatchObject({
        nature: { raw: '29', code: 'NATIONAL', by: 'STANDARD', landsHere: null },
        transportMode: { code: 'SEA' },
      });
    }
    const own = { ...nature, rows: [{ raw: '29', code: 'TRANSIT', meaning: 'Tránsito' }] };
    await expectStatus(200, world.diego.api.put('/v1/code-maps', own, { headers: { 'if-match': '"v0"' } }));
    expect((await read('diego', body.id)).codes.nature).toMatchObject({
      code: 'TRANSIT',
      by: 'OFFICE',
      landsHere: false,
    });
    expect((await read('anna', body.id)).codes.nature).toMatchObject({ code: 'IMPORT' });
    expect((await read('paola', body.id)).codes.nature).toMatchObject({ code: 'NATIONAL' });
  });

  it.each([
    ['26', 'FROB'],
    ['24', 'TRANSIT'],
  ])('name cargo that does not land here: nature %s', async (code, name) => {
    const { body } = await expectStatus(201, world.anna.api.post('/v1/shipments', { ...bill, nature: code }));
    expect(body.codes.nature).toMatchObject({ raw: code, code: name, landsHere: false });
  });
});
