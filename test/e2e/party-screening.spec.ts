import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ManifestScreening } from '../../src/modules/shipments/screening/manifest-screening.service';
import { type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { idOf } from '../support/resource-kind';
import { targetOf } from '../support/resources-targeting';
import { importedList, sendList } from '../support/watchlists';
import { PASSWORD, type Person, signIn, type World } from '../support/world';

/* Who stands on the bills of a manifest, screened against lists: as one job, with progress, once for each name. */
interface Line {
  readonly reference: string;
  readonly consignee?: string;
  readonly shipper?: string;
}
const bol = ({ reference, consignee = 'MAGASIN LAKAY', shipper = 'RICE TRADERS' }: Line): string =>
  `<Bol_segment><Bol_id><Bol_reference>${reference}</Bol_reference><Line_number>1</Line_number><Bol_nature>23</Bol_nature></Bol_id>
  <Traders_segment><Carrier><Carrier_name>JIMMY CHERIZIER</Carrier_name></Carrier><Exporter><Exporter_name>${shipper}</Exporter_name></Exporter><Consignee><Consignee_name>${consignee}</Consignee_name></Consignee></Traders_segment>
  <Goods_segment><Number_of_packages>10</Number_of_packages><Goods_description>RICE</Goods_description></Goods_segment></Bol_segment>`;
const manifest = (voyage: string, lines: readonly Line[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<Awmds><General_segment><General_segment_id><Customs_office_code>PAP01</Customs_office_code><Voyage_number>${voyage}</Voyage_number>
<Date_of_departure>2024-05-01</Date_of_departure></General_segment_id>
<Totals_segment><Total_number_of_bols>${lines.length}</Total_number_of_bols></Totals_segment></General_segment>${lines.map(bol).join('\n')}</Awmds>`;

const LIST = `name,schema,aliases,reference
Jimmy Cherizier,Person,Barbecue Cherizier,HTi.001
Vitelhomme Innocent,Person,,HTi.005
`;

const shared = path.resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data');
const withShared = fs.existsSync(path.join(shared, 'lists')) ? it : it.skip;

let test: TestApp;
let world: World;
let anna: ApiClient;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  anna = world.anna.api;
});
afterAll(() => test.close());

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const got = await ask();
    if (got !== undefined) return got;
    await wait(50);
  }
  throw new Error('it did not happen');
}
const send = async (api: ApiClient, voyage: string, lines: readonly Line[]): Promise<string> => {
  const headers = { 'content-type': 'application/xml' };
  const raw = manifest(voyage, lines);
  return idOf(await expectStatus(202, api.post('/v1/manifests?fileName=m.xml', undefined, { raw, headers })));
};
const ended = (api: ApiClient, id: string, number = 1): Promise<any> =>
  until(async () => {
    const { body } = await expectStatus(200, api.get(`/v1/manifests/${id}/screening`));
    const isDone = body.run?.number === number && !['QUEUED', 'RUNNING'].includes(body.run.status);
    return isDone ? body.run : undefined;
  });
const hitsOf = async (api: ApiClient, id: string): Promise<any[]> =>
  (await expectStatus(200, api.get(`/v1/manifests/${id}/screening/hits`))).body.items;
const found = async (api: ApiClient, name: string): Promise<any[]> => {
  const body = { queries: [{ schema: 'LegalEntity', names: [name] }], casework: true, listIds: [], limit: 50 };
  return (await expectStatus(200, api.post('/v1/screening/match', body))).body.answers[0].hits.filter(
    ({ met }: any) => met.recordId,
  );
};

/** Of the same organisation, cleared up to CONFIDENTIAL. */
async function colleague(name: string): Promise<Pick<Person, 'api'> & { id: string }> {
  const user = {
    organisationId: world.anna.organisationId,
    email: `${name}@lambi.example`,
    displayName: name,
    roles: ['member_state_liaison'],
    clearance: 1,
  };
  const { body } = await expectStatus(201, world.adele.api.post('/v1/users', user));
  const link = { token: body.setupLink.token, password: PASSWORD };
  await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
  return { api: (await signIn(test.url, user.email, PASSWORD)).api, id: body.id };
}

describe('without a list', () => {
  it('a manifest is NOT_SCREENED, and its parties are found by name, by those who see the bill', async () => {
    const id = await send(anna, '100W', [
      { reference: 'A1', consignee: 'Wislande Dorcély' },
      { reference: 'A2', consignee: 'TO ORDER' },
    ]);
    expect(await ended(anna, id)).toMatchObject({
      status: 'NOT_SCREENED',
      done: 2,
      of: 2,
      parties: 3,
      distinctNames: 2,
      screened: 0,
      hits: 0,
      lists: [],
    });
    const [hit] = await found(anna, 'DORCELY, Wislande');
    expect(hit.met).toMatchObject({ kind: 'shipment', pointer: '/parties/2', caption: 'Wislande Dorcély' });
    expect(await found(anna, 'Вислянд Дорсели')).toHaveLength(1);
    expect(await found(world.diego.api, 'Wislande Dorcely')).toEqual([]);
    expect(await found(anna, 'TO ORDER')).toEqual([]);
    await expectStatus(
      201,
      anna.post('/v1/releases', {
        recordIds: [hit.met.recordId],
        audienceIds: ['01900000-0000-7000-8000-000000000001'],
        purpose: 'Panel investigation',
      }),
    );
    expect(await found(world.paola.api, 'Wislande Dorcely')).toHaveLength(1);
  });
});

describe('with a list', () => {
  let list: any;
  let id: string;
  beforeAll(async () => {
    list = await importedList(anna, { code: 'WATCH', title: 'People to watch' }, LIST);
    id = await send(anna, '200W', [
      { reference: 'B1', consignee: 'CHERIZIER JIMMY' },
      { reference: 'B2', consignee: 'MAGASIN LAKAY' },
      { reference: 'B3', consignee: 'CHERIZIER JIMMY', shipper: 'INNOCENT Vitelom' },
    ]);
  });

  it('each party is screened, with the list and its version; carriers are not', async () => {
    const run = await ended(anna, id);
    expect(run).toMatchObject({ status: 'DONE', done: 3, parties: 6, distinctNames: 4, screened: 6, hits: 3 });
    expect(run.lists).toEqual([{ listId: list.id, list: 'WATCH', title: 'People to watch', version: 1, bills: 3 }]);
    const hits = await hitsOf(anna, id);
    expect(hits.map((one) => [one.billReference, one.role, one.name, one.hits[0].reference])).toEqual([
      ['B1', 'CONSIGNEE', 'CHERIZIER JIMMY', 'HTi.001'],
      ['B3', 'SHIPPER', 'INNOCENT Vitelom', 'HTi.005'],
      ['B3', 'CONSIGNEE', 'CHERIZIER JIMMY', 'HTi.001'],
    ]);
    expect(hits[0].hits[0]).toMatchObject({ list: 'WATCH', listVersion: 1, name: 'Jimmy Cherizier' });
    expect(hits[0].hits[0].why.length).toBeGreaterThan(0);
    const { body: first } = await expectStatus(200, anna.get(`/v1/manifests/${id}/screening/hits?limit=2`));
    const more = encodeURIComponent(first.nextCursor as string);
    const { body: rest } = await expectStatus(
      200,
      anna.get(`/v1/manifests/${id}/screening/hits?limit=2&cursor=${more}`),
    );
    expect([...first.items, ...rest.items]).toEqual(hits);
  });

  it('its progress is a stream that ends with the run', async () => {
    const answer = await expectStatus(200, anna.get(`/v1/manifests/${id}/screening/events`));
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const [, event, data] = /event: (\w+)\ndata: (.*)\n/.exec(answer.text)!;
    expect([event, JSON.parse(data!).run.status]).toEqual(['progress', 'DONE']);
  });

  it('the hit is an indicator of the targeting queue, which names list, version and entry', async () => {
    const [hit] = await hitsOf(anna, id);
    const target = await targetOf(world.anna, hit.shipmentId);
    expect(target).toMatchObject({ screening: 'SCREENED' });
    const listed = target.indicators.find(({ code }: any) => code === 'LISTED_PARTY');
    expect(listed.facts[0].says).toMatch(/^Resembles Jimmy Cherizier \(WATCH version 1, entry HTi\.001\)/);
  });

  it('an amended manifest screens what changed, and shows what its other bills met before', async () => {
    const next = await send(anna, '200W', [
      { reference: 'B1', consignee: 'CHERIZIER JIMMY' },
      { reference: 'B2', consignee: 'VITELHOMME INNOCENT' },
      { reference: 'B3', consignee: 'CHERIZIER JIMMY', shipper: 'INNOCENT Vitelom' },
    ]);
    const run = await ended(anna, next);
    expect(run).toMatchObject({ status: 'DONE', onlyChanged: true, parties: 2, hits: 1, hitsBefore: 3 });
    expect((await hitsOf(anna, next)).map((one) => one.billReference)).toEqual(['B1', 'B2', 'B3', 'B3']);
  });

  it('is screened again on demand, against the version that is live then', async () => {
    await sendList(anna, list.id, LIST.replace(/^Jimmy.*\n/m, ''), 202);
    const { body } = await expectStatus(202, anna.post(`/v1/manifests/${id}/screening`));
    expect(body.run.number).toBe(2);
    const run = await ended(anna, id, 2);
    expect(run).toMatchObject({ status: 'DONE', onlyChanged: false, parties: 6, hits: 1 });
    expect(run.lists).toMatchObject([{ version: 2, bills: 3 }]);
    expect((await hitsOf(anna, id)).map((one) => one.name)).toEqual(['INNOCENT Vitelom']);
  });

  it('belongs to who sent it: others see neither run nor hits', async () => {
    for (const api of [world.diego.api, world.paola.api, world.oscar.api]) {
      await expectStatus(404, api.get(`/v1/manifests/${id}/screening`));
      await expectStatus(404, api.get(`/v1/manifests/${id}/screening/hits`));
      await expectStatus(404, api.post(`/v1/manifests/${id}/screening`));
    }
  });
});

describe('what a colleague may not see', () => {
  it('is left out of the hits of a manifest: a bill that was classified above the own clearance', async () => {
    const rose = await colleague('rose');
    const id = await send(anna, '300W', [
      { reference: 'D1', consignee: 'VITELHOMME INNOCENT' },
      { reference: 'D2', consignee: 'INNOCENT VITELHOMME' },
    ]);
    await ended(anna, id);
    const [hit] = await hitsOf(anna, id);
    const { headers } = await expectStatus(200, anna.get(`/v1/shipments/${hit.shipmentId}`));
    const secret = { classification: 'STRICTLY_CONFIDENTIAL' };
    const etag = { headers: { 'if-match': headers.get('etag')! } };
    await expectStatus(200, anna.patch(`/v1/shipments/${hit.shipmentId}`, secret, etag));
    expect(await hitsOf(anna, id)).toHaveLength(2);
    expect((await hitsOf(rose.api, id)).map(({ billReference }) => billReference)).toEqual(['D2']);
    const byName = await found(rose.api, 'VITELHOMME INNOCENT');
    expect(byName.map(({ met }) => met.recordId)).not.toContain(hit.shipmentId);
    await expectStatus(202, rose.api.post(`/v1/manifests/${id}/screening`));
    expect(await ended(anna, id, 2)).toMatchObject({ status: 'NOT_SCREENED', done: 2, unseen: 1, hits: 1 });
    expect(await hitsOf(anna, id)).toHaveLength(2);
  });

  it('a run of somebody who was disabled has failed, and a colleague can ask for another', async () => {
    const jean = await colleague('jean');
    const screening = test.app.get(ManifestScreening, { strict: false });
    const begun = jest.spyOn(screening, 'run').mockImplementationOnce(async () => {
      const { body, headers } = await expectStatus(200, world.adele.api.get(`/v1/users/${jean.id}`));
      const etag = { headers: { 'if-match': headers.get('etag')! } };
      await expectStatus(200, world.adele.api.patch(`/v1/users/${body.id}`, { disabled: true }, etag));
      throw new Error('the process was killed');
    });
    const id = await send(jean.api, '301W', [{ reference: 'E1', consignee: 'VITELHOMME INNOCENT' }]);
    expect(await ended(anna, id)).toMatchObject({
      status: 'FAILED',
      done: 0,
      fault: expect.stringContaining('colleague'),
    });
    begun.mockRestore();
    await expectStatus(202, anna.post(`/v1/manifests/${id}/screening`));
    expect(await ended(anna, id, 2)).toMatchObject({ status: 'DONE', hits: 1, fault: null });
  });
});

withShared(
  'a real manifest is screened against the Consolidated List, and one may still ask for it once more',
  async () => {
    const un = fs.readFileSync(path.join(shared, 'lists/un-consolidated-2026-02-27.xml'), 'utf8');
    await importedList(world.sonia.api, { code: 'UN_SC', title: 'Consolidated List', published: true }, un);
    const raw = fs
      .readFileSync(path.join(shared, 'manifests/awmds-339bols.xml'), 'utf8')
      .replace(/<Consignee_name>[^<]*/, '<Consignee_name>CHERIZIER JIMMY');
    const headers = { 'content-type': 'application/xml' };
    const answer = world.diego.api.post('/v1/manifests?fileName=real.xml', undefined, { raw, headers });
    const id = idOf(await expectStatus(202, answer));
    const run = await ended(world.diego.api, id);
    expect(run).toMatchObject({ status: 'DONE', done: 339, lists: [{ list: 'UN_SC', version: 1, bills: 339 }] });
    expect(run.screened).toBe(run.parties);
    const listed = (await hitsOf(world.diego.api, id)).find(({ name }) => name === 'CHERIZIER JIMMY');
    expect(listed.hits[0]).toMatchObject({ list: 'UN_SC', reference: 'HTi.001' });
    const twice = await Promise.all([1, 2].map(() => world.diego.api.post(`/v1/manifests/${id}/screening`)));
    expect(twice.map(({ status, body }) => [status, body.run.number])).toEqual([
      [202, 2],
      [202, 2],
    ]);
  },
);

it('a bill submitted by itself is found and screened', async () => {
  const parties = [
    { role: 'CONSIGNEE', name: 'Kettly Saint-Fleur' },
    { role: 'NOTIFY', name: 'SAME AS CONSIGNEE' },
  ];
  await expectStatus(201, anna.post('/v1/shipments', { billReference: 'C1', parties }));
  const hits = await until(async () => {
    const got = await found(anna, 'SAINTFLEUR KETLY');
    return got.length > 0 ? got : undefined;
  });
  expect(hits.map(({ met }: any) => met.pointer)).toEqual(['/parties/0']);
});
