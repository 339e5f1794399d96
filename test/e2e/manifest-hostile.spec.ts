import fs from 'node:fs';
import path from 'node:path';
import { BillBatches } from '../../src/modules/shipments/manifests/bill-batch.service';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';

/* Files made to hurt, through the whole way: each is refused with its line, or imported with every bill. None stays half done. */
const demo = fs.readFileSync(path.resolve(__dirname, '../../seeds/demo/awmds-cap-haitien.xml'), 'utf8');

/** Text that does not compress, so that an index entry is as long as it looks. */
function noise(length: number): string {
  let state = 2692;
  return Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return String.fromCharCode(0x4e00 + ((state >>> 0) % 20_000));
  }).join('');
}

/** Each its own voyage: none is a version of another. */
let voyages = 0;
const ofItsOwn = (content: string): string => content.replace('>024W<', `>V${(voyages += 1)}<`);
function field(name: string, value: string): string {
  const found = new RegExp(`<${name}>[^<]*<`);
  if (!found.test(demo)) throw new Error(`no ${name} in the file`);
  return ofItsOwn(demo).replace(found, `<${name}>${value}<`);
}
const element = `${'a'.repeat(79)}\u{20000}`;
const files: readonly [string, string, number][] = [
  ['a bill reference of 6,000 characters', field('Bol_reference', noise(6_000)), 3],
  ['a voyage number of 6,000 characters', field('Voyage_number', noise(6_000)), 3],
  ['a customs office of 6,000 characters', field('Customs_office_code', noise(6_000)), 3],
  ['a place of unloading of 6,000 characters', field('Place_of_unloading_code', noise(6_000)), 3],
  ['references as long as they may be', field('Bol_reference', noise(500)), 3],
  ['a voyage number as long as it may be', field('Voyage_number', noise(500)), 3],
  ['a container number of 6,000 characters', field('Ctn_reference', noise(6_000)), 3],
  ['a seal of 6,000 characters', field('Marks1', noise(6_000)), 3],
  ['a name of 6,000 characters', field('Consignee_name', noise(6_000)), 3],
  [
    'a column whose name is cut within a character',
    `bl_no,vessel,container_no,${'a'.repeat(199)}\u{1F600}\nB1,RAINER,SMLU4815164,x\n`,
    1,
  ],
  [
    'an element whose name is cut within a character',
    ofItsOwn(demo).replace('</Bol_id>', `<${element}>x</${element}></Bol_id>`),
    3,
  ],
  ['a mass of -1E300', field('Gross_mass', '-1E300'), 3],
  ['a mass of 1E400', field('Gross_mass', '1E400'), 3],
  ['a mass of 1E308, twice', ofItsOwn(demo).replaceAll(/<Gross_mass>[^<]*</g, '<Gross_mass>1E308<'), 3],
  ['a number of packages of -1E300', field('Number_of_packages', '-1E300'), 3],
  ['a line number of -5000000000', field('Line_number', '-5000000000'), 3],
  ['a container mass of -1E300', field('Goods_weight', '-1E300'), 3],
  ['half a character by reference', field('Identity_of_transporter', 'A&#xD83D;B'), 3],
  ['a NUL by reference', field('Identity_of_transporter', 'A&#0;B'), 3],
  ['a COPY escape', field('Consignee_name', 'A\\N\\.\\\\'), 3],
  ['an end of COPY', field('Consignee_name', '\n\\.\n'), 3],
];

describe('a file made to hurt', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  async function ended(api: ApiClient, id: string): Promise<Answer> {
    for (const deadline = Date.now() + 100_000; Date.now() < deadline;) {
      const answer = await expectStatus(200, api.get(`/v1/manifests/${id}`));
      if (['DONE', 'REFUSED'].includes(answer.body.status)) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { rows } = await asSuperuser(test.database.superuser, (client) =>
      client.query('SELECT last_error FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL'),
    );
    throw new Error(`the import did not end: ${JSON.stringify(rows).slice(0, 500)}`);
  }

  it('with bills of thousands of containers is written in batches that memory holds', async () => {
    const box = (i: number): string => `<ctn_segment><Ctn_reference>BOX${i}</Ctn_reference></ctn_segment>`;
    const boxes = Array.from({ length: 2_000 }, (_, i) => box(i)).join('');
    const bill = /<Bol_segment>[\s\S]*?<\/Bol_segment>/.exec(demo)![0];
    const fat = Array.from({ length: 14 }, (_, i) =>
      bill.replace('RNDCAP024W001', `FAT-${i}`).replace(/<ctn_segment>[\s\S]*<\/ctn_segment>/, boxes),
    ).join('');
    const raw = ofItsOwn(demo).replace('</Awmds>', `${fat}</Awmds>`);
    const write = jest.spyOn(BillBatches.prototype, 'write');
    const headers = { 'content-type': 'application/xml' };
    const { body } = await world.anna.api.post('/v1/manifests?fileName=m', undefined, { raw, headers });
    const { body: end } = await ended(world.anna.api, body.id);
    expect(end).toMatchObject({ status: 'DONE', counts: { present: 17, parsed: 17, containerLines: 28_004 } });
    const sizes = write.mock.calls.map(([, , { bills }]) => bills.length);
    write.mockRestore();
    expect(sizes.reduce((total, one) => total + one, 0)).toBe(17);
    expect(Math.max(...sizes)).toBeLessThan(17);
  });

  it.each(files)('with %s is refused or imported whole', async (_, content, bills) => {
    const headers = { 'content-type': 'application/octet-stream' };
    const { status, body } = await world.anna.api.post('/v1/manifests?fileName=m', undefined, {
      raw: Buffer.from(content),
      headers,
    });
    if (status === 422) {
      expect(body).toMatchObject({ code: 'SHIPMENT.NOT_A_MANIFEST', reasons: [{ code: expect.any(String) }] });
      return;
    }
    expect(status).toBe(202);
    const end = await ended(world.anna.api, body.id);
    expect(end.body).toMatchObject({ status: 'DONE', counts: { present: bills, parsed: bills, rejected: 0 } });
  });
});
