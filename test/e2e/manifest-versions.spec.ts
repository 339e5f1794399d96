import fs from 'node:fs';
import path from 'node:path';
import { BillBatches } from '../../src/modules/shipments/manifests/bill-batch.service';
import { ImportManifestJob } from '../../src/modules/shipments/manifests/import-manifest.job';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';

/* An amended manifest: unchanged bills stay the records they are, changed ones are superseded, and nothing is written over. */
const first = fs.readFileSync(path.resolve(__dirname, '../../seeds/demo/awmds-cap-haitien.xml'), 'utf8');
const FIELD = /<Consignee_name>([^<]*)</;

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

async function imported(api: ApiClient, content: string): Promise<Answer> {
  const headers = { 'content-type': 'application/xml' };
  const { body } = await expectStatus(
    202,
    api.post('/v1/manifests?fileName=m.xml', undefined, { raw: content, headers }),
  );
  for (const deadline = Date.now() + 90_000; Date.now() < deadline;) {
    const answer = await expectStatus(200, api.get(`/v1/manifests/${body.id}`));
    if (answer.body.status === 'DONE') return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the import did not end');
}
const bill = (reference: string): RegExp =>
  new RegExp(`<Bol_segment>(?:(?!</Bol_segment>)[\\s\\S])*${reference}[\\s\\S]*?</Bol_segment>`);
const billsOf = async (api: ApiClient, id: string): Promise<any[]> =>
  (await expectStatus(200, api.get(`/v1/manifests/${id}/bills`))).body.items;

describe('an amended manifest', () => {
  let before: Answer;
  let after: Answer;
  let amended: string;
  beforeAll(async () => {
    before = await imported(world.anna.api, first);
    const changed = bill('RNDCAP024W002').exec(first)![0].replace(FIELD, '<Consignee_name>SOMEBODY ELSE<');
    const added = bill('RNDCAP024W001').exec(first)![0].replace('RNDCAP024W001', 'RNDCAP024W009');
    amended = first
      .replace(bill('RNDCAP024W002'), changed)
      .replace(bill('RNDCAP024W003'), added)
      .replace('<Total_number_of_bols>3<', '<Total_number_of_bols>3<');
    after = await imported(world.anna.api, amended);
  });

  it('is the next version of the manifest of the same office, voyage and day', async () => {
    expect(before.body).toMatchObject({ version: 1, amends: null, changes: { added: 3, changed: 0, removed: 0 } });
    expect(after.body).toMatchObject({
      version: 2,
      amends: before.body.id,
      amendedBy: null,
      counts: { present: 3, parsed: 3, rejected: 0 },
      changes: { added: 1, changed: 1, unchanged: 1, removed: 1 },
      progress: { done: 3, of: 3 },
    });
    const old = await expectStatus(200, world.anna.api.get(`/v1/manifests/${before.body.id}`));
    expect(old.body.amendedBy).toBe(after.body.id);
  });

  it('keeps the record of an unchanged bill, and the old record of a changed one as it was', async () => {
    const [was, is] = [await billsOf(world.anna.api, before.body.id), await billsOf(world.anna.api, after.body.id)];
    expect(is.map(({ billReference }) => billReference)).toEqual(['RNDCAP024W001', 'RNDCAP024W002', 'RNDCAP024W009']);
    expect(is[0].id).toBe(was[0].id);
    expect(is[1].id).not.toBe(was[1].id);
    const old = await expectStatus(200, world.anna.api.get(`/v1/shipments/${was[1].id}`));
    expect(old.body).toMatchObject({
      version: 1,
      source: { manifestId: before.body.id },
      supersedesId: null,
      supersededById: is[1].id,
    });
    expect(JSON.stringify(old.body)).not.toContain('SOMEBODY ELSE');
    expect((await world.anna.api.get('/v1/shipments')).body.items).toHaveLength(5);
  });

  it('shows the difference bill by bill and field by field', async () => {
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/manifests/${after.body.id}/differences`));
    expect(body.items.map(({ change, billReference }: any) => [change, billReference])).toEqual([
      ['CHANGED', 'RNDCAP024W002'],
      ['ADDED', 'RNDCAP024W009'],
      ['REMOVED', 'RNDCAP024W003'],
    ]);
    expect(body.items[0].fields).toEqual([
      { pointer: expect.stringMatching(/^\/parties\/\d\/name$/), before: expect.any(String), after: 'SOMEBODY ELSE' },
    ]);
    expect(body.items[0].previousShipmentId).toBeTruthy();
    const unchanged = await world.anna.api.get(`/v1/manifests/${after.body.id}/differences?change=UNCHANGED`);
    expect(unchanged.body.items).toHaveLength(1);
    expect((await world.anna.api.get(`/v1/manifests/${after.body.id}/differences?change=OTHER`)).status).toBe(400);
  });

  it('goes through all differences by pages', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const address: string = `/v1/manifests/${after.body.id}/differences?limit=1${cursor && `&cursor=${cursor}`}`;
      const { body }: Answer = await expectStatus(200, world.anna.api.get(address));
      seen.push(...body.items.map(({ billReference }: any) => billReference));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(['RNDCAP024W002', 'RNDCAP024W009', 'RNDCAP024W003']);
  });

  it('is another manifest for another organisation', async () => {
    const other = await imported(world.diego.api, amended);
    expect(other.body).toMatchObject({ version: 1, amends: null, changes: { added: 3 } });
  });

  it('gives its file back byte for byte', async () => {
    const answer = await expectStatus(200, world.anna.api.get(`/v1/manifests/${after.body.id}/file`));
    expect(answer.text).toBe(amended);
    const digest = Buffer.from(after.body.sha256, 'hex').toString('base64');
    expect(answer.headers.get('content-digest')).toBe(`sha-256=:${digest}:`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  });
});

/** 501 bills: two batches. */
const many = (voyage: string, goods: string, lines = 501): string => `<?xml version="1.0" encoding="UTF-8"?>
<Awmds><General_segment><General_segment_id><Customs_office_code>PAP01</Customs_office_code><Voyage_number>${voyage}</Voyage_number>
<Date_of_departure>2024-05-01</Date_of_departure></General_segment_id></General_segment>${Array.from(
  { length: lines },
  (
    _,
    i,
  ) => `<Bol_segment><Bol_id><Bol_reference>${voyage}-${i}</Bol_reference><Line_number>${i + 1}</Line_number></Bol_id>
<Goods_segment><Goods_description>${goods}</Goods_description></Goods_segment></Bol_segment>`,
).join('\n')}</Awmds>`;

describe('a version that stopped half way', () => {
  const standing = async (voyage: string): Promise<string[]> => {
    const rows = await asSuperuser(test.database.superuser, (client) =>
      client.query(
        `SELECT s.bill_reference || ' ' || s.goods_description AS bill FROM shipments s WHERE s.voyage_number = $1
            AND NOT EXISTS (SELECT 1 FROM shipments n WHERE n.supersedes_key = s.record_key) ORDER BY 1`,
        [voyage],
      ),
    );
    return rows.rows.map(({ bill: one }) => one);
  };
  async function stopped(content: string): Promise<string> {
    const write = BillBatches.prototype.write;
    const spy = jest.spyOn(BillBatches.prototype, 'write').mockImplementation(function (this: BillBatches, ...args) {
      if (args[2].position === 0) return write.apply(this, args);
      return Promise.reject(Object.assign(new Error('out of range'), { code: '22003' }));
    });
    try {
      const headers = { 'content-type': 'application/xml' };
      const sent = world.anna.api.post('/v1/manifests?fileName=m.xml', undefined, { raw: content, headers });
      const { id } = (await expectStatus(202, sent)).body;
      for (let attempt = 0; attempt < 1200; attempt += 1) {
        const { body } = await world.anna.api.get(`/v1/manifests/${id}`);
        if (body.status === 'REFUSED') {
          expect(body).toMatchObject({ fault: { code: 'NOT_STORABLE' }, progress: { done: 500, of: 501 } });
          return id;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('it did not stop');
    } finally {
      spy.mockRestore();
    }
  }

  it('is followed by one that takes its bills and those of the version before into account', async () => {
    await imported(world.anna.api, many('S1', 'RICE'));
    const half = await stopped(many('S1', 'BEANS'));
    const { body } = await imported(world.anna.api, many('S1', 'MAIZE', 499));
    expect(body).toMatchObject({ amends: half, changes: { added: 0, changed: 499, unchanged: 0, removed: 2 } });
    const bills = await standing('S1');
    expect(bills.filter((one) => one.endsWith('MAIZE'))).toHaveLength(499);
    expect(bills.filter((one) => !one.endsWith('MAIZE'))).toEqual(['S1-499 BEANS', 'S1-500 RICE']);
    const again = world.anna.api.post('/v1/manifests?fileName=m.xml', undefined, {
      raw: many('S1', 'BEANS'),
      headers: { 'content-type': 'application/xml' },
    });
    expect((await expectStatus(200, again)).body).toMatchObject({ id: half, status: 'REFUSED' });
  });

  it('is given up if it was begun sixty times, and goes on when it is sent again', async () => {
    const half = await stopped(many('S4', 'RICE'));
    const [row] = await asSuperuser(test.database.superuser, async (client) => {
      await client.query('SET session_replication_role = replica'); // as nobody may: without a leaf
      await client.query(`UPDATE manifests SET status = 'READING', attempts = 60, fault = NULL WHERE id = $1`, [half]);
      const sql = `SELECT m.created_by AS "userKey", o.key, o.id, o.code, m.classification FROM manifests m JOIN organisations o ON o.key = m.owner_id WHERE m.id = $1`;
      return (await client.query(sql, [half])).rows;
    });
    const { userKey, classification, ...owner } = row;
    await test.app.get(ImportManifestJob).run({ manifestId: half, userKey, owner, classification });
    const { body } = await world.anna.api.get(`/v1/manifests/${half}`);
    expect(body).toMatchObject({ status: 'REFUSED', attempts: 61, fault: { code: 'FAILED' } });
    expect((await imported(world.anna.api, many('S4', 'RICE'))).body).toMatchObject({ id: half, attempts: 1 });
    expect(await standing('S4')).toHaveLength(501);
  });

  it('makes no bill twice if it was the first of its voyage', async () => {
    await stopped(many('S2', 'RICE'));
    const { body } = await imported(world.anna.api, many('S2', 'RICE').replace('</Awmds>', '\n</Awmds>'));
    expect(body).toMatchObject({ changes: { added: 1, changed: 0, unchanged: 500, removed: 0 } });
    expect(await standing('S2')).toHaveLength(501);
  });
});

describe('a colleague who is not cleared for a manifest', () => {
  it('sends the same file, or another version, as if it were not there', async () => {
    const { anna, adele } = world;
    const secret = '/v1/manifests?fileName=m.xml&classification=STRICTLY_CONFIDENTIAL';
    const headers = { 'content-type': 'application/xml' };
    const send = (address: string, raw: string) => anna.api.post(address, undefined, { raw, headers });
    const first_ = await imported(anna.api, many('S3', 'RICE', 2));
    const hidden = await expectStatus(202, send(secret, many('S3', 'BEANS', 2)));
    for (let status = ''; status !== 'DONE';)
      status = (await anna.api.get(`/v1/manifests/${hidden.body.id}`)).body.status;
    const clear = async (clearance: number): Promise<void> => {
      const { headers: of } = await expectStatus(200, adele.api.get(`/v1/users/${anna.id}`));
      const change = adele.api.patch(
        `/v1/users/${anna.id}`,
        { clearance },
        { headers: { 'if-match': of.get('etag')! } },
      );
      await expectStatus(200, change);
    };
    await clear(1);
    try {
      const same = await imported(anna.api, many('S3', 'BEANS', 2));
      expect(same.body).toMatchObject({ amends: first_.body.id, version: 2, changes: { changed: 2 } });
      const { body } = await imported(anna.api, many('S3', 'MAIZE', 2));
      expect(body).toMatchObject({ amends: same.body.id, version: 3, changes: { changed: 2 } });
    } finally {
      await clear(2);
    }
    const bills = await billsOf(anna.api, first_.body.id);
    await expectStatus(200, anna.api.get(`/v1/shipments/${bills[0].id}`));
    await expectStatus(200, anna.api.get('/v1/shipments?voyageNumber=S3'));
  });
});

describe('the progress of an import', () => {
  it('is JSON, or a stream of events that ends with the import', async () => {
    const { body } = await imported(world.anna.api, first.replaceAll('024W', '031W'));
    const json = await expectStatus(200, world.anna.api.get(`/v1/manifests/${body.id}/progress`));
    expect(json.body).toEqual({ status: 'DONE', done: 3, of: 3, fault: null });
    const headers = { accept: 'text/event-stream' };
    const stream = await expectStatus(200, world.anna.api.get(`/v1/manifests/${body.id}/progress`, { headers }));
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.text).toBe(
      'retry: 2000\n\nevent: progress\ndata: {"status":"DONE","done":3,"of":3,"fault":null}\n\n',
    );
    expect((await world.diego.api.get(`/v1/manifests/${body.id}/progress`, { headers })).status).toBe(404);
  });
});
