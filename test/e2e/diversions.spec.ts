import { randomUUID } from 'node:crypto';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { diversion, exemption } from '../support/requests-exemptions';
import { made } from '../support/resource-kind';
import { makeApproved } from '../support/resources-exemptions';
import type { Person, World } from '../support/world';

let app: TestApp;
let world: World;
let findId: string;
let exemptionId: string;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  findId = await made(world.anna.api.post('/v1/inspections', inspection));
  exemptionId = await makeApproved(world);
});
afterAll(() => app?.close());

const post = (over: object = {}, by: Person = world.anna): Promise<Answer> =>
  by.api.post('/v1/diversions', { ...diversion, findId, exemptionId, ...over });
const record = async (over: object = {}): Promise<any> => (await expectStatus(201, post(over))).body;
const patch = (id: string, body: object, ifMatch = '"v1"', by: Person = world.anna): Promise<Answer> =>
  by.api.patch(`/v1/diversions/${id}`, body, { headers: { 'if-match': ifMatch } });
const reasonsOf = ({ body }: Answer): string[] => (body.reasons ?? []).map(({ code }: { code: string }) => code);
const release = (recordIds: string[], to: Person): Promise<Answer> =>
  expectStatus(
    201,
    world.anna.api.post('/v1/releases', { recordIds, audienceIds: [to.audienceId], purpose: 'Panel investigation' }),
  );

/** An assessment of rifles to the police, proved to be under command or not. */
const assessment = async (
  outcome: 'EXEMPT_STANDING' | 'EVIDENCE_REQUIRED',
  by: Person = world.anna,
): Promise<string> => {
  const proof = outcome === 'EXEMPT_STANDING' ? { commandProof: 'Order 12/2025' } : {};
  const { body } = await expectStatus(
    201,
    by.api.post('/v1/assessments', {
      shipmentDate: '2025-03-01',
      goods: [{ category: 'SALW', quantity: 10 }],
      consignee: { name: 'Police Nationale', class: 'HNP', listRefs: [], ...proof },
      endUser: { name: 'Commissariat Exemple', class: 'HNP', listRefs: [] },
      endUse: { purpose: 'PEACE_AND_STABILITY', usedByOrWithBody: true, solelyPeaceAndStability: true },
    }),
  );
  expect(body.outcome).toBe(outcome);
  return body.id as string;
};

describe('a diversion', () => {
  it('ties a find to the exempted supply, once, and is private to who recorded it', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { ...diversion, findId, exemptionId };
    const first = await expectStatus(201, world.anna.api.post('/v1/diversions', body, { headers }));
    expect(first.headers.get('location')).toBe(`/v1/diversions/${first.body.id}`);
    expect(first.body).toMatchObject({
      reference: expect.stringMatching(/^HT-AGD-DIV-/),
      verdict: 'ESTABLISHED',
      doubts: [],
      sharing: 'private',
      find: { id: findId, kind: 'inspection' },
      exemption: { id: exemptionId, kind: 'exemption' },
      assessmentId: null,
      duties: [{ paragraph: '6, 7' }, { instrument: 'S/RES/2752 (2024)', paragraph: '3' }],
    });
    const again = await expectStatus(201, world.anna.api.post('/v1/diversions', body, { headers }));
    expect([again.body.id, again.body.receipt.leafHash]).toEqual([first.body.id, first.body.receipt.leafHash]);
    for (const who of [world.diego, world.paola, world.sonia])
      await expectStatus(404, who.api.get(`/v1/diversions/${first.body.id}`));
  });

  it.each([
    ['another company', { foundWith: { name: 'Gardiens Exemple Nord SA', class: 'BUSINESS' } }, 'NOT', []],
    [
      'the consignee',
      { foundWith: { name: 'GARDIENS  Exemplé, S.A.', class: 'BUSINESS' } },
      'SAME_PARTY',
      ['SAME_PARTY'],
    ],
    ['the end user', { foundWith: { name: 'terminal exemple sa', class: 'UNKNOWN' } }, 'SAME_PARTY', ['SAME_PARTY']],
    ['a find before the supply', { foundOn: '2025-03-19' }, 'NOT_A_DIVERSION', ['FOUND_BEFORE_SUPPLY']],
    ['a find yet to come', { foundOn: '2999-01-01' }, 'NOT_A_DIVERSION', ['FOUND_IN_FUTURE']],
  ])('with %s is judged by the rules', async (_, over, code, reasons) => {
    const answer = await post(over);
    expect([answer.status, reasonsOf(answer)]).toEqual([code === 'NOT' ? 201 : 422, reasons]);
    if (code !== 'NOT') expect(answer.body.code).toBe(`DIVERSION.${code}`);
  });

  it('is only possible while the class, the name or the use is not known', async () => {
    const doubts = async (over: object): Promise<unknown> => {
      const { verdict, doubts: of } = await record(over);
      return [verdict, of];
    };
    expect(await doubts({ foundWith: { class: 'UNKNOWN' } })).toEqual(['POSSIBLE', ['CLASS_UNKNOWN', 'NAME_UNKNOWN']]);
    const guards = { name: 'Autre Gardiennage SA', class: 'PRIVATE_SECURITY' };
    expect(await doubts({ foundWith: guards })).toEqual(['POSSIBLE', ['SAME_CLASS']]);
    expect(await doubts({ goods: [{ category: 'MIL_VEHICLE', quantity: 1 }] })).toEqual([
      'POSSIBLE',
      ['OTHER_CATEGORY'],
    ]);
  });

  it('needs a supply that was exempt, by assessment or by approval', async () => {
    const open = await made(world.anna.api.post('/v1/exemptions', exemption));
    expect(reasonsOf(await post({ exemptionId: open }))).toEqual(['SUPPLY_NOT_EXEMPT']);
    const doubtful = await assessment('EVIDENCE_REQUIRED');
    expect(reasonsOf(await post({ exemptionId: null, assessmentId: doubtful }))).toEqual(['SUPPLY_NOT_EXEMPT']);
    const exempt = await assessment('EXEMPT_STANDING');
    expect(await record({ exemptionId: undefined, assessmentId: exempt })).toMatchObject({
      verdict: 'ESTABLISHED',
      assessmentId: exempt,
      exemption: null,
    });
    for (const name of ['Police nationale', 'Commissariat exemple'])
      expect((await post({ assessmentId: exempt, foundWith: { name, class: 'HNP' } })).body.code).toBe(
        'DIVERSION.SAME_PARTY',
      );
    const none = await post({ exemptionId: undefined });
    expect(none.body).toMatchObject({ code: 'DIVERSION.SUPPLY_MISSING', status: 400 });
  });

  it('is possible of the part of a supply that was exempt', async () => {
    const { body } = await expectStatus(
      201,
      world.anna.api.post('/v1/assessments', {
        shipmentDate: '2024-11-20',
        goods: [{ category: 'NON_LETHAL_MIL', lethal: false }, { category: 'SALW' }],
        consignee: { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY', listRefs: [] },
        endUse: { purpose: 'PROTECTIVE' },
      }),
    );
    expect(body.outcome).toBe('PROHIBITED_UNLESS_APPROVED');
    const tie = { exemptionId: undefined, assessmentId: body.id, goods: [{ category: 'NON_LETHAL_MIL', quantity: 2 }] };
    expect(await record(tie)).toMatchObject({ verdict: 'ESTABLISHED', doubts: [] });
    const rifles = { ...tie, goods: [{ category: 'SALW', quantity: 2 }] };
    expect(await record(rifles)).toMatchObject({ verdict: 'POSSIBLE', doubts: ['OTHER_CATEGORY'] });
  });

  it('takes no reference that its author cannot see, as if it did not exist', async () => {
    const [hidden, theirs, ours] = await Promise.all([
      made(world.diego.api.post('/v1/inspections', inspection)),
      assessment('EXEMPT_STANDING', world.diego),
      makeApproved(world),
    ]);
    for (const [field, id] of [
      ['findId', hidden],
      ['assessmentId', theirs],
    ] as const) {
      const [foreign, absent] = [await post({ [field]: id }), await post({ [field]: randomUUID() })];
      expect([foreign.status, foreign.text]).toEqual([400, absent.text]);
      expect(foreign.body.fields[0].pointer).toBe(`/${field}`);
    }
    const own = await made(world.diego.api.post('/v1/inspections', inspection));
    const [foreign, absent] = [
      await post({ findId: own, exemptionId: ours }, world.diego),
      await post({ findId: own, exemptionId: randomUUID() }, world.diego),
    ];
    expect([foreign.status, foreign.text]).toEqual([400, absent.text]);
    expect((await post({ exemptionId: findId })).body.fields[0].pointer).toBe('/exemptionId');
  });

  it('shows a reader only those references that it can see by itself', async () => {
    const exempt = await assessment('EXEMPT_STANDING');
    const of = { name: 'Lot Gad', class: 'PRIVATE_SECURITY' };
    const { id, doubts } = await record({ assessmentId: exempt, foundWith: of });
    expect(doubts).toEqual(['SAME_CLASS']);
    await release([id], world.paola);
    const seen = await expectStatus(200, world.paola.api.get(`/v1/diversions/${id}`));
    expect(seen.body).toMatchObject({
      verdict: 'POSSIBLE',
      doubts: [],
      find: null,
      exemption: null,
      assessmentId: null,
    });
    const listed = await expectStatus(200, world.paola.api.get('/v1/diversions?verdict=POSSIBLE'));
    const spine = await expectStatus(200, world.paola.api.get(`/v1/records/${id}`));
    for (const { text } of [seen, listed, spine])
      for (const secret of [findId, exemptionId, exempt, 'EXM-', 'INS-']) expect(text).not.toContain(secret);
    await release([findId], world.paola);
    const more = (await expectStatus(200, world.paola.api.get(`/v1/diversions/${id}`))).body;
    expect([more.find?.id, more.exemption]).toEqual([findId, null]);
  });

  it('is drawn by the Panel over what two States released to it, and shows each State its own part alone', async () => {
    const theirs = await made(world.diego.api.post('/v1/inspections', inspection));
    const mine = await makeApproved(world);
    const audienceIds = [world.paola.audienceId];
    const shared = { recordIds: [theirs], audienceIds, purpose: 'Panel investigation' };
    await Promise.all([release([mine], world.paola), expectStatus(201, world.diego.api.post('/v1/releases', shared))]);
    const { body } = await expectStatus(201, post({ findId: theirs, exemptionId: mine }, world.paola));
    expect(body).toMatchObject({ owner: 'POE', verdict: 'ESTABLISHED' });
    const both = [world.anna.audienceId, world.diego.audienceId];
    const told = { recordIds: [body.id], audienceIds: both, purpose: 'For your observations' };
    await expectStatus(201, world.paola.api.post('/v1/releases', told));
    const [anna, diego] = await Promise.all(
      [world.anna, world.diego].map((who) => expectStatus(200, who.api.get(`/v1/diversions/${body.id}`))),
    );
    expect([anna!.body.find, anna!.body.exemption.id, anna!.text.includes(theirs)]).toEqual([null, mine, false]);
    expect([diego!.body.exemption, diego!.body.find.id, diego!.text.includes(mine)]).toEqual([null, theirs, false]);
  });

  it('is found and linked by the serial numbers and the name of the holder', async () => {
    const goods = [{ category: 'SALW', quantity: 2, serials: ['DV-771', 'DV-772'] }];
    const { id } = await record({ goods, foundWith: { name: 'Oloferne Dieudonné', class: 'NON_STATE_ARMED' } });
    const hits = async (by: string, value: string, who = world.anna): Promise<string[]> =>
      (await who.api.post('/v1/search', { by, value })).body.hits.map((hit: any) => hit.record.id);
    expect(await hits('serial', 'DV 772')).toEqual([id]);
    expect(await hits('name', 'Oloferne Dieudonné')).toContain(id);
    expect(await hits('serial', 'DV 772', world.diego)).toEqual([]);
    await release([id], world.paola);
    await expectStatus(200, patch(id, { goods: [{ category: 'SALW', quantity: 1, serials: ['DV-779'] }] }));
    expect(await hits('serial', 'DV-779', world.paola)).toEqual([id]);
    expect(await hits('serial', 'DV-772', world.paola)).toEqual([]);
    const { body: file } = await expectStatus(201, world.paola.api.post('/v1/cases', { title: 'Guards' }));
    const member = { recordId: id, reason: 'Approved pistols' };
    const headers = { 'if-match': '"v1"' };
    await expectStatus(201, world.paola.api.post(`/v1/cases/${file.id}/members`, member, { headers }));
    const linked = async (to: string): Promise<any> =>
      (await expectStatus(200, world.paola.api.get(`/v1/cases/${file.id}/linked`))).body.nodes.find(
        (node: any) => node.id === to,
      );
    expect((await linked(id)).label).toBe('Diversion found with Oloferne Dieudonné, 2025-08-02');
    expect(await linked(exemptionId)).toBeUndefined();
    await release([exemptionId], world.paola);
    expect(await linked(exemptionId)).toMatchObject({
      kind: 'exemption',
      label: 'Exemption request for Gardiens Exemple SA, supplied from US',
      distance: 1,
    });
  });
});

describe('a correction', () => {
  it('is the owner’s, on the version read, and finds the verdict anew', async () => {
    const { id } = await record({ foundWith: { class: 'UNKNOWN' } });
    await release([id], world.paola);
    await expectStatus(403, patch(id, { note: 'x' }, '"v1"', world.paola));
    await expectStatus(404, patch(id, { note: 'x' }, '"v1"', world.diego));
    const known = await expectStatus(200, patch(id, { foundWith: diversion.foundWith }));
    expect(known.body).toMatchObject({
      version: 2,
      verdict: 'ESTABLISHED',
      doubts: [],
      foundWith: diversion.foundWith,
    });
    await expectStatus(412, patch(id, { note: 'x' }));
    const same = await patch(id, { foundWith: { name: exemption.consignee.name, class: 'UNKNOWN' } }, '"v2"');
    expect([same.status, same.body.code]).toEqual([422, 'DIVERSION.SAME_PARTY']);
    expect(reasonsOf(await patch(id, { foundOn: '2025-01-01' }, '"v2"'))).toContain('FOUND_BEFORE_SUPPLY');
    expect((await expectStatus(200, patch(id, { note: null }, '"v2"'))).body).toMatchObject({ version: 3, note: null });
  });

  it('of what the verdict rests on needs the supply to be visible still', async () => {
    const own = await made(world.diego.api.post('/v1/inspections', inspection));
    await release([exemptionId], world.diego);
    const { body } = await expectStatus(201, post({ findId: own }, world.diego));
    const all = (await expectStatus(200, world.anna.api.get(`/v1/records/${exemptionId}/releases`))).body;
    const theirs = all.find(({ audience }: any) => audience.id === world.diego.audienceId);
    await expectStatus(200, world.anna.api.delete(`/v1/releases/${theirs.id}`, { because: 'over' }));
    const late = await patch(body.id, { foundOn: '2025-08-03' }, '"v1"', world.diego);
    expect([late.status, late.body.code]).toEqual([422, 'DIVERSION.SUPPLY_HIDDEN']);
    const noted = await expectStatus(200, patch(body.id, { note: 'Photographs' }, '"v1"', world.diego));
    expect([noted.body.exemption, noted.text.includes(exemptionId)]).toEqual([null, false]);
  });
});
