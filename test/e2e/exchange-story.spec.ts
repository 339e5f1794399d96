import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { exchange, shipment } from '../support/requests';
import { made } from '../support/resource-kind';
import { newPerson, type Person, type World } from '../support/world';

/*
 * The story of issue 6, seen after every step by five organisations: AGD (Haiti) asks DGA (Dominican Republic), DGA answers in part and
 * withholds a field, the Panel asks to see it, DGA consents for 30 days, the Panel links it into a case, DGA recalls.
 */
const PARTICULARS = 'Agent Rosario of Santo Domingo';
const BODY = 'The consignor is enclosed';
const BECAUSE = 'A source named in it is in danger';
const IN_30_DAYS = new Date(Date.now() + 30 * 86_400_000).toISOString();

let test: TestApp;
let world: World;
let five: Readonly<Record<string, Person>>;
const ids: Record<string, string> = {};

beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  const mission = { code: 'BINUH', name: 'BINUH', kind: 'BINUH' };
  const binuh = (await expectStatus(201, world.adele.api.post('/v1/organisations', mission))).body;
  const bea = await newPerson(test.url, world.adele.api, binuh, { name: 'bea', role: 'un_contributor', clearance: 2 });
  five = { agd: world.anna, dga: world.diego, panel: world.paola, committee: world.sonia, binuh: bea };
});
afterAll(() => test.close());

/** What an answer says of the things that matter here. */
const gist = ({ status, text }: Answer): string => {
  if (status !== 200) return String(status);
  const words = {
    body: BODY,
    field: PARTICULARS,
    withheld: '"shown":false',
    bill: 'RNDCAP024W001',
    gone: '"how":"WITHDRAWN"',
    why: BECAUSE,
  };
  return Object.entries(words)
    .filter(([, word]) => text.includes(word))
    .map(([name]) => name)
    .join(' ');
};

/** Each thing as each of the five is answered, in the order agd, dga, panel, committee, binuh. */
async function seen(): Promise<Record<string, string[]>> {
  const paths: Record<string, string | undefined> = {
    request: ids.request && `/v1/exchanges/${ids.request}`,
    reply: ids.reply && `/v1/exchanges/${ids.reply}`,
    bill: `/v1/shipments/${ids.bill}`,
    case: ids.case && `/v1/cases/${ids.case}`,
    recalls: '/v1/recalls',
  };
  const view: Record<string, string[]> = {};
  for (const [thing, path] of Object.entries(paths)) {
    if (!path) continue;
    view[thing] = [];
    for (const { api } of Object.values(five)) view[thing].push(gist(await api.get(path)));
  }
  return view;
}

it('begins: AGD asks DGA, and nobody else knows', async () => {
  ids.bill = await made(world.diego.api.post('/v1/shipments', shipment));
  ids.request = await made(world.anna.api.post('/v1/exchanges', exchange([world.diego.audienceId])));
  expect(await seen()).toEqual({
    request: ['', '', '404', '404', '404'],
    bill: ['404', 'bill', '404', '404', '404'],
    recalls: ['', '', '', '', ''],
  });
});

it('DGA answers in part, encloses the bill, and withholds a field', async () => {
  ids.reply = await made(
    world.diego.api.post(`/v1/exchanges/${ids.request}/replies`, {
      ...{ extent: 'PARTIAL', body: BODY, particulars: PARTICULARS, enclosedRecordIds: [ids.bill] },
      heldBackFields: [{ field: 'particulars', because: 'Names a person at risk', told: true }],
    }),
  );
  expect(await seen()).toEqual({
    request: ['body withheld', 'body field', '404', '404', '404'],
    reply: ['body withheld', 'body field', '404', '404', '404'],
    bill: ['bill', 'bill', '404', '404', '404'],
    recalls: ['', '', '', '', ''],
  });
});

it('DGA lets the Panel have the answer, having seen who will see what; the field stays withheld', async () => {
  const release = { recordIds: [ids.reply], audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
  const preview = (await expectStatus(200, world.diego.api.post('/v1/releases/preview', release))).body;
  expect(preview.organisations.map(({ code }: { code: string }) => code)).toEqual(['POE']);
  expect(JSON.stringify(preview)).toContain('particulars');
  expect(JSON.stringify(preview)).not.toContain(PARTICULARS);
  await expectStatus(201, world.diego.api.post('/v1/releases', release));
  expect((await seen()).reply).toEqual(['body withheld', 'body field', 'body withheld', '404', '404']);
});

it('the Panel may not pass it on, and asks to see the field; DGA consents for 30 days, and AGD learns nothing of it', async () => {
  const onward = { audienceIds: [world.sonia.audienceId], reason: 'For the Committee' };
  const refused = await expectStatus(403, world.paola.api.post(`/v1/records/${ids.reply}/onward-releases`, onward));
  expect(refused.body.code).toBe('HANDLING.CONSENT_NEEDED');

  const asked = { recordId: ids.reply, fields: ['particulars'], audienceIds: [world.paola.audienceId] };
  const consent = await made(
    world.paola.api.post('/v1/consent-requests', { ...asked, purpose: 'Comparison with other cases' }),
  );
  for (const { api } of [five.agd!, five.committee!, five.binuh!])
    await expectStatus(404, api.get(`/v1/consent-requests/${consent}`));
  expect((await seen()).reply).toEqual(['body withheld', 'body field', 'body withheld', '404', '404']);

  await expectStatus(200, world.diego.api.post(`/v1/consent-requests/${consent}/grant`, { until: IN_30_DAYS }));
  const view = await seen();
  expect(view.reply).toEqual(['body withheld', 'body field', 'body field', '404', '404']);
  expect(view.request![0]).toBe('body withheld');
});

it('the Panel links it into a case; the Committee sees the case and not the member', async () => {
  ids.case = await made(
    world.paola.api.post('/v1/cases', {
      title: 'Container SMLU4815164',
      members: [{ recordId: ids.reply, reason: `${PARTICULARS} also signed another bill` }],
    }),
  );
  const purpose = 'Report to the Committee';
  await expectStatus(
    201,
    world.paola.api.post('/v1/releases', { recordIds: [ids.case], audienceIds: [world.sonia.audienceId], purpose }),
  );
  expect((await seen()).case).toEqual(['404', '404', 'field', '', '404']);
  const committee = (await expectStatus(200, world.sonia.api.get(`/v1/cases/${ids.case}`))).body;
  expect(committee.members).toEqual([]);
});

it('DGA recalls: at once for everybody, the case keeps its place with the content gone, and says why', async () => {
  await expectStatus(
    201,
    world.diego.api.post(`/v1/records/${ids.reply}/recalls`, { because: BECAUSE, destroyCopies: true }),
  );
  expect(await seen()).toEqual({
    request: ['gone why', 'body field', '404', '404', '404'],
    reply: ['404', 'body field', '404', '404', '404'],
    bill: ['bill', 'bill', '404', '404', '404'],
    case: ['404', '404', 'gone why', '', '404'],
    recalls: ['why', '', 'why', '', ''],
  });
  const { members } = (await expectStatus(200, world.paola.api.get(`/v1/cases/${ids.case}`))).body;
  expect(members).toHaveLength(1);
  expect(members[0]).toMatchObject({
    reason: null,
    withdrawn: { how: 'WITHDRAWN', organisation: 'DO-DGA', because: BECAUSE },
  });
  const { body } = await expectStatus(200, world.sonia.api.get(`/v1/cases/${ids.case}`));
  expect(body.members).toEqual([]);
});

it('DGA sees who had read it, and who says that the copies are destroyed', async () => {
  const { items } = (await expectStatus(200, world.paola.api.get('/v1/recalls'))).body;
  const said = { statement: 'One printout shredded' };
  await expectStatus(201, world.paola.api.post(`/v1/recalls/${items[0].id}/destruction`, said));
  const recalls = (await expectStatus(200, world.diego.api.get(`/v1/records/${ids.reply}/recalls`))).text;
  expect(recalls).toContain('One printout shredded');
  const readings = (await expectStatus(200, world.diego.api.get(`/v1/records/${ids.reply}/readings`))).text;
  expect([readings.includes('HT-AGD'), readings.includes('POE'), readings.includes('SCR')]).toEqual([
    true,
    true,
    false,
  ]);
  for (const { api } of [five.agd!, five.committee!, five.binuh!])
    await expectStatus(404, api.get(`/v1/records/${ids.reply}/readings`));
});

it('released again, it comes back to its place, and the field does not', async () => {
  const release = { recordIds: [ids.reply], audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
  await expectStatus(201, world.diego.api.post('/v1/releases', release));
  const view = await seen();
  expect(view.reply).toEqual(['404', 'body field', 'body withheld', '404', '404']);
});
