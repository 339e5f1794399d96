import { randomUUID } from 'node:crypto';
import { MERGING_EVENTS } from '../../src/modules/entities';
import { DomainEvents } from '../../src/platform/events/domain-events';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { made } from '../support/resource-kind';
import type { Person, World } from '../support/world';

/* Which entities are one: an organisation's own view, derived from what its people judged, and gone when they take it back. */
let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

const said = (prop: string, value: string, source = 'Bill of lading'): object => ({ prop, value, source });
const enter = (who: Person, more: object = {}, ...statements: object[]): Promise<string> =>
  made(
    who.api.post('/v1/entities', {
      schema: 'Person',
      statements: statements.length > 0 ? statements : [said('name', 'Jean-Baptiste Pierre')],
      ...more,
    }),
  );
const judge = (who: Person, id: string, otherId: string, decision: string, more: object = {}): Promise<Answer> =>
  who.api.post(`/v1/entities/${id}/judgements`, { otherId, decision, reason: 'Same passport number', ...more });
const judged = async (...of: Parameters<typeof judge>): Promise<any> => (await expectStatus(201, judge(...of))).body;
const withdraw = (who: Person, judgementId: string): Promise<Answer> =>
  who.api.post(`/v1/entity-judgements/${judgementId}/withdrawal`, { reason: 'Two persons after all' });
const profile = async (who: Person, id: string, query = ''): Promise<any> =>
  (await expectStatus(200, who.api.get(`/v1/entities/${id}/profile${query}`))).body;
const history = async (who: Person, id: string): Promise<any[]> =>
  (await expectStatus(200, who.api.get(`/v1/entities/${id}/judgements`))).body.items;
const idsOf = ({ members }: { members: { id: string }[] }): string[] => members.map(({ id }) => id);
/** All that a reader is told of an entity. */
const told = async ({ api }: Person, id: string): Promise<string[]> => {
  const answers = await Promise.all([
    api.get(`/v1/entities/${id}`),
    api.get(`/v1/entities/${id}/profile`),
    api.get(`/v1/entities/${id}/judgements`),
  ]);
  return answers.map(({ status, headers, text }) => `${status} ${headers.get('etag')} ${text}`);
};
const release = async (from: Person, to: Person, id: string): Promise<string> => {
  const body = { recordIds: [id], audienceIds: [to.audienceId], purpose: 'Joint operation' };
  const answer = await expectStatus(201, from.api.post('/v1/releases', body));
  return answer.body.releases[0].id as string;
};
const endRelease = (from: Person, id: string): Promise<Answer> =>
  expectStatus(200, from.api.delete(`/v1/releases/${id}`, { because: 'a mistake' }));

describe('two entries of one person', () => {
  let older: string;
  let newer: string;
  let ofOlder: string[];
  let tie: any;
  beforeAll(async () => {
    older = await enter(world.anna, {}, said('name', 'Jean Pierre'), said('birthDate', '1974'));
    newer = await enter(world.anna, {}, said('name', 'Jan Pyè', 'Police'), said('birthDate', '1975', 'Police'));
    ofOlder = await told(world.anna, older);
    const key = randomUUID();
    const send = (): Promise<Answer> =>
      world.anna.api.post(
        `/v1/entities/${newer}/judgements`,
        { otherId: older.toUpperCase(), decision: 'same', reason: 'Same passport number', score: 0.92 },
        { headers: { 'idempotency-key': key } },
      );
    const answer = await expectStatus(201, send());
    tie = answer.body;
    expect(answer.headers.get('location')).toBe(`/v1/entity-judgements/${tie.id}`);
    const again = await expectStatus(201, send());
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect({ ...again.body, receipt: 0 }).toEqual({ ...tie, receipt: 0 });
  });

  it('become one by a judgement with who, when and why, and a receipt', async () => {
    expect(tie).toMatchObject({
      decision: 'same',
      entities: [
        { id: older, schema: 'Person', caption: 'Jean Pierre' },
        { id: newer, caption: 'Jan Pyè' },
      ],
      reason: 'Same passport number',
      score: 0.92,
      judgedBy: 'anna',
      supersedesId: null,
      standing: true,
      clusters: [{ canonicalId: older, memberIds: [older, newer] }],
      receipt: { type: 'lambi-receipt-v1' },
    });
    const { receipt: _, ...shown } = tie;
    expect((await world.anna.api.get(`/v1/entity-judgements/${tie.id}`)).body).toEqual(shown);
    expect(await history(world.anna, older)).toEqual(await history(world.anna, newer));
    expect(await history(world.anna, older)).toMatchObject([{ id: tie.id }]);
  });

  it('show in one profile what each source says of either, also where they disagree', async () => {
    const merged = await profile(world.anna, newer);
    expect(merged).toMatchObject({ canonicalId: older, schema: 'Person', caption: 'Jean Pierre', disputed: [] });
    expect(idsOf(merged)).toEqual([older, newer]);
    expect(merged.ties).toEqual([{ judgementId: tie.id, entityIds: [older, newer], judgedAt: tie.judgedAt }]);
    expect(merged.properties.birthDate).toMatchObject([
      { value: '1974', source: 'Bill of lading', entityId: older },
      { value: '1975', source: 'Police', entityId: newer },
    ]);
    expect(await profile(world.anna, older)).toEqual(merged);
  });

  it('are as they were, byte for byte, when it is withdrawn, and the history says so', async () => {
    const { body } = await expectStatus(201, withdraw(world.anna, tie.id));
    expect(body).toMatchObject({
      decision: 'withdrawn',
      supersedesId: tie.id,
      reason: 'Two persons after all',
      clusters: [{ canonicalId: older, memberIds: [older] }, { canonicalId: newer }],
    });
    const [entity, alone, past] = await told(world.anna, older);
    expect([entity, alone]).toEqual(ofOlder.slice(0, 2));
    expect(JSON.parse(past!.replace(/^200 \S+ /, '')).items).toMatchObject([
      { id: body.id, decision: 'withdrawn', judgedBy: 'anna', standing: false },
      { id: tie.id, decision: 'same', standing: false },
    ]);
  });

  it('are withdrawn once: neither the judgement nor its withdrawal can be withdrawn again', async () => {
    const [{ id: withdrawal }] = await history(world.anna, older);
    for (const id of [tie.id, withdrawal]) {
      const { body } = await expectStatus(409, withdraw(world.anna, id));
      expect(body).toMatchObject({ code: 'JUDGEMENT.NOT_STANDING', reasons: [{ code: 'NOT_THE_LAST_WORD' }] });
    }
  });

  it('were one on the day between, and were not known before they were entered', async () => {
    const [withdrawal] = await history(world.anna, older);
    const at = (instant: string): string => `?knownAt=${encodeURIComponent(instant)}`;
    const before = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();
    expect(idsOf(await profile(world.anna, newer, at(tie.judgedAt)))).toEqual([older, newer]);
    expect(idsOf(await profile(world.anna, newer, at(before(withdrawal.judgedAt))))).toEqual([older, newer]);
    expect(idsOf(await profile(world.anna, newer, at(before(tie.judgedAt))))).toEqual([newer]);
    expect(idsOf(await profile(world.anna, newer, at(withdrawal.judgedAt)))).toEqual([newer]);
    await expectStatus(404, world.anna.api.get(`/v1/entities/${newer}/profile${at('2020-01-01T00:00:00Z')}`));
    await expectStatus(400, world.anna.api.get(`/v1/entities/${newer}/profile?knownAt=2026-02-30T00:00:00Z`));
    const { body } = await world.anna.api.get(`/v1/entities/${newer}`);
    const link = { statements: [said('alias', 'Ti Jan')] };
    const change = { headers: { 'if-match': `"v${body.version}"` } };
    const then = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await expectStatus(201, world.anna.api.post(`/v1/entities/${newer}/statements`, link, change));
    expect((await profile(world.anna, newer)).properties.alias).toHaveLength(1);
    expect((await profile(world.anna, newer, at(then))).properties.alias).toBeUndefined();
  });
});

describe('what stands', () => {
  let a: string;
  let b: string;
  let c: string;
  let ab: any;
  let bc: any;
  beforeAll(async () => {
    [a, b, c] = [await enter(world.anna), await enter(world.anna), await enter(world.anna)];
    ab = await judged(world.anna, a, b, 'same');
    bc = await judged(world.anna, b, c, 'not_same');
  });

  it('is not contradicted by a merger, and the refusal names the judgement that stands against it', async () => {
    const { body } = await expectStatus(409, judge(world.anna, c, a, 'same'));
    expect(body).toMatchObject({
      code: 'JUDGEMENT.CONTRADICTED',
      reasons: [{ code: 'NOT_SAME_STANDS', facts: { judgements: [{ id: bc.id, entityIds: [b, c] }] } }],
    });
  });

  it('is not contradicted by holding apart what a chain joins, and the refusal names the chain', async () => {
    const d = await enter(world.anna);
    const bd = await judged(world.anna, b, d, 'same');
    const { body } = await expectStatus(409, judge(world.anna, d, a, 'not_same'));
    expect(body.reasons).toMatchObject([
      { code: 'SAME_STANDS', facts: { judgements: [{ id: ab.id, entityIds: [a, b] }, { id: bd.id }] } },
    ]);
  });

  it('is replaced by another word on the same two', async () => {
    const now = await judged(world.anna, c, b, 'same', { reason: 'Fingerprints' });
    expect(now).toMatchObject({ supersedesId: bc.id, clusters: [{ canonicalId: a }] });
    expect(idsOf(await profile(world.anna, c))).toEqual(expect.arrayContaining([a, b, c]));
    expect((await history(world.anna, c)).map(({ id, standing }) => [id, standing])).toEqual([
      [now.id, true],
      [bc.id, false],
    ]);
    await expectStatus(409, withdraw(world.anna, bc.id));
  });

  it('is paged, newest first', async () => {
    const path = `/v1/entities/${b}/judgements?limit=1`;
    const all = await history(world.anna, b);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await expectStatus(200, world.anna.api.get(`${path}${cursor && `&cursor=${cursor}`}`));
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
      await expectStatus(400, world.anna.api.get(`/v1/entities/${a}/judgements?limit=1&cursor=${cursor}`));
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(seen).toHaveLength(4);
  });

  it('is told to the modules on the right, in the same transaction, and to the log', async () => {
    const heard: object[] = [];
    test.app.get(DomainEvents).subscribe(({ name, facts }) => {
      if (name === MERGING_EVENTS.judgementChanged) heard.push(facts);
    });
    const [one, other] = [await enter(world.anna), await enter(world.anna)];
    const { id } = await judged(world.anna, one, other, 'unsure');
    await expectStatus(201, withdraw(world.anna, id));
    expect(heard).toMatchObject([{ decision: 'unsure' }, { decision: 'withdrawn' }]);
  });
});

describe('bad input', () => {
  it.each<[string, (ids: { id: string; bill: string }) => object, string]>([
    ['itself', ({ id }) => ({ otherId: id }), 'ITSELF'],
    ['itself in capitals', ({ id }) => ({ otherId: id.toUpperCase() }), 'ITSELF'],
    ['an unknown entity', () => ({ otherId: randomUUID() }), 'UNKNOWN'],
    ['a record of another kind', ({ bill }) => ({ otherId: bill }), 'UNKNOWN'],
    ['no id', () => ({ otherId: 'Jean' }), ''],
    ['no such decision', () => ({ decision: 'maybe' }), ''],
    ['the word of a withdrawal', () => ({ decision: 'withdrawn' }), ''],
    ['a blank reason', () => ({ reason: ' \n\t ' }), ''],
    ['no reason', () => ({ reason: undefined }), ''],
    ['a reason of 10,000 characters', () => ({ reason: 'x'.repeat(10_000) }), ''],
    ['a score above one', () => ({ score: 92 }), ''],
  ])('%s is refused, and the field named', async (_, wrong, code) => {
    const [id, otherId] = [await enter(world.anna), await enter(world.anna)];
    const bill = await made(world.anna.api.post('/v1/shipments', { billReference: 'RND9' }));
    const more = wrong({ id, bill });
    const { body } = await expectStatus(400, judge(world.anna, id, otherId, 'same', more));
    expect(body.fields[0]).toMatchObject({ pointer: `/${Object.keys(more)[0]}`, ...(code && { code }) });
    expect(await history(world.anna, id)).toEqual([]);
  });

  it('a person is no vessel, nor is what is the same as a person', async () => {
    const person = await enter(world.anna);
    const vessel = await enter(world.anna, { schema: 'Vessel' }, said('name', 'RAINER D'));
    const { body } = await expectStatus(422, judge(world.anna, person, vessel, 'same'));
    expect(body).toMatchObject({ code: 'JUDGEMENT.NOT_ONE_ENTITY', reasons: [{ code: 'SCHEMATA_DIFFER' }] });
    await judged(world.anna, person, vessel, 'not_same');
    const company = await enter(world.anna, { schema: 'Company' }, said('name', 'LAKAY SA'));
    const group = await enter(world.anna, { schema: 'Organization' }, said('name', 'LAKAY'));
    await judged(world.anna, group, company, 'same');
    expect(await profile(world.anna, group)).toMatchObject({ schema: 'Company', canonicalId: company });
    const body2 = await enter(world.anna, { schema: 'PublicBody' }, said('name', 'LAKAY'));
    await expectStatus(422, judge(world.anna, body2, group, 'same'));
  });
});

describe('who sees it', () => {
  it('the organisation that judged, and nobody else who sees the entities', async () => {
    const [one, other] = [await enter(world.anna), await enter(world.anna)];
    for (const id of [one, other]) await release(world.anna, world.paola, id);
    const before = [await told(world.paola, one), await told(world.paola, other)];
    const { id } = await judged(world.anna, one, other, 'same');
    expect([await told(world.paola, one), await told(world.paola, other)]).toEqual(before);
    await expectStatus(404, world.paola.api.get(`/v1/entity-judgements/${id}`));
    await expectStatus(404, withdraw(world.paola, id));
    await judged(world.paola, one, other, 'not_same'); // the Panel differs, and is not told that it does
    expect(idsOf(await profile(world.paola, one))).toEqual([one]);
    expect(idsOf(await profile(world.anna, one))).toEqual([one, other]);
    expect(await history(world.anna, one)).toHaveLength(1);
  });

  it('roles that judge; for others an entity they may read has neither judgements nor a profile', async () => {
    const id = await enter(world.anna);
    await release(world.anna, world.sonia, id);
    await expectStatus(200, world.sonia.api.get(`/v1/entities/${id}`));
    for (const path of ['profile', 'judgements'])
      await expectStatus(404, world.sonia.api.get(`/v1/entities/${id}/${path}`));
    await expectStatus(404, judge(world.sonia, id, await enter(world.anna), 'same'));
  });

  it('another’s entity is gone with its release, without a trace, and so is the chain that led through it', async () => {
    const foreign = await enter(world.diego, {}, said('name', 'Oloferne Dieudonné')); // the oldest: it was the canonical one
    const [a, b] = [await enter(world.anna), await enter(world.anna)];
    const before = [await told(world.anna, a), await told(world.anna, b)];
    const releaseId = await release(world.diego, world.anna, foreign);
    const af = await judged(world.anna, a, foreign, 'same');
    await judged(world.anna, foreign, b, 'same');
    expect(await profile(world.anna, b)).toMatchObject({ canonicalId: foreign });
    expect(idsOf(await profile(world.anna, a))).toEqual([foreign, a, b]);
    expect(await history(world.diego, foreign)).toEqual([]);

    await endRelease(world.diego, releaseId);
    expect([await told(world.anna, a), await told(world.anna, b)]).toEqual(before);
    const unknown = await world.anna.api.get(`/v1/entity-judgements/${randomUUID()}`);
    for (const answer of [
      await world.anna.api.get(`/v1/entity-judgements/${af.id}`),
      await withdraw(world.anna, af.id),
    ])
      expect([answer.status, answer.text]).toEqual([404, unknown.text]);
    const [gone, none] = [
      await judge(world.anna, a, foreign, 'same'),
      await judge(world.anna, a, randomUUID(), 'same'),
    ];
    expect([gone.status, gone.text]).toEqual([400, none.text]);

    // What is not seen does not stand in the way; when it is seen again, what holds apart goes first.
    const apart = await judged(world.anna, a, b, 'not_same');
    await release(world.diego, world.anna, foreign);
    const merged = await profile(world.anna, a);
    expect(idsOf(merged)).toEqual([foreign, a]);
    expect(merged.disputed).toMatchObject([{ entityIds: [foreign, b] }]);
    expect(idsOf(await profile(world.anna, b))).toEqual([b]);
    await expectStatus(201, withdraw(world.anna, apart.id));
    expect(idsOf(await profile(world.anna, b))).toEqual([foreign, a, b]);
  });

  it('a colleague without the clearance has the clusters of a world without what is classified', async () => {
    const strict = await enter(world.anna, { classification: 'STRICTLY_CONFIDENTIAL' });
    const [a, b] = [await enter(world.anna), await enter(world.anna)];
    const marie = await colleague();
    const before = [await told(marie, a), await told(marie, b)];
    await judged(world.anna, strict, a, 'same');
    await judged(world.anna, strict, b, 'same');
    expect(idsOf(await profile(world.anna, b))).toEqual([strict, a, b]);
    expect([await told(marie, a), await told(marie, b)]).toEqual(before);
    await judged(marie, a, b, 'not_same');
    expect((await profile(world.anna, b)).disputed).toMatchObject([{ entityIds: [strict, b] }]);
  });

  async function colleague(): Promise<Person> {
    const email = 'marie@lambi.example';
    const user = { organisationId: world.anna.organisationId, email, displayName: 'Marie', clearance: 1 };
    const roles = ['member_state_liaison'];
    const { body } = await expectStatus(201, world.adele.api.post('/v1/users', { ...user, roles }));
    const password = world.anna.password;
    await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', { token: body.setupLink.token, password }));
    const login = await expectStatus(200, test.anonymous.post('/v1/auth/login', { email, password }));
    return { ...world.anna, id: body.id, email, api: test.anonymous.withToken(login.body.accessToken) };
  }
});
