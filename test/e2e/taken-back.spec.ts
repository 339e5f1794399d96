import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { newPerson, type Person, type World } from '../support/world';

let test: TestApp;
let world: World;
/** Of another organisation of Diego's State. */
let pedro: Person;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  const ports = { code: 'DO-PORTS', name: 'Ports', kind: 'MEMBER_STATE', state: 'DO' };
  const { body } = await expectStatus(201, world.adele.api.post('/v1/organisations', ports));
  const liaison = { name: 'pedro', role: 'member_state_liaison', clearance: 2 };
  pedro = await newPerson(test.url, world.adele.api, { id: body.id, audienceId: body.audienceId }, liaison);
});
afterAll(() => test.close());

const at = (version: number): { headers: Record<string, string> } => ({ headers: { 'if-match': `"v${version}"` } });
const made = async (answer: Promise<Answer>): Promise<string> => (await expectStatus(201, answer)).body.id as string;
const request = (recipientAudienceIds: readonly string[], more: object = {}): object => ({
  ...{ type: 'REQUEST', subject: 'Container', body: 'Who?', urgency: 'ROUTINE', dueOn: '2099-01-31' },
  ...{ recipientAudienceIds, ...more },
});
const viewOf = async ({ api }: Person, id: string): Promise<any> =>
  (await expectStatus(200, api.get(`/v1/exchanges/${id}`))).body;
const stateOf = async (code: string): Promise<string> => {
  const { items } = (await expectStatus(200, world.anna.api.get('/v1/audiences?kind=STATE'))).body;
  return (items as { id: string; code: string }[]).find((each) => each.code === code)!.id;
};

it('a kind that a role may never read is not there for any act, whatever was released', async () => {
  const { diego, paola } = world;
  const file = await made(paola.api.post('/v1/cases', { title: 'A file of the Panel', members: [] }));
  const terms = { recordIds: [file], audienceIds: [diego.audienceId], purpose: 'By mistake' };
  const release = (await expectStatus(201, paola.api.post('/v1/releases', terms))).body.releases[0].id as string;
  const acts = [
    diego.api.post(`/v1/records/${file}/recalls`, { because: 'Not ours', destroyCopies: false }),
    diego.api.post(`/v1/releases/${release}/narrowing`, { onlyFor: 'nothing' }),
    diego.api.delete(`/v1/releases/${release}`, {}),
    diego.api.post('/v1/releases', terms),
    diego.api.post('/v1/releases/preview', terms),
    diego.api.post(`/v1/records/${file}/held-back-fields`, { fields: [{ field: 'title', told: true }] }, at(1)),
    diego.api.patch(`/v1/records/${file}`, { tlp: 'RED' }, at(1)),
  ];
  for (const act of acts) await expectStatus(404, act);
  for (const field of ['enclosedRecordIds', 'referencedRecordIds']) {
    const answer = await diego.api.post('/v1/exchanges', request([paola.audienceId], { [field]: [file] }));
    expect([answer.status, answer.body.fields[0].code]).toEqual([400, 'UNKNOWN']);
  }
  const sent = await made(paola.api.post('/v1/exchanges', request([diego.audienceId], { enclosedRecordIds: [file] })));
  expect((await viewOf(diego, sent)).enclosures).toEqual([]);
  expect((await viewOf(paola, sent)).enclosures).toHaveLength(1);
});

it('a correction drafted before does not say again what was held back since', async () => {
  const { anna, diego } = world;
  const sent = await made(
    anna.api.post('/v1/exchanges', request([diego.audienceId], { legalBasis: 'Told by ZOKIKI' })),
  );
  const correction = { body: 'Who, and when?', reason: 'Half was missing' };
  const draft = await made(anna.api.post(`/v1/exchanges/${sent}/versions`, { ...correction, draft: true }));
  const { version } = await viewOf(anna, sent);
  const fields = [{ field: 'legalBasis', told: false }];
  await expectStatus(200, anna.api.post(`/v1/records/${sent}/held-back-fields`, { fields }, at(version)));
  const refused = await expectStatus(409, anna.api.post(`/v1/exchanges/${draft}/submission`, undefined, at(1)));
  expect([refused.body.code, refused.body.fields[0].pointer]).toEqual(['HANDLING.FIELD_HELD_BACK', '/legalBasis']);
  const said = await anna.api.post(`/v1/exchanges/${sent}/versions`, { ...correction, legalBasis: 'Told by ZOKIKI' });
  expect([said.status, said.body.code]).toEqual([409, 'HANDLING.FIELD_HELD_BACK']);
  await expectStatus(200, anna.api.patch(`/v1/exchanges/${draft}`, { legalBasis: null }, at(1)));
  await expectStatus(201, anna.api.post(`/v1/exchanges/${draft}/submission`, undefined, at(2)));
  for (const id of [sent, draft]) expect(JSON.stringify(await viewOf(diego, id))).not.toContain('ZOKIKI');
});

describe('a correction goes with what it corrects', () => {
  const because = 'Source MARIE is in danger';
  const recallsOf = async ({ api }: Person, id: string): Promise<object[]> =>
    (await expectStatus(200, api.get('/v1/recalls?limit=200'))).body.items.filter(
      ({ recordId }: { recordId: string }) => recordId === id,
    );

  it('when it is taken back from one, or from all, and whoever had read it is told', async () => {
    const { anna, diego, paola } = world;
    const sent = await made(anna.api.post('/v1/exchanges', request([diego.audienceId, paola.audienceId])));
    const version = { body: 'Source MARIE says', reason: 'Half was missing' };
    const correction = await made(anna.api.post(`/v1/exchanges/${sent}/versions`, version));
    for (const reader of [diego, paola]) await viewOf(reader, sent); // with its correction
    const recalls = `/v1/records/${sent}/recalls`;
    const fromDiego = { because, destroyCopies: true, audienceIds: [diego.audienceId] };
    await expectStatus(201, anna.api.post(recalls, fromDiego));
    for (const id of [sent, correction]) {
      await expectStatus(404, diego.api.get(`/v1/exchanges/${id}`));
      expect(await recallsOf(diego, id)).toMatchObject([{ because, destroyCopies: true }]);
      await viewOf(paola, id);
    }
    await expectStatus(201, anna.api.post(recalls, { because, destroyCopies: false }));
    for (const id of [sent, correction]) await expectStatus(404, paola.api.get(`/v1/exchanges/${id}`));
    const kept = (await expectStatus(200, anna.api.get(`/v1/records/${correction}/recalls`))).body;
    expect(kept).toHaveLength(2);
    expect((await viewOf(anna, sent)).corrections).toHaveLength(1);
  });

  it('when its release is withdrawn, a reply as well', async () => {
    const { anna, diego } = world;
    const sent = await made(anna.api.post('/v1/exchanges', request([diego.audienceId])));
    const reply = await made(
      diego.api.post(`/v1/exchanges/${sent}/replies`, { extent: 'FULL', body: 'Source MARIE says' }),
    );
    const version = { subject: 'Reply', reason: 'A word was missing' };
    const correction = await made(diego.api.post(`/v1/exchanges/${reply}/versions`, version));
    expect((await viewOf(anna, sent)).replies[0].corrections).toHaveLength(1);
    const [release] = (await expectStatus(200, diego.api.get(`/v1/records/${reply}/releases`))).body;
    await expectStatus(200, diego.api.delete(`/v1/releases/${release.id}`, { because }));
    for (const id of [reply, correction]) await expectStatus(404, anna.api.get(`/v1/exchanges/${id}`));
    const thread = await viewOf(anna, sent);
    expect([thread.replies, JSON.stringify(thread).includes('MARIE says')]).toEqual([[], false]);
    expect(thread.withdrawn).toMatchObject([
      { how: 'WITHDRAWN', because },
      { how: 'WITHDRAWN', because },
    ]);
  });

  it('and where another release of it still reaches whom it is taken from, the recall says so', async () => {
    const { anna, diego } = world;
    const sent = await made(anna.api.post('/v1/exchanges', request([diego.audienceId])));
    const version = { body: 'Source MARIE says', reason: 'Half was missing' };
    const correction = await made(anna.api.post(`/v1/exchanges/${sent}/versions`, version));
    const more = { recordIds: [correction], audienceIds: [await stateOf('DO')], purpose: 'For the State' };
    await expectStatus(201, anna.api.post('/v1/releases', more));
    const fromDiego = { because, destroyCopies: false, audienceIds: [diego.audienceId] };
    const refused = await expectStatus(422, anna.api.post(`/v1/records/${sent}/recalls`, fromDiego));
    expect(refused.body.code).toBe('RECALL.STILL_REACHED');
    await viewOf(diego, sent);
  });
});

describe('a page that is open', () => {
  it('goes on without what the reader has no group for any more', async () => {
    const { adele, anna, diego } = world;
    const members = { memberOrganisationIds: [diego.organisationId] };
    const group = await expectStatus(201, adele.api.post('/v1/groups', { code: 'MONA', label: 'Mona', ...members }));
    const member = `/v1/groups/${group.body.id}/members/${diego.organisationId}`;
    const ids = { exchanges: [] as string[], records: [] as string[] };
    for (let i = 0; i < 3; i += 1) {
      ids.exchanges.push(await made(anna.api.post('/v1/exchanges', request([group.body.id]))));
      const release = { audienceIds: [group.body.id], purpose: 'Their port is next' };
      ids.records.push(await made(anna.api.post('/v1/inspections', { ...inspection, release })));
    }
    const lists = ['/v1/exchanges?box=inbox&limit=1', '/v1/records?owner=others&limit=1', '/v1/inspections?limit=1'];
    const cursors: string[] = [];
    for (const list of lists) cursors.push((await expectStatus(200, diego.api.get(list))).body.nextCursor as string);
    expect((await adele.api.delete(member)).status).toBeLessThan(300);
    for (const [i, list] of lists.entries()) {
      const page = await diego.api.get(`${list}&cursor=${encodeURIComponent(cursors[i]!)}`);
      expect(page.status).toBe(200);
      for (const id of [...ids.exchanges, ...ids.records]) expect(page.text).not.toContain(id);
    }
    const reply = await diego.api.post(`/v1/exchanges/${ids.exchanges[0]}/replies`, { extent: 'FULL', body: 'Late' });
    expect(reply.status).toBe(404);
  });
});

it('who joins a group is not told of what ran out before it came', async () => {
  const { adele, anna, diego, paola } = world;
  const members = { memberOrganisationIds: [diego.organisationId] };
  const group = await made(adele.api.post('/v1/groups', { code: 'WINDWARD', label: 'Windward Passage', ...members }));
  const open = await made(anna.api.post('/v1/inspections', { ...inspection, classification: 'UNCLASSIFIED' }));
  const notice = { type: 'NOTICE', dueOn: undefined, enclosedRecordIds: [open] };
  const sent = await made(anna.api.post('/v1/exchanges', request([group], notice)));
  const [release] = (await expectStatus(200, anna.api.get(`/v1/records/${open}/releases`))).body;
  const expiresAt = new Date(Date.now() + 4_000).toISOString();
  await expectStatus(201, anna.api.post(`/v1/releases/${release.id}/narrowing`, { expiresAt }));
  await new Promise((resolve) => setTimeout(resolve, 4_200));
  await expectStatus(200, adele.api.put(`/v1/groups/${group}/members/${paola.organisationId}`));
  expect((await viewOf(diego, sent)).withdrawn).toMatchObject([{ how: 'ENDED' }]);
  expect(await viewOf(paola, sent)).toMatchObject({ withdrawn: [], enclosures: [] });
});

describe('a State that was asked', () => {
  const pastDue = (id: string): Promise<unknown> =>
    asSuperuser(test.database.superuser, (client) =>
      client.query(
        'UPDATE exchanges SET due_on = current_date - 2 WHERE record_key = (SELECT key FROM records WHERE id = $1)',
        [id],
      ),
    );
  const overdue = async (kind: string): Promise<number> => {
    const { counterparts } = (await expectStatus(200, world.sonia.api.get('/v1/exchanges/statistics'))).body;
    return counterparts.find((one: { counterpartKind: string }) => one.counterpartKind === kind).overdue as number;
  };

  it('owes as long as one that acted for it owes, in the figures as in the thread, whoever acted last', async () => {
    const { diego, sonia } = world;
    const sent = await made(sonia.api.post('/v1/exchanges', request([await stateOf('DO')])));
    await pastDue(sent);
    expect(await overdue('STATE')).toBe(1);
    await expectStatus(201, pedro.api.post(`/v1/exchanges/${sent}/acknowledgement`, {}));
    await expectStatus(201, diego.api.post(`/v1/exchanges/${sent}/replies`, { extent: 'FULL', body: 'All of it' }));
    expect((await viewOf(sonia, sent)).progress.map(({ status }: { status: string }) => status)).toEqual([
      'OVERDUE',
      'FULL',
    ]);
    expect(await overdue('STATE')).toBe(1);
    await expectStatus(201, pedro.api.post(`/v1/exchanges/${sent}/replies`, { extent: 'DECLINED', body: 'See DGA' }));
    expect(await overdue('STATE')).toBe(0);
  });

  it('is reminded no more of what was taken back from it', async () => {
    const { diego, paola, sonia } = world;
    const sent = await made(sonia.api.post('/v1/exchanges', request([diego.audienceId, paola.audienceId])));
    const fromDiego = { because: 'A mistake', destroyCopies: false, audienceIds: [diego.audienceId] };
    await expectStatus(201, sonia.api.post(`/v1/records/${sent}/recalls`, fromDiego));
    const reminded = await expectStatus(201, sonia.api.post(`/v1/exchanges/${sent}/reminders`, {}));
    const of = (code: string): number =>
      reminded.body.progress.find(({ audience }: { audience: { code: string } }) => audience.code === code).reminders;
    expect([of('DO-DGA'), of('POE')]).toEqual([0, 1]);
    await expectStatus(201, sonia.api.post(`/v1/records/${sent}/recalls`, { because: 'All', destroyCopies: false }));
    const refused = await expectStatus(422, sonia.api.post(`/v1/exchanges/${sent}/reminders`, {}));
    expect(refused.body.reasons).toMatchObject([{ code: 'NOBODY_OWES_AN_ANSWER' }]);
  });

  it('is not late with what was taken back from it', async () => {
    const { diego, paola, sonia } = world;
    const sent = await made(sonia.api.post('/v1/exchanges', request([diego.audienceId, paola.audienceId])));
    await pastDue(sent);
    const isListed = async (): Promise<boolean> =>
      (await expectStatus(200, sonia.api.get('/v1/exchanges?box=sent&overdue=true'))).text.includes(sent);
    for (const [taken, listed] of [
      [[], true],
      [[diego], true],
      [[diego, paola], false],
    ] as const) {
      const { audienceId } = taken.at(-1) ?? {};
      const recall = { because: 'A mistake', destroyCopies: false, audienceIds: [audienceId] };
      if (audienceId) await expectStatus(201, sonia.api.post(`/v1/records/${sent}/recalls`, recall));
      const { progress } = await viewOf(sonia, sent);
      expect(progress.map(({ overdue }: { overdue: boolean }) => overdue).filter(Boolean)).toHaveLength(
        2 - taken.length,
      );
      expect(await isListed()).toBe(listed);
    }
  });
});

describe('an organisation addressed by itself and through its State', () => {
  it('is one at its own end, acknowledges once, and its State owes no more than who has not answered', async () => {
    const { anna, diego } = world;
    const both = [await stateOf('DO'), diego.audienceId];
    const figures = async (): Promise<Record<string, number>> =>
      (await expectStatus(200, diego.api.get('/v1/exchanges/statistics'))).body.counterparts.find(
        (one: { counterpart: string }) => one.counterpart === 'HT-AGD',
      );
    const before = await figures();
    const sent = await made(anna.api.post('/v1/exchanges', request(both)));
    await expectStatus(201, diego.api.post(`/v1/exchanges/${sent}/acknowledgement`, {}));
    await expectStatus(422, diego.api.post(`/v1/exchanges/${sent}/acknowledgement`, {}));
    await expectStatus(201, diego.api.post(`/v1/exchanges/${sent}/replies`, { extent: 'FULL', body: 'All of it' }));
    expect((await viewOf(diego, sent)).progress).toMatchObject([{ organisation: 'DO-DGA', status: 'FULL' }]);
    const seen = (await viewOf(anna, sent)).progress as { audience: { kind: string }; status: string }[];
    expect(seen.map(({ audience, status }) => [audience.kind, status])).toEqual([
      ['ORGANISATION', 'FULL'],
      ['STATE', 'SENT'],
    ]);
    const reminded = await expectStatus(201, anna.api.post(`/v1/exchanges/${sent}/reminders`, {}));
    expect(reminded.body.progress.map(({ reminders }: { reminders: number }) => reminders)).toEqual([0, 1]);
    const after = await figures();
    for (const count of ['sent', 'acknowledged', 'answered'])
      expect([count, after[count]]).toEqual([count, before[count]! + 1]);
  });
});
