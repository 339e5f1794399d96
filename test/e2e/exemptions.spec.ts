import { randomUUID } from 'node:crypto';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { approval, exemption, use } from '../support/requests-exemptions';
import type { Person, World } from '../support/world';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
});
afterAll(() => app?.close());

const submit = async (over: object = {}, by: Person = world.anna): Promise<string> =>
  (await expectStatus(201, by.api.post('/v1/exemptions', { ...exemption, ...over }))).body.id as string;
const read = async (id: string, by: Person = world.anna): Promise<any> =>
  (await expectStatus(200, by.api.get(`/v1/exemptions/${id}`))).body;
const decide = (id: string, over: object = {}, ifMatch = '"v1"', by: Person = world.sonia): Promise<Answer> =>
  by.api.post(`/v1/exemptions/${id}/decisions`, { ...approval, ...over }, { headers: { 'if-match': ifMatch } });
const approved = async (id: string, over: object = {}): Promise<any> =>
  (await expectStatus(201, decide(id, over))).body;
const record = (id: string, over: object = {}): Promise<Answer> =>
  world.anna.api.post(`/v1/exemptions/${id}/uses`, { ...use, ...over });
const reasonsOf = ({ body }: Answer): string[] => (body.reasons ?? []).map(({ code }: { code: string }) => code);
const listed = async (query: string, by: Person = world.anna): Promise<string[]> =>
  (await expectStatus(200, by.api.get(`/v1/exemptions?limit=200&${query}`))).body.items.map(
    ({ id }: { id: string }) => id,
  );

describe('a request to the Committee', () => {
  let id: string;

  it('is released to the Committee in the same act, once, however often it is sent', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await expectStatus(201, world.anna.api.post('/v1/exemptions', exemption, { headers }));
    id = first.body.id;
    expect(first.headers.get('location')).toBe(`/v1/exemptions/${id}`);
    expect(first.body).toMatchObject({
      reference: expect.stringMatching(/^HT-AGD-EXM-/),
      state: 'SUBMITTED',
      sharing: 'released',
      terms: null,
      nextEvents: ['APPROVED', 'REFUSED', 'ON_HOLD', 'WITHDRAWN'],
      balance: [
        { category: 'SALW', unit: 'C62', requested: 40, approved: null, used: 0, remaining: null },
        { category: 'AMMUNITION', unit: 'C62', requested: 4000, approved: null, used: 0, remaining: null },
      ],
    });
    const again = await expectStatus(201, world.anna.api.post('/v1/exemptions', exemption, { headers }));
    expect([again.body.id, again.headers.get('idempotency-replayed')]).toEqual([id, 'true']);
    expect(await read(id, world.sonia)).toMatchObject({ id, owner: 'HT-AGD', consignee: exemption.consignee });
  });

  it('is nothing to another State, nor to the Panel until it is released to it', async () => {
    const nowhere = await world.diego.api.get(`/v1/exemptions/${randomUUID()}`);
    for (const who of [world.diego, world.paola, world.adele, world.oscar]) {
      const { status, text } = await who.api.get(`/v1/exemptions/${id}`);
      expect([status, text]).toEqual([404, nowhere.text]);
    }
    expect(await listed('', world.diego)).toEqual([]);
    expect(await listed('', world.paola)).toEqual([]);
    const found = await world.diego.api.post('/v1/search', { by: 'name', value: exemption.consignee.name });
    expect(found.body.hits).toEqual([]);
    const release = { recordIds: [id], audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
    await expectStatus(201, world.anna.api.post('/v1/releases', release));
    expect((await read(id, world.paola)).state).toBe('SUBMITTED');
    await expectStatus(404, world.diego.api.get(`/v1/exemptions/${id}`));
  });

  it('is corrected by its owner alone, on the version read, until it is decided', async () => {
    const patch = (body: object, ifMatch: string, by = world.anna): Promise<Answer> =>
      by.api.patch(`/v1/exemptions/${id}`, body, { headers: { 'if-match': ifMatch } });
    await expectStatus(404, patch({ shipTo: '2025-06-30' }, '"v1"', world.diego));
    expect((await expectStatus(403, patch({ shipTo: '2025-06-30' }, '"v1"', world.sonia))).body.code).toBe(
      'RECORD.NOT_THE_OWNER',
    );
    const turned = await expectStatus(422, patch({ shipTo: '2025-01-01' }, '"v1"'));
    expect(reasonsOf(turned)).toEqual(['WINDOW_REVERSED']);
    const changed = await expectStatus(200, patch({ shipTo: '2025-06-30', endUser: null }, '"v1"'));
    expect(changed.body).toMatchObject({ version: 2, shipTo: '2025-06-30', endUser: null, endUse: exemption.endUse });
    await expectStatus(412, patch({ shipTo: '2025-07-30' }, '"v1"'));
    const kept = await asSuperuser(app.database.superuser, (client) =>
      client.query(
        `SELECT v.version, v.state -> 'exemption' ->> 'ship_to' AS "shipTo" FROM record_versions v JOIN records r ON r.key = v.record_key WHERE r.id = $1`,
        [id],
      ),
    );
    expect(kept.rows).toEqual([{ version: 1, shipTo: '2025-05-31' }]);
    await expectStatus(412, decide(id));
    await expectStatus(428, world.sonia.api.post(`/v1/exemptions/${id}/decisions`, approval));
  });

  it('is decided by the secretariat alone, on a definite version, and then never changed', async () => {
    for (const who of [world.anna, world.paola]) await expectStatus(403, decide(id, {}, '"v2"', who));
    await expectStatus(404, decide(id, {}, '"v2"', world.diego));
    await expectStatus(201, decide(id, { decision: 'ON_HOLD', decidedOn: '2025-02-01' }, '"v2"'));
    expect((await read(id)).state).toBe('ON_HOLD');
    const scope = { goods: [{ category: 'SALW', quantity: 20 }] };
    const done = await expectStatus(201, decide(id, { scope, expiresOn: '2025-12-31' }, '"v2"'));
    expect(done.body.receipt.type).toBe('lambi-receipt-v1');
    expect(done.body).toMatchObject({
      state: 'APPROVED',
      isExpired: true,
      terms: { ...scope, decidedOn: '2025-02-14', expiresOn: '2025-12-31', consignee: exemption.consignee.name },
      decisions: [
        { event: 'ON_HOLD', organisation: 'SCR', requestVersion: 2, stands: true },
        { event: 'APPROVED', committeeReference: approval.committeeReference, stands: true },
      ],
    });
    expect((await read(id, world.paola)).decisions).toHaveLength(2);
    const headers = { 'if-match': '"v2"' };
    const late = await world.anna.api.patch(`/v1/exemptions/${id}`, { shipTo: '2025-09-30' }, { headers });
    expect([late.status, reasonsOf(late)]).toEqual([422, ['DECIDED']]);
    expect(reasonsOf(await world.anna.api.post(`/v1/exemptions/${id}/withdrawal`, {}))).toEqual(['NOT_IN_THIS_STATE']);
  });

  it('is amended and revoked; a decision written down wrongly is replaced and stays on file', async () => {
    const wrong = (await read(id)).decisions[1].id as string;
    const corrected = { decidedOn: '2025-02-16', expiresOn: '2025-11-30', replacesDecisionId: wrong };
    const { body } = await expectStatus(201, decide(id, corrected, '"v2"'));
    expect(body.decisions.map((one: any) => [one.decidedOn, one.stands])).toEqual([
      ['2025-02-01', true],
      ['2025-02-14', false],
      ['2025-02-16', true],
    ]);
    expect(body.terms.goods).toEqual([
      { category: 'SALW', quantity: 40 },
      { category: 'AMMUNITION', quantity: 4000 },
    ]);
    expect((await expectStatus(400, decide(id, corrected, '"v2"'))).body.fields[0].pointer).toBe('/replacesDecisionId');
    const amendment = {
      decision: 'AMENDED',
      decidedOn: '2025-04-01',
      scope: { goods: [{ category: 'SALW', quantity: 30 }] },
    };
    expect((await expectStatus(201, decide(id, amendment, '"v2"'))).body.terms).toMatchObject({
      decidedOn: '2025-04-01',
      expiresOn: '2025-11-30',
      goods: [{ category: 'SALW', quantity: 30 }],
    });
    const early = await decide(id, { decision: 'REVOKED', decidedOn: '2025-03-01' }, '"v2"');
    expect([early.status, reasonsOf(early)]).toEqual([422, ['DATES_OUT_OF_ORDER']]);
    await expectStatus(201, decide(id, { decision: 'REVOKED', decidedOn: '2025-09-01' }, '"v2"'));
    expect(await read(id)).toMatchObject({ state: 'REVOKED', terms: null, nextEvents: [] });
  });

  it('is found by the name that stands; one that was corrected only by its owner', async () => {
    const other = await submit({ consignee: { name: 'Oloferne Dieudonné', class: 'INDIVIDUAL' } });
    const consignee = { name: 'Marjolaine Toussaint', class: 'INDIVIDUAL' };
    const headers = { 'if-match': '"v1"' };
    await expectStatus(200, world.anna.api.patch(`/v1/exemptions/${other}`, { consignee }, { headers }));
    const finds = async (value: string, who: Person): Promise<boolean> =>
      (await who.api.post('/v1/search', { by: 'name', value })).body.hits.some((hit: any) => hit.record.id === other);
    expect(await finds('Marjolaine Toussaint', world.sonia)).toBe(true);
    expect(await finds('Oloferne Dieudonné', world.sonia)).toBe(false);
    expect(await finds('Oloferne Dieudonné', world.anna)).toBe(true);
  });

  it('may be withdrawn before, and a notification asks for no decision', async () => {
    const other = await submit({ type: 'NOTIFICATION' });
    const answer = await decide(other);
    expect([answer.status, reasonsOf(answer)]).toEqual([422, ['NOTHING_ASKED']]);
    await expectStatus(403, world.sonia.api.post(`/v1/exemptions/${other}/withdrawal`, {}));
    await expectStatus(201, world.anna.api.post(`/v1/exemptions/${other}/withdrawal`, { note: 'Cancelled' }));
    expect(await read(other, world.sonia)).toMatchObject({ state: 'WITHDRAWN', nextEvents: [] });
  });

  it('may be entered by the secretariat for a mission that writes letters', async () => {
    const own = await submit({}, world.sonia);
    expect(await approved(own)).toMatchObject({ state: 'APPROVED', owner: 'SCR' });
    await expectStatus(404, world.anna.api.get(`/v1/exemptions/${own}`));
  });
});

describe('what is used', () => {
  it('is set against what was approved; too much, too late and too early are kept and flagged', async () => {
    const id = await submit();
    await approved(id, { scope: { goods: [{ category: 'SALW', quantity: 20 }] }, expiresOn: '2025-12-31' });
    const flags = async (over: object): Promise<string[]> =>
      (await expectStatus(201, record(id, over))).body.uses.at(-1).flags as string[];
    expect(await flags({ usedOn: '2025-02-13', quantity: 1 })).toEqual(['BEFORE_APPROVAL']);
    expect(await flags({ usedOn: '2025-02-14', quantity: 1 })).toEqual(['SAME_DAY_AS_APPROVAL']);
    expect(await flags({})).toEqual([]);
    expect(await flags({ usedOn: '2025-03-21', quantity: 4 })).toEqual(['OVER_QUANTITY']);
    expect(await flags({ usedOn: '2026-01-01', quantity: 1 })).toEqual(['AFTER_EXPIRY', 'OVER_QUANTITY']);
    expect(await flags({ category: 'AMMUNITION', quantity: 100 })).toEqual(['OVER_QUANTITY']);
    expect((await read(id)).balance).toEqual([
      { category: 'SALW', unit: 'C62', requested: 40, approved: 20, used: 22, remaining: -2 },
      { category: 'AMMUNITION', unit: 'C62', requested: 4000, approved: 0, used: 100, remaining: -100 },
    ]);
  });

  it('is recorded once, by the requester alone, and corrected without being lost', async () => {
    const id = await submit();
    await approved(id);
    await expectStatus(
      403,
      world.sonia.api.post(`/v1/exemptions/${id}/uses`, use).then((a) => a),
    );
    await expectStatus(404, world.diego.api.post(`/v1/exemptions/${id}/uses`, use));
    const headers = { 'idempotency-key': randomUUID() };
    const send = (): Promise<Answer> =>
      world.anna.api.post(`/v1/exemptions/${id}/uses`, { ...use, quantity: 400 }, { headers });
    const first = await expectStatus(201, send());
    expect((await expectStatus(201, send())).body.uses).toHaveLength(1);
    const replacesUseId = first.body.uses[0].id as string;
    const { body } = await expectStatus(201, record(id, { quantity: 4, replacesUseId }));
    expect(body.uses.map((one: any) => [one.quantity, one.stands, one.flags])).toEqual([
      [400, false, []],
      [4, true, []],
    ]);
    expect(body.balance[0]).toMatchObject({ used: 4, remaining: 36 });
    const twice = await expectStatus(400, record(id, { quantity: 5, replacesUseId }));
    expect(twice.body).toMatchObject({ code: 'EXEMPTION.USE_UNKNOWN', fields: [{ pointer: '/replacesUseId' }] });
    expect((await record(id, { quantity: 0 })).body.fields[0].pointer).toBe('/quantity');
    expect((await record(id, { reference: null })).body.fields[0].pointer).toBe('/reference');
  });

  it('names a bill only to who can see it, and takes none that the requester cannot see', async () => {
    const [id, mine, foreign] = await Promise.all([
      submit(),
      world.anna.api.post('/v1/shipments', { billReference: 'RND7' }),
      world.diego.api.post('/v1/shipments', { billReference: 'RND8' }),
    ]);
    const { body } = await expectStatus(201, record(id, { shipmentId: mine.body.id }));
    expect(body.uses[0].shipmentId).toBe(mine.body.id);
    const seen = await world.sonia.api.get(`/v1/exemptions/${id}`);
    expect([seen.body.uses[0].shipmentId, seen.text.includes(mine.body.id)]).toEqual([null, false]);
    const [hidden, absent] = [
      await record(id, { shipmentId: foreign.body.id }),
      await record(id, { shipmentId: randomUUID() }),
    ];
    expect([hidden.status, hidden.text]).toEqual([400, absent.text]);
  });
});

describe('the list', () => {
  it('is filtered by the derived state, the supplier and the last day', async () => {
    const [open, soon, later, other] = await Promise.all([
      submit(),
      submit({ supplierState: 'JM' }),
      submit({ supplierState: 'JM' }),
      submit({ type: 'NOTIFICATION' }),
    ]);
    await approved(soon, { expiresOn: '2025-06-30' });
    await approved(later, { expiresOn: '2025-06-30' });
    await approved(later, { decision: 'AMENDED', decidedOn: '2025-03-01', expiresOn: '2026-06-30' });
    expect(await listed('state=SUBMITTED')).toContain(open);
    expect(await listed('state=NOTIFIED')).toEqual([other]);
    expect(await listed('supplierState=JM')).toEqual(expect.arrayContaining([soon, later]));
    expect(await listed('state=APPROVED&supplierState=JM&expiringBefore=2025-07-01')).toEqual([soon]);
    expect(await listed('supplierState=JM&expiringBefore=2026-07-01')).toHaveLength(2);
    expect(await listed('owner=mine', world.sonia)).not.toContain(open);
    const first = await expectStatus(200, world.anna.api.get('/v1/exemptions?limit=1&supplierState=JM'));
    const next = `/v1/exemptions?limit=1&supplierState=JM&cursor=${encodeURIComponent(first.body.nextCursor)}`;
    const second = await expectStatus(200, world.anna.api.get(next));
    expect([first.body.items[0].id, second.body.items[0].id].sort()).toEqual([soon, later].sort());
    expect((await world.diego.api.get(next)).status).toBe(400);
  });
});
