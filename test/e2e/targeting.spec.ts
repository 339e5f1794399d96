import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { ScoresRepository } from '../../src/modules/targeting/scoring/scores.repository';
import { type PartyScreening, SCREENING } from '../../src/modules/screening';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { idOf } from '../support/resource-kind';
import { targetOf } from '../support/resources-targeting';
import type { Person, World } from '../support/world';

/* A manifest comes in; which bills to open, why, what became of it, and what others must not learn from it. */
const DEMO = readFileSync(path.resolve(__dirname, '../../seeds/demo/awmds-cap-haitien.xml'), 'utf8');

const NO_ID = '01900000-0000-7000-8000-0000000000ff';

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
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

async function importManifest({ api }: Person, xml: string): Promise<{ id: string; targets: any[] }> {
  const headers = { 'content-type': 'application/xml' };
  const id = idOf(await expectStatus(202, api.post('/v1/manifests?fileName=m.xml', undefined, { raw: xml, headers })));
  const targets = await until(async () => {
    const { body: manifest } = await api.get(`/v1/manifests/${id}`);
    const { body } = await api.get(`/v1/targets?limit=200&manifestId=${id}`);
    return manifest.status === 'DONE' && body.items.length === manifest.counts.parsed ? body.items : undefined;
  });
  return { id, targets };
}

interface Line {
  readonly reference: string;
  readonly shipper?: string;
  readonly consignee?: string;
  readonly goods?: string;
  readonly nature?: string;
  readonly from?: string;
}
const bol = ({
  reference,
  shipper = 'RICE TRADERS',
  consignee = 'MAGASIN LAKAY',
  goods = 'RICE',
  nature = '23',
  from = 'PAMIT',
}: Line): string =>
  `<Bol_segment><Bol_id><Bol_reference>${reference}</Bol_reference><Line_number>1</Line_number><Bol_nature>${nature}</Bol_nature></Bol_id>
  <Load_unload_place><Place_of_loading_code>${from}</Place_of_loading_code><Place_of_unloading_code>HTPAP</Place_of_unloading_code></Load_unload_place>
  <Traders_segment><Exporter><Exporter_name>${shipper}</Exporter_name></Exporter><Consignee><Consignee_name>${consignee}</Consignee_name></Consignee></Traders_segment>
  <Goods_segment><Number_of_packages>10</Number_of_packages><Gross_mass>500</Gross_mass><Goods_description>${goods}</Goods_description></Goods_segment></Bol_segment>`;
const manifest = (voyage: string, lines: readonly Line[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<Awmds><General_segment><General_segment_id><Customs_office_code>PAP01</Customs_office_code><Voyage_number>${voyage}</Voyage_number>
<Date_of_departure>2024-05-01</Date_of_departure><Date_of_arrival>2024-05-04</Date_of_arrival></General_segment_id>
<Totals_segment><Total_number_of_bols>${lines.length}</Total_number_of_bols></Totals_segment></General_segment>${lines.map(bol).join('\n')}</Awmds>`;

const codesOf = (target: any): string[] => target.indicators.map(({ code }: { code: string }) => code);
const bills = (targets: any[]): string[] => targets.map(({ bill }) => bill.billReference);

async function rescore({ api }: Person): Promise<void> {
  const { body } = await expectStatus(202, api.post('/v1/targets/rescoring'));
  await until(async () => {
    const { body: page } = await api.get('/v1/targets?limit=200');
    return page.items.every(({ scoredAt }: any) => scoredAt >= body.requestedAt) ? true : undefined;
  });
}
const set = ({ api }: Person, body: object) =>
  expectStatus(200, api.put('/v1/risk-indicators/settings', { reason: 'Tried out', ...body }));

describe('a manifest at the port', () => {
  let anna: Person;
  let demo: { id: string; targets: any[] };
  beforeAll(async () => {
    ({ anna } = world);
    demo = await importManifest(anna, DEMO);
  });

  it('is a queue with the highest score first, and each indicator says why', () => {
    expect(bills(demo.targets)).toEqual(['RNDCAP024W002', 'RNDCAP024W003', 'RNDCAP024W001']);
    const [sheets, barrels] = demo.targets;
    expect(codesOf(sheets)).toEqual(['HS_TEXT_MISMATCH', 'LOAD_PORT', 'CONSOLIDATOR']);
    expect(codesOf(barrels)).toEqual(['PERSONAL_EFFECTS', 'LOAD_PORT', 'CONSOLIDATOR']);
    expect(barrels).toMatchObject({
      state: 'OPEN',
      score: 6,
      screening: 'NOT_AVAILABLE',
      decision: null,
      inspections: [],
      bill: { billReference: 'RNDCAP024W003', containerNumbers: ['TRLU6204185'] },
    });
    expect(barrels.indicators[0].facts).toEqual([
      { pointer: '/goodsDescription', value: 'PERSONAL EFFECTS IN BARRELS', says: 'Described as "PERSONAL EFFECTS"' },
    ]);
  });

  it('can be filtered, and read page by page', async () => {
    const ask = async (query: string): Promise<string[]> => {
      const { body } = await expectStatus(200, anna.api.get(`/v1/targets?manifestId=${demo.id}&${query}`));
      return bills(body.items);
    };
    expect(await ask('indicator=PERSONAL_EFFECTS')).toEqual(['RNDCAP024W003']);
    expect(await ask('minScore=7')).toEqual(['RNDCAP024W002']);
    expect(await ask('customsOffice=CAP01&unloadingPlace=HTCAP&voyageNumber=024W&state=OPEN')).toHaveLength(3);
    expect(await ask('arrivalFrom=2024-04-05&arrivalTo=2024-04-05')).toHaveLength(3);
    expect(await ask('arrivalFrom=2024-04-06')).toEqual([]);
    expect(await ask('customsOffice=PAP01')).toEqual([]);
    const first = await expectStatus(200, anna.api.get(`/v1/targets?manifestId=${demo.id}&limit=2`));
    const next = await ask(`limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`);
    expect([...bills(first.body.items), ...next]).toEqual(bills(demo.targets));
    await expectStatus(400, anna.api.get('/v1/targets?indicator=NOTHING'));
    await expectStatus(400, anna.api.get(`/v1/targets?minScore=1&cursor=${encodeURIComponent(first.body.nextCursor)}`));
  });

  it('takes decisions with a reason, held to the score the officer saw', async () => {
    const { id } = demo.targets[2];
    const decide = (body: object, headers = {}) => anna.api.post(`/v1/targets/${id}/decisions`, body, { headers });
    const read = await expectStatus(200, anna.api.get(`/v1/targets/${id}`));
    const release = { state: 'RELEASED', reason: 'Known importer, regular goods' };
    await expectStatus(428, decide(release));
    await expectStatus(412, decide(release, { 'if-match': '"v99"' }));
    await expectStatus(400, decide({ state: 'RELEASED' }, { 'if-match': read.headers.get('etag')! }));
    const done = await expectStatus(201, decide(release, { 'if-match': read.headers.get('etag')! }));
    expect(done.body).toMatchObject({
      state: 'RELEASED',
      decision: { ...release, score: read.body.score, decidedBy: 'anna' },
    });
    await expectStatus(412, decide(release, { 'if-match': read.headers.get('etag')! }));
    const open = await expectStatus(200, anna.api.get(`/v1/targets?manifestId=${demo.id}&state=OPEN`));
    expect(bills(open.body.items)).not.toContain('RNDCAP024W001');
    const reopen = { state: 'OPEN', reason: 'A colleague asks to wait' };
    const again = await expectStatus(201, decide(reopen, { 'if-match': done.headers.get('etag')! }));
    expect(again.body.decisions.map(({ state }: any) => state)).toEqual(['OPEN', 'RELEASED']);
  });

  it('starts an inspection with the data of the bill, once, and counts what it found', async () => {
    const [sheets, barrels] = demo.targets;
    const headers = { 'idempotency-key': 'start-inspection-1' };
    const start = { placeCountry: 'HT', placeLocode: 'HTCAP' };
    const begin = () => anna.api.post(`/v1/targets/${barrels.id}/inspection`, start, { headers });
    const { body: draft } = await expectStatus(201, begin());
    expect(draft).toMatchObject({
      status: 'DRAFT',
      shipmentId: barrels.bill.id,
      ground: 'RISK_PROFILE',
      billReference: 'RNDCAP024W003',
      containerNumber: 'TRLU6204185',
      vesselName: 'RAINER D',
      vesselImo: '9074729',
      transportMode: 'sea',
      receipt: { id: expect.any(String) },
    });
    expect(draft.groundStatement).toContain('Personal effects: Described as "PERSONAL EFFECTS"');
    expect((await expectStatus(201, begin())).body.id).toBe(draft.id);
    const precision = async (code: string): Promise<any> =>
      (await anna.api.get('/v1/targets/precision')).body.indicators.find((one: any) => one.code === code);
    expect(await precision('PERSONAL_EFFECTS')).toMatchObject({ inspected: 0, precision: null });

    const result = {
      legalBasis: 'Code douanier, art. 62',
      necessity: 'Risk profile',
      examinedAt: '2024-04-06T10:00:00-04:00',
    };
    const nil = await expectStatus(
      200,
      anna.api.patch(`/v1/inspections/${draft.id}`, { ...result, result: 'NIL' }, { headers: { 'if-match': '"v1"' } }),
    );
    await expectStatus(
      201,
      anna.api.post(
        `/v1/inspections/${draft.id}/transitions`,
        { event: 'complete' },
        { headers: { 'if-match': nil.headers.get('etag')! } },
      ),
    );
    const found = { ...start, ...result, result: 'FOUND', items: inspection.items, containerNumber: 'SMLU7732016' };
    const done = await expectStatus(201, anna.api.post(`/v1/targets/${sheets.id}/inspection`, found));
    expect(done.body).toMatchObject({ status: 'COMPLETED', containerNumber: 'SMLU7732016' });

    expect(await precision('PERSONAL_EFFECTS')).toMatchObject({
      inspected: 1,
      nil: 1,
      found: 0,
      precision: 0,
      low: 0,
      high: 0.7935,
    });
    expect(await precision('LOAD_PORT')).toMatchObject({ inspected: 2, nil: 1, found: 1, precision: 0.5 });
    const { body: table } = await expectStatus(200, anna.api.get('/v1/risk-indicators'));
    expect(table.indicators.find(({ code }: any) => code === 'HS_TEXT_MISMATCH').precision).toMatchObject({
      inspected: 1,
      found: 1,
    });
    const { body: seen } = await anna.api.get(`/v1/targets/${barrels.id}`);
    expect(seen.inspections).toEqual([
      { id: draft.id, reference: draft.reference, status: 'COMPLETED', result: 'NIL' },
    ]);
  });

  it('flags the next bill of whoever stood on a bill with a find, and not that bill itself', async () => {
    const next = await importManifest(
      anna,
      manifest('031W', [
        { reference: 'B1', consignee: 'QUINCAILLERIE DU BORD DE MER', nature: '26' },
        { reference: 'B2', consignee: 'EGLISE BAPTISTE DE MILOT' },
        { reference: 'B3', consignee: 'TO ORDER' },
      ]),
    );
    expect(next.targets.map((one) => [one.bill.billReference, codesOf(one)])).toEqual([
      ['B1', ['CONSIGNEE_SEEN', 'TRANSIT_OR_FROB']],
      ['B2', ['CONSIGNEE_RELIGIOUS']],
      ['B3', []],
    ]);
    expect(next.targets[0].indicators[0].facts[0]).toMatchObject({
      value: 'QUINCAILLERIE DU BORD DE MER',
      record: { kind: 'inspection', reference: expect.stringMatching(/^HT-AGD-INS-/) },
    });
    await rescore(anna);
    const { body: seized } = await anna.api.get(`/v1/targets/${demo.targets[0].id}`);
    expect(codesOf(seized)).not.toContain('CONSIGNEE_SEEN');
  });

  it('is scored again when a bill is corrected', async () => {
    const { bill, id } = demo.targets[1];
    const { headers } = await expectStatus(200, anna.api.get(`/v1/shipments/${bill.id}`));
    const patch = { goodsDescription: 'EFFETS PERSONNELS ET VEHICULE USAGE' };
    await expectStatus(
      200,
      anna.api.patch(`/v1/shipments/${bill.id}`, patch, { headers: { 'if-match': headers.get('etag')! } }),
    );
    const codes = await until(async () => {
      const { body } = await anna.api.get(`/v1/targets/${id}`);
      return codesOf(body).includes('USED_VEHICLES') ? codesOf(body) : undefined;
    });
    expect(codes).toEqual(['PERSONAL_EFFECTS', 'USED_VEHICLES', 'LOAD_PORT', 'CONSOLIDATOR']);
  });

  it('is scored again when an indicator is switched off, and keeps the scores that stood', async () => {
    const { id } = demo.targets[1];
    const before = await expectStatus(200, anna.api.get(`/v1/targets/${id}`));
    await expectStatus(
      201,
      anna.api.post(
        `/v1/targets/${id}/decisions`,
        { state: 'ESCALATED', reason: 'Nobody at the address' },
        { headers: { 'if-match': before.headers.get('etag')! } },
      ),
    );
    const { body: off } = await set(anna, { code: 'PERSONAL_EFFECTS', enabled: false });
    expect(off).toMatchObject({ enabled: false, tableWeight: 3, setting: { reason: 'Tried out', setBy: 'anna' } });
    await set(anna, { code: 'CONSOLIDATOR', enabled: true, weight: 9 });
    await rescore(anna);
    const { body: after } = await expectStatus(200, anna.api.get(`/v1/targets/${id}`));
    expect(codesOf(after)).not.toContain('PERSONAL_EFFECTS');
    expect(after).toMatchObject({ state: 'ESCALATED', decision: { score: before.body.score } });
    expect(after.score).toBe(before.body.score - 3 - 2 + 9);
    expect(after.scores.map(({ score }: any) => score)).toEqual([
      after.score,
      ...before.body.scores.map(({ score }: any) => score),
    ]);
    await rescore(anna);
    expect((await anna.api.get(`/v1/targets/${id}`)).body.scores).toHaveLength(after.scores.length);
    await set(anna, { code: 'PERSONAL_EFFECTS', enabled: true });
    await set(anna, { code: 'CONSOLIDATOR', enabled: true });
    await expectStatus(
      400,
      anna.api.put('/v1/risk-indicators/settings', { code: 'LUCK', enabled: true, reason: 'none' }),
    );
  });
});

it('leaves every record it shows in the log: bills, inspections and evidence', async () => {
  const { anna } = world;
  const { body, headers } = await expectStatus(200, anna.api.get('/v1/targets?indicator=CONSIGNEE_SEEN&limit=1'));
  const [{ id, bill, indicators }] = body.items;
  const client = new Client({ connectionString: test.database.superuser });
  await client.connect();
  try {
    const { rows } = await client.query<{ payload: string }>(
      `SELECT convert_from(payload, 'UTF8') AS payload FROM audit_leaves WHERE convert_from(payload, 'UTF8') LIKE '%' || $1 || '%'`,
      [headers.get('x-request-id')],
    );
    expect(rows).toHaveLength(1);
    const leaf = JSON.parse(rows[0]!.payload);
    expect(leaf.events).toEqual([{ name: 'target.read', facts: { targets: [id] } }]);
    const shown = leaf.records.map((record: { id: string }) => record.id);
    // The third is the bill of the find, whose party is named.
    expect(shown).toHaveLength(3);
    expect(shown).toEqual(expect.arrayContaining([bill.id, indicators[0].facts[0].record.id]));
  } finally {
    await client.end();
  }
});

describe('a matcher, once there is one', () => {
  it('is asked for each party with the day of the shipment, and a bill it knows is SCREENED', async () => {
    const list = { listId: NO_ID, list: 'UN_SC', listVersion: 3, entryId: NO_ID };
    const hit = { ...list, listRef: 'HTi.002', name: 'JOHNSON ANDRE', score: 0.97, why: ['the same words'] };
    const screening = test.app.get<PartyScreening>(SCREENING, { strict: false });
    const screen = jest
      .spyOn(screening, 'screen')
      .mockImplementation(async (parties) => parties.map(({ name }) => (name === 'Andre Johnson' ? [hit] : [])));
    const { targets } = await importManifest(
      world.anna,
      manifest('035W', [{ reference: 'L1', consignee: 'Andre Johnson' }, { reference: 'L2' }]),
    );
    expect(screen.mock.calls.map(([, day]) => day)).toEqual(['2024-05-01']);
    screen.mockRestore();
    expect(targets.map((one) => [one.bill.billReference, one.screening, codesOf(one)])).toEqual([
      ['L1', 'SCREENED', ['LISTED_PARTY']],
      ['L2', 'SCREENED', []],
    ]);
    expect(targets[0].indicators[0].facts[0].says).toBe(
      'Resembles JOHNSON ANDRE (UN_SC version 3, entry HTi.002), likeness 0.97: the same words',
    );
  });
});

describe('a run of scoring that dies in the middle', () => {
  it('goes on where it stopped, and scores no bill twice', async () => {
    const scores = test.app.get(ScoresRepository, { strict: false });
    const write = scores.insert.bind(scores);
    const batches: number[] = [];
    const insert = jest.spyOn(scores, 'insert').mockImplementation(async (...args) => {
      batches.push(args[2].length);
      if (batches.length === 2) throw new Error('the process was killed');
      return write(...args);
    });
    const lines = Array.from({ length: 620 }, (_, i) => ({ reference: `R${i}` }));
    const { api } = world.anna;
    const headers = { 'content-type': 'application/xml' };
    const sent = await expectStatus(
      202,
      api.post('/v1/manifests?fileName=r.xml', undefined, { raw: manifest('040W', lines), headers }),
    );
    const ids = new Set<string>();
    await until(async () => {
      for (let cursor = ''; ;) {
        const { body } = await api.get(`/v1/targets?limit=200&manifestId=${idOf(sent)}${cursor}`);
        body.items.forEach(({ id }: any) => ids.add(id));
        if (body.nextCursor === null) break;
        cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
      }
      return ids.size === lines.length ? true : undefined;
    });
    insert.mockRestore();
    expect(batches).toEqual([500, 120, 120]);
    const [first] = ids;
    expect((await api.get(`/v1/targets/${first}`)).body.scores).toHaveLength(1);
  });
});

describe('what other organisations have', () => {
  it('raises nothing while it is hidden, counts when it is released, and is gone when that is withdrawn', async () => {
    const { anna, diego } = world;
    const parties = [{ role: 'CONSIGNEE', name: 'Transport Solèy Leve' }];
    const shipment = idOf(
      await expectStatus(201, diego.api.post('/v1/shipments', { billReference: 'DO-77', parties })),
    );
    const find = { ...inspection, placeCountry: 'DO', shipmentId: shipment, containerNumber: undefined };
    const seizure = idOf(await expectStatus(201, diego.api.post('/v1/inspections', find)));
    const mine = idOf(await expectStatus(201, anna.api.post('/v1/shipments', { billReference: 'HT-9', parties })));
    const target = await targetOf(anna, mine);
    expect(codesOf(target)).toEqual([]);

    const release = { recordIds: [shipment, seizure], audienceIds: [anna.audienceId], purpose: 'Same consignee' };
    const released = await expectStatus(201, diego.api.post('/v1/releases', release));
    await rescore(anna);
    const told = await targetOf(anna, mine);
    expect([codesOf(told), told.score]).toEqual([['CONSIGNEE_SEEN'], 10]);
    const { body: started } = await expectStatus(
      201,
      anna.api.post(`/v1/targets/${target.id}/inspection`, { placeCountry: 'HT' }),
    );
    expect(started.groundStatement).not.toContain('DO-DGA');

    for (const { id } of released.body.releases)
      await expectStatus(200, diego.api.delete(`/v1/releases/${id}`, { because: 'too early' }));
    const gone = await targetOf(anna, mine);
    expect([gone.indicators, gone.score]).toEqual([[], 0]);
    const { body: history } = await anna.api.get(`/v1/targets/${target.id}`);
    expect(JSON.stringify(history)).not.toContain('DO-DGA');
  });

  it('tells nothing of a bill that was taken back while the find stays released', async () => {
    const { anna, diego } = world;
    const parties = [{ role: 'CONSIGNEE', name: 'Kafe Dyondyon Wouj' }];
    const containers = [{ number: 'TGHU7654321' }];
    const shipment = idOf(
      await expectStatus(201, diego.api.post('/v1/shipments', { billReference: 'DO-78', parties, containers })),
    );
    const find = { ...inspection, placeCountry: 'DO', shipmentId: shipment, containerNumber: undefined };
    const seizure = idOf(await expectStatus(201, diego.api.post('/v1/inspections', find)));
    const release = async (id: string): Promise<string> => {
      const body = { recordIds: [id], audienceIds: [anna.audienceId], purpose: 'Same consignee' };
      return (await expectStatus(201, diego.api.post('/v1/releases', body))).body.releases[0].id;
    };
    await release(seizure);
    const ofBill = await release(shipment);
    const mine = idOf(
      await expectStatus(201, anna.api.post('/v1/shipments', { billReference: 'HT-10', parties, containers })),
    );
    const told = await targetOf(anna, mine);
    expect(codesOf(told).sort()).toEqual(expect.arrayContaining(['CONSIGNEE_SEEN', 'SAME_CONTAINER_AS_SEIZURE']));
    await expectStatus(200, diego.api.delete(`/v1/releases/${ofBill}`, { because: 'the bill, not the find' }));
    await expectStatus(200, anna.api.get(`/v1/inspections/${seizure}`));
    const { body: history } = await anna.api.get(`/v1/targets/${told.id}`);
    expect(JSON.stringify(history)).not.toContain('DO-DGA');
  });

  it("does not put into an inspection what was learnt from others' bills", async () => {
    const { anna, diego } = world;
    const bill = (billReference: string, loadingPlace: string, voyageNumber: string) => ({
      ...{ billReference, loadingPlace, voyageNumber, departureOn: '2024-05-01', vesselName: 'MARIE JEANNE' },
      parties: [{ role: 'SHIPPER', name: 'Konfeksyon Bèl Twal' }],
    });
    const theirs: string[] = [];
    for (let i = 0; i < 6; i += 1)
      theirs.push(idOf(await expectStatus(201, diego.api.post('/v1/shipments', bill(`DO-R${i}`, 'DOHAI', `R${i}`)))));
    const release = { recordIds: theirs, audienceIds: [anna.audienceId], purpose: 'Usual route' };
    const released = await expectStatus(201, diego.api.post('/v1/releases', release));
    const mine = idOf(await expectStatus(201, anna.api.post('/v1/shipments', bill('HT-11', 'USMIA', 'R9'))));
    const target = await targetOf(anna, mine);
    expect(codesOf(target)).toContain('ROUTE_CHANGE');
    const start = anna.api.post(`/v1/targets/${target.id}/inspection`, { placeCountry: 'HT' });
    expect((await expectStatus(201, start)).body.groundStatement).not.toContain('DOHAI');
    for (const { id } of released.body.releases)
      await expectStatus(200, diego.api.delete(`/v1/releases/${id}`, { because: 'too early' }));
    expect(JSON.stringify((await anna.api.get(`/v1/targets/${target.id}`)).body)).not.toContain('DOHAI');
  });

  it('makes no inspection that is less sensitive than its bill', async () => {
    const { anna } = world;
    const bill = { billReference: 'HT-12', classification: 'STRICTLY_CONFIDENTIAL' };
    const { id } = await targetOf(anna, idOf(await expectStatus(201, anna.api.post('/v1/shipments', bill))));
    const start = { placeCountry: 'HT', classification: 'UNCLASSIFIED' };
    const { body } = await expectStatus(201, anna.api.post(`/v1/targets/${id}/inspection`, start));
    expect(body.classification).toBe('STRICTLY_CONFIDENTIAL');
  });

  it('shows no one else the queue, the settings or the counts', async () => {
    const { anna, diego, paola } = world;
    const { body } = await anna.api.get('/v1/targets?limit=1');
    expect(body.items).toHaveLength(1);
    const theirs = await expectStatus(200, diego.api.get('/v1/targets?limit=200'));
    expect(theirs.body.items.every(({ bill }: any) => bill.billReference.startsWith('DO-'))).toBe(true);
    await expectStatus(404, diego.api.get(`/v1/targets/${body.items[0].id}`));
    await expectStatus(403, paola.api.get('/v1/targets'));
    await set(anna, { code: 'LOAD_PORT', enabled: false });
    const table = await expectStatus(200, diego.api.get('/v1/risk-indicators'));
    const port = table.body.indicators.find(({ code }: any) => code === 'LOAD_PORT');
    expect(port).toMatchObject({ enabled: true, setting: null, precision: { inspected: 0 } });
  });

  it('shows a colleague who is not cleared for a bill no target of it', async () => {
    const { anna, adele } = world;
    const bill = { billReference: 'SECRET-1', classification: 'STRICTLY_CONFIDENTIAL' };
    const shipment = idOf(await expectStatus(201, anna.api.post('/v1/shipments', bill)));
    const { id } = await targetOf(anna, shipment);
    const clear = async (clearance: number): Promise<void> => {
      const { headers } = await expectStatus(200, adele.api.get(`/v1/users/${anna.id}`));
      const change = adele.api.patch(
        `/v1/users/${anna.id}`,
        { clearance },
        { headers: { 'if-match': headers.get('etag')! } },
      );
      await expectStatus(200, change);
    };
    await clear(1);
    try {
      await expectStatus(404, anna.api.get(`/v1/targets/${id}`));
      expect((await anna.api.get(`/v1/targets?shipmentId=${shipment}`)).body.items).toEqual([]);
    } finally {
      await clear(2);
    }
  });
});
