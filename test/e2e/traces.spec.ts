import { randomUUID } from 'node:crypto';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { asSuperuser } from '../../src/platform/database/provision';
import { inspection } from '../support/requests';
import type { Person, World } from '../support/world';

let app: TestApp;
let world: World;
let inspectionId: string;
const pistol = {
  ...{
    category: 'FIREARM',
    quantity: 1,
    type: 'PISTOL',
    make: 'Glock',
    model: '19',
    calibre: '9x19',
    serial: 'BKX193',
  },
  ...{ countryOfManufacture: 'AT', importerMark: '=cmd|GLOCK INC, SMYRNA GA' },
};
const found = [
  pistol,
  { category: 'FIREARM', quantity: 1, type: 'rifle', serialState: 'OBLITERATED' },
  { category: 'AMMUNITION', quantity: 50, calibre: '9x19' },
];
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  inspectionId = (await expectStatus(201, world.anna.api.post('/v1/inspections', { ...inspection, items: found }))).body
    .id;
});
afterAll(() => app?.close());

const post = (body: object, by: Person = world.anna): Promise<Answer> =>
  by.api.post('/v1/traces', { inspectionId, item: 0, system: 'ETRACE', ...body });
const draft = async (body: object = {}): Promise<any> => (await expectStatus(201, post(body))).body;
const change = (path: string, body: object, version: number, by: Person = world.anna): Promise<Answer> =>
  by.api.post(`/v1/traces/${path}`, body, { headers: { 'if-match': `"v${version}"` } });
const reasonsOf = ({ body }: Answer): string[] => (body.reasons ?? []).map(({ code }: { code: string }) => code);
const answer = {
  ...{ manufacturer: 'Glock Ges.m.b.H.', dealer: 'Sample Guns LLC', purchaseCountry: 'US', purchasedOn: '2023-11' },
  firstBuyer: { name: 'Jean Egzanp', bornOn: '1990' },
  disclosureLimit: 'Lead only; not for court or publication without consent',
  maySee: 'The requesting agency and the Panel',
};

describe('a trace request', () => {
  it('is drafted from the item once, with what is missing and what may lead nowhere', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { inspectionId, item: 0, system: 'ETRACE', fields: { markPlace: 'FRAME' } };
    const first = await expectStatus(201, world.anna.api.post('/v1/traces', body, { headers }));
    expect(first.body).toMatchObject({
      reference: expect.stringMatching(/^HT-AGD-TRC-/),
      ...{ kind: 'trace', system: 'ETRACE', state: 'DRAFT', sharing: 'private', item: 0, missing: [], doubts: [] },
      inspection: { id: inspectionId },
      fields: { serial: 'BKX193', markPlace: 'FRAME', make: 'Glock', recoveredOn: '2024-04-05', recoveryCountry: 'HT' },
      nextEvents: ['send', 'end_untraceable', 'cancel'],
    });
    const again = await expectStatus(201, world.anna.api.post('/v1/traces', body, { headers }));
    expect(again.body.id).toBe(first.body.id);
    for (const who of [world.diego, world.paola, world.adele])
      await expectStatus(404, who.api.get(`/v1/traces/${first.body.id}`));
    const nowhere = await draft({ item: 1, system: 'IARMS' });
    expect(nowhere).toMatchObject({
      missing: ['serial', 'make', 'model', 'calibre', 'countryOfManufacture', 'importerMark'],
      doubts: ['OBLITERATED'],
    });
    const { body: hits } = await expectStatus(
      200,
      world.anna.api.post('/v1/search', { by: 'serial', value: 'BKX193' }),
    );
    expect(new Set(hits.hits.map(({ record }: any) => record.kind))).toEqual(new Set(['inspection', 'trace']));
  });

  it('needs a firearm one sees', async () => {
    const faults = [{ item: 2 }, { item: 9 }, { inspectionId: randomUUID() }];
    for (const over of faults) {
      const { body } = await expectStatus(400, post(over));
      expect([body.code, body.fields[0].pointer]).toEqual([
        'TRACE.FIREARM_UNKNOWN',
        'item' in over ? '/item' : '/inspectionId',
      ]);
    }
    expect((await expectStatus(400, post({}, world.diego))).body.fields[0].pointer).toBe('/inspectionId');
  });

  it('is completed, sent, acknowledged and answered; what was sent does not change', async () => {
    const { id } = await draft({ fields: { model: '' } });
    expect(reasonsOf(await change(`${id}/transitions`, { event: 'send', on: '2024-05-02' }, 1))).toEqual([
      'FIELDS_MISSING',
    ]);
    const patch = (body: object, version: number): Promise<Answer> =>
      world.anna.api.patch(`/v1/traces/${id}`, body, { headers: { 'if-match': `"v${version}"` } });
    expect((await expectStatus(200, patch({ fields: { model: '19', projectCode: 'HAITI' } }, 1))).body.missing).toEqual(
      [],
    );
    await expectStatus(
      201,
      change(`${id}/transitions`, { event: 'send', on: '2024-05-02', requestNumber: 'T2024-1' }, 2),
    );
    expect(reasonsOf(await patch({ note: 'late' }, 3))).toEqual(['NOT_A_DRAFT']);
    expect(reasonsOf(await change(`${id}/transitions`, { event: 'acknowledge', on: '2024-05-01' }, 3))).toEqual([
      'BEFORE_THE_LAST',
    ]);
    await expectStatus(201, change(`${id}/transitions`, { event: 'acknowledge', on: '2024-05-03' }, 3));
    expect((await expectStatus(400, change(`${id}/answers`, answer, 4))).body.fields[0].pointer).toBe('/on');
    const { body } = await expectStatus(201, change(`${id}/answers`, { ...answer, on: '2024-06-20' }, 4));
    expect(body).toMatchObject({
      ...{
        state: 'ANSWERED',
        requestNumber: 'T2024-1',
        nextEvents: [],
        timeToCrime: { leastDays: 127, mostDays: 156 },
      },
      events: [{ event: 'send' }, { event: 'acknowledge' }, { event: 'answer', on: '2024-06-20', toldBy: 'anna' }],
      answers: [
        { number: 1, firstBuyer: { name: 'Jean Egzanp' }, content: { dealer: 'Sample Guns LLC' }, standing: true },
      ],
    });
  });

  it('that cannot be traced ends with its reason', async () => {
    const { id } = await draft({ item: 1 });
    expect(reasonsOf(await change(`${id}/transitions`, { event: 'end_untraceable', on: '2024-05-02' }, 1))).toEqual([
      'REASON_MISSING',
    ]);
    const ended = { event: 'end_untraceable', on: '2024-05-02', reasons: ['OBLITERATED', 'INCOMPLETE'] };
    expect((await expectStatus(201, change(`${id}/transitions`, ended, 1))).body).toMatchObject({
      state: 'UNTRACEABLE',
      reasons: ended.reasons,
    });
  });
});

describe('an answer', () => {
  const answered = async (over: object = {}): Promise<any> => {
    const { id } = await draft();
    await expectStatus(201, change(`${id}/transitions`, { event: 'send', on: '2024-05-02' }, 1));
    return (await expectStatus(201, change(`${id}/answers`, { ...answer, on: '2024-06-20', ...over }, 2))).body;
  };
  const release = (recordId: string): Promise<Answer> =>
    expectStatus(
      201,
      world.anna.api.post('/v1/releases', {
        recordIds: [recordId],
        audienceIds: [world.paola.audienceId],
        purpose: 'Panel investigation',
      }),
    );

  it('is corrected by another that says why; readers see the last one, and the buyer only if the owner shares it', async () => {
    const { id } = await answered();
    await release(id);
    const seen = async (by: Person): Promise<any> => (await expectStatus(200, by.api.get(`/v1/traces/${id}`))).body;
    expect((await seen(world.paola)).answers).toMatchObject([
      { number: 1, firstBuyer: null, disclosureLimit: answer.disclosureLimit },
    ]);
    expect((await seen(world.paola)).inspection).toBeNull();
    await expectStatus(400, change(`${id}/answers`, answer, 3));
    const correction = {
      ...answer,
      purchasedOn: '2023-11-14',
      correctionReason: 'The books gave the day',
      shareBuyer: true,
    };
    await expectStatus(201, change(`${id}/answers`, correction, 3));
    const panels = await seen(world.paola);
    expect(panels.answers).toMatchObject([
      { number: 2, firstBuyer: { name: 'Jean Egzanp' }, correctionReason: 'The books gave the day' },
    ]);
    expect(panels.timeToCrime).toEqual({ leastDays: 143, mostDays: 143 });
    expect((await seen(world.anna)).answers.map(({ standing }: any) => standing)).toEqual([false, true]);
    await expectStatus(403, change(`${id}/answers`, { ...correction, correctionReason: 'Mine' }, 4, world.paola));
  });

  it('is part of what the log vouches for', async () => {
    const { id } = await answered();
    const { rows } = await asSuperuser(app.database.superuser, (client) =>
      client.query(
        `SELECT app.record_state(key) -> 'answers' -> 0 -> 'content' ->> 'dealer' AS dealer, app.record_state(key) -> 'buyers' -> 0 -> 'buyer' ->> 'name' AS buyer FROM records WHERE id = $1`,
        [id],
      ),
    );
    expect(rows).toEqual([{ dealer: 'Sample Guns LLC', buyer: 'Jean Egzanp' }]);
  });

  it.each(['2023-13', '2023-02-30', '23', 'about 2023'])('has no date like %s', async (purchasedOn) => {
    const { id } = await draft();
    const { body } = await expectStatus(400, change(`${id}/answers`, { ...answer, on: '2024-06-20', purchasedOn }, 1));
    expect(body.fields[0].pointer).toBe('/purchasedOn');
  });
});

describe('figures and batches', () => {
  it('are over what one sees', async () => {
    const { body } = await expectStatus(200, world.anna.api.get('/v1/traces/statistics'));
    expect(body).toMatchObject({
      firearms: 2,
      firearmsEnded: 2,
      firearmsTraced: 1,
      tracedShare: 0.5,
      untraceableBecause: { OBLITERATED: 1 },
    });
    const { body: panels } = await expectStatus(200, world.paola.api.get('/v1/traces/statistics?system=ETRACE'));
    expect([panels.traces, panels.firearmsTraced]).toEqual([1, 1]);
    expect((await expectStatus(200, world.diego.api.get('/v1/traces/statistics'))).body).toMatchObject({
      traces: 0,
      tracedShare: null,
    });
  });

  it('go out as the form asks, without formulas', async () => {
    const file = await world.anna.api.get('/v1/traces/export?system=ETRACE&format=csv');
    const [head, first] = file.text.split('\r\n');
    expect(head).toMatch(/^reference,5a serial,5a markPlace,5b obliteration,5c make,/);
    expect(first).toContain(`"'=cmd|GLOCK INC, SMYRNA GA"`);
    expect(file.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(
      String((await world.paola.api.get('/v1/traces/export?system=ETRACE')).text)
        .trim()
        .split('\r\n'),
    ).toHaveLength(1);
  });

  it('are listed by system and state', async () => {
    const { items } = (await expectStatus(200, world.anna.api.get('/v1/traces?state=UNTRACEABLE'))).body;
    expect(items.map(({ state }: any) => state)).toEqual(['UNTRACEABLE']);
  });
});
