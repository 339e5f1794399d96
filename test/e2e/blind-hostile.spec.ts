import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { TellHoldersJob } from '../../src/modules/exchanges/blind/matches/tell-holders.job';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { ampleBudget } from '../support/resources-blind';
import { newPerson, type Person, type World } from '../support/world';

/* What a curious State, a hurried program and a hostile client try. */
let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp({}, { worker: false });
  world = await app.world();
});
beforeEach(() => Promise.all((['anna', 'diego', 'paola'] as const).map((who) => ampleBudget(world, who))));
afterAll(() => app?.close());

let drawn = 0;
const number = (): string => `HX${4_700_000 + (drawn += 1)}`;
const line = (value: string, kind = 'SERIAL', more: object = {}): object => ({ kind, value, ...more });
const publish = async (by: Person, rule: string, lines: object[], more: object = {}): Promise<any> =>
  (await expectStatus(201, by.api.post('/v1/blind-sets', { name: 'Seized', rule, lines, ...more }))).body;
const reason = 'Weapons seized in one container';
const post = (by: Person, items: unknown[], more: object = {}, headers = {}): Promise<Answer> =>
  by.api.post('/v1/blind-queries', { reason, items, ...more }, { headers });
const answers = async (by: Person, ...values: string[]): Promise<string[]> =>
  (
    await expectStatus(
      201,
      post(
        by,
        values.map((value) => line(value)),
      ),
    )
  ).body.items.map(({ answer }: any) => answer);
const budget = (who: 'anna' | 'diego' | 'paola', more: object): Promise<unknown> => ampleBudget(world, who, more);
const used = async (by: Person): Promise<any> => (await expectStatus(200, by.api.get('/v1/blind-budget'))).body;

/** What differs between any two answers, taken out. */
const shapeOf = ({ status, text, headers }: Answer): object => ({
  status,
  text: text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/"[\w-]{22,}"/g, '"BYTES"'),
  headers: [...headers.keys()].sort(),
});

describe('a silent holder', () => {
  it.each([
    ['silent', { rule: 'SILENT' }],
    ['above the querier’s clearance', { rule: 'CONTACT_ME', classification: 'STRICTLY_CONFIDENTIAL' }],
    ['for others', { rule: 'CONTACT_ME', others: true }],
  ])('answers as nobody does, byte for byte: %s', async (_, { rule, others, ...terms }: any) => {
    const low = await newPerson(
      app.url,
      world.adele.api,
      { id: world.diego.organisationId, audienceId: world.diego.audienceId },
      { name: `low${(drawn += 1)}`, role: 'member_state_liaison', clearance: 1 },
    );
    const value = number();
    await publish(world.anna, rule, [line(value)], {
      ...terms,
      ...(others && { audienceIds: [world.paola.audienceId] }),
    });
    const [hit, none] = [await post(low, [line(value)]), await post(low, [line(number())])];
    expect(shapeOf(hit)).toEqual(shapeOf(none));
    const [read, other] = await Promise.all([hit, none].map(({ body }) => low.api.get(`/v1/blind-queries/${body.id}`)));
    expect(shapeOf(read!)).toEqual(shapeOf(other!));
  });

  it('costs the querier no more time: nothing is written until the answer is out', async () => {
    const values = Array.from({ length: 50 }, number);
    await publish(
      world.anna,
      'SILENT',
      values.map((value) => line(value)),
    );
    const none = values.map(() => number());
    const time = async (asked: string[]): Promise<number> => {
      const started = performance.now();
      await answers(world.diego, ...asked);
      return performance.now() - started;
    };
    const [withHolder, without]: [number[], number[]] = [[], []];
    for (let n = 0; n < 30; n += 1) {
      withHolder.push(await time(values));
      without.push(await time(none));
    }
    const median = (all: number[]): number => all.sort((a, b) => a - b)[15]!;
    // Fifty matches written while the querier waits would take several times as long as the rest; a loaded machine does not.
    expect(median(withHolder) / median(without)).toBeLessThan(2);
    const written = await asSuperuser(
      app.database.superuser,
      async (client) => (await client.query('SELECT count(*)::int AS n FROM blind_matches WHERE told')).rows[0].n,
    );
    expect(written).toBe(0);
  });
});

describe('what no longer stands matches nothing', () => {
  it('from the answer to its withdrawal on', async () => {
    const value = number();
    const { id } = await publish(world.anna, 'SOMEONE', [line(value)]);
    expect(await answers(world.diego, value)).toEqual(['HIT']);
    const because = { because: 'The case is closed' };
    const { body } = await expectStatus(200, world.anna.api.post(`/v1/blind-sets/${id}/withdrawal`, because));
    expect(body).toMatchObject({ state: 'WITHDRAWN', withdrawnBecause: because.because });
    expect(await answers(world.diego, value)).toEqual(['NO_HIT']);
    const again = await world.anna.api.post(`/v1/blind-sets/${id}/withdrawal`, { because: 'again' });
    expect(again.body).toEqual(body);
  });

  it('once its time has passed', async () => {
    const value = number();
    const { id } = await publish(world.anna, 'SOMEONE', [line(value)], { until: '2099-01-01T00:00:00Z' });
    expect(await answers(world.diego, value)).toEqual(['HIT']);
    const end = `UPDATE blind_sets SET until = now() - interval '1 second' WHERE id = $1`;
    await asSuperuser(app.database.superuser, (client) =>
      client.query(`SET session_replication_role = replica; ${end.replace('$1', `'${id}'`)}`),
    );
    expect(await answers(world.diego, value)).toEqual(['NO_HIT']);
    expect((await world.anna.api.get(`/v1/blind-sets/${id}`)).body.state).toBe('EXPIRED');
  });

  it('while its organisation is disabled', async () => {
    const customs = { code: 'JM-JCA', name: 'Jamaica Customs', kind: 'MEMBER_STATE', state: 'JM' };
    const { body: made } = await expectStatus(201, world.adele.api.post('/v1/organisations', customs));
    const marlon = await newPerson(app.url, world.adele.api, made, {
      ...{ name: 'marlon', role: 'member_state_liaison', clearance: 1 },
    });
    const value = number();
    await publish(marlon, 'COUNTRY', [line(value)]);
    const path = `/v1/organisations/${made.id}`;
    const set = async (disabled: boolean): Promise<void> => {
      const etag = (await world.adele.api.get(path)).headers.get('etag')!;
      await expectStatus(200, world.adele.api.patch(path, { disabled }, { headers: { 'if-match': etag } }));
    };
    expect(await answers(world.diego, value)).toEqual(['HIT']);
    await set(true);
    expect(await answers(world.diego, value)).toEqual(['NO_HIT']);
    await set(false);
    expect(await answers(world.diego, value)).toEqual(['HIT']);
  });
});

describe('a budget', () => {
  it('of calls holds against a thousand single queries: refused, logged, nothing leaked', async () => {
    const value = number();
    await publish(world.anna, 'CONTACT_ME', [line(value)]);
    await budget('diego', { callsPerMinute: 30 });
    // A minute that begins while they come gives thirty more.
    const { body: earlier } = await expectStatus(200, world.diego.api.get('/v1/blind-queries?limit=200'));
    const all: Answer[] = [];
    for (let n = 0; n < 1000; n += 50)
      all.push(...(await Promise.all(Array.from({ length: 50 }, () => post(world.diego, [line(value)])))));
    const refused = all.filter(({ status }) => status === 429);
    const answered = all.filter(({ status }) => status === 201).length;
    expect(refused.length + answered).toBe(1000);
    expect(answered).toBeLessThanOrEqual(60);
    for (const { body, text, headers } of refused) {
      expect(body.code).toBe('BLIND.TOO_FAST');
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
      expect(text).toBe(refused[0]!.text);
      expect(text).not.toMatch(/HIT|AGD|HX47/);
    }
    const logged = await asSuperuser(
      app.database.superuser,
      async (client) =>
        (
          await client.query(
            `SELECT count(*)::int AS n FROM audit_leaves WHERE convert_from(payload, 'UTF8') LIKE '%blind_query.refused%BLIND.TOO_FAST%'`,
          )
        ).rows[0].n,
    );
    expect(logged).toBe(refused.length);
    expect(earlier.items.length).toBeLessThanOrEqual(200);
  });

  it('of identifiers is never overdrawn by calls at once, and counts before the look-up', async () => {
    const before = await used(world.diego);
    await budget('diego', { identifiersPerDay: before.identifiersUsed + 100 });
    const ten = (): object[] => Array.from({ length: 10 }, () => line(number()));
    const all = await Promise.all(Array.from({ length: 30 }, () => post(world.diego, ten())));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = all.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(20);
    expect(refused[0]!.body.code).toBe('BLIND.BUDGET_SPENT');
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeLessThanOrEqual(86_400);
    expect((await used(world.diego)).identifiersUsed).toBe(before.identifiersUsed + 100);
  });

  it('of hits ends in the middle of a query, at the same place whatever comes after', async () => {
    const values = [number(), number(), number()];
    await publish(
      world.anna,
      'SOMEONE',
      values.map((value) => line(value)),
    );
    const { hitsUsed } = await used(world.diego);
    await budget('diego', { hitsPerDay: hitsUsed + 2 });
    const asked = [values[0]!, number(), values[1]!, values[2]!, number()];
    expect(await answers(world.diego, ...asked)).toEqual(['HIT', 'NO_HIT', 'HIT', 'NOT_ANSWERED', 'NOT_ANSWERED']);
    const { body } = await expectStatus(429, post(world.diego, [line(number())]));
    expect(body.code).toBe('BLIND.BUDGET_SPENT');
  });

  it('is charged once for a request that is repeated, also if the first died before its answer', async () => {
    const value = number();
    await publish(world.anna, 'SOMEONE', [line(value)]);
    const headers = { 'idempotency-key': randomUUID() };
    const first = await expectStatus(201, post(world.diego, [line(value)], {}, headers));
    await asSuperuser(app.database.superuser, (client) =>
      client.query(`SET session_replication_role = replica;
        DELETE FROM blind_matches WHERE query_id = '${first.body.id}'; DELETE FROM blind_hits WHERE id = '${first.body.hits[0].id}';
        UPDATE blind_queries SET answered_at = NULL, answered = NULL WHERE id = '${first.body.id}'`),
    );
    const { identifiersUsed } = await used(world.diego);
    const second = await expectStatus(201, post(world.diego, [line(value)], {}, headers));
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.body).toMatchObject({ id: first.body.id, items: first.body.items });
    const third = await expectStatus(201, post(world.diego, [line(value)], {}, headers));
    expect(third.body.hits).toEqual(second.body.hits);
    expect((await used(world.diego)).identifiersUsed).toBe(identifiersUsed);
    await expectStatus(422, post(world.diego, [line(number())], {}, headers));
  });

  it('is set by an access administrator alone', async () => {
    const limits = { identifiersPerDay: 1, hitsPerDay: 1, callsPerMinute: 1, reason: 'x' };
    const path = `/v1/organisations/${world.anna.organisationId}/blind-budget`;
    for (const name of ['anna', 'paola', 'oscar', 'sonia'] as const)
      await expectStatus(404, world[name].api.put(path, limits));
    await expectStatus(403, world.adele.api.post('/v1/blind-queries', { reason, items: [line(number())] }));
  });
});

describe('what cannot be asked', () => {
  it.each([
    ['one unknown character', 'BKX1?3', 'PATTERN'],
    ['a run', 'BKX*', 'PATTERN'],
    ['a choice', 'BKX[12]3', 'PATTERN'],
    ['a full-width wildcard', 'BKX１＊', 'PATTERN'],
    ['a percent sign', 'BKX%', 'PATTERN'],
    ['no number', 'OBLITERATED', 'PLACEHOLDER'],
    ['too short a number', 'A-1', 'TOO_SHORT'],
    ['nothing to compare', '-- // --', 'UNREADABLE'],
  ])('%s', async (_, value, code) => {
    const { body, text } = await expectStatus(400, post(world.diego, [line(number()), line(value)]));
    expect(body).toMatchObject({ code: 'BLIND.UNMATCHABLE', fields: [{ pointer: '/items/1/value', code }] });
    expect(text).not.toContain(value);
  });

  it.each([
    ['a null byte', [line('BKX\u0000193')], '/items/0/value'],
    ['a huge value', [line('9'.repeat(201))], '/items/0/value'],
    ['a number for a value', [{ kind: 'SERIAL', value: 1234567 }], '/items/0/value'],
    ['another kind', [line('BKX1934', 'FINGERPRINT')], '/items/0/kind'],
    ['an unknown field', [line('BKX1934', 'SERIAL', { norm: 'X' })], '/items/0'],
    ['a year of birth of a serial', [line('BKX1934', 'SERIAL', { birthYear: 1985 })], '/items/0/birthYear'],
    ['no object', ['BKX1934'], '/items/0'],
    ['null', [null], '/items/0'],
    ['nothing', [], '/items'],
  ])('%s', async (_, items, pointer) => {
    const { body } = await expectStatus(400, post(world.diego, items));
    expect(body.fields.map((field: any) => field.pointer)).toContain(pointer);
  });

  it('too many at once, and nothing without a reason', async () => {
    await expectStatus(
      400,
      post(
        world.diego,
        Array.from({ length: 10_001 }, () => ({ kind: 'SERIAL', value: 'A123' })),
      ),
    );
    for (const none of [undefined, '', '  '])
      await expectStatus(400, post(world.diego, [line(number())], { reason: none }));
  });

  it('with a reason that says for what', async () => {
    const value = number();
    const said = { reason: `Where is ${value.slice(0, 2)}-${value.slice(2)} from?` };
    const { body, text } = await expectStatus(400, post(world.diego, [line(number()), line(value)], said));
    expect(body).toMatchObject({ code: 'BLIND.REASON_NAMES_IDENTIFIER', fields: [{ pointer: '/items/1/value' }] });
    expect(text).not.toContain(value.slice(2));
  });
});

describe('terms that do not hold are refused', () => {
  const lines = [line('HX1234567')];
  it.each([
    ['nobody learns', 422, 'BLIND.TERMS_REFUSED', { rule: 'SILENT', lines, tellHolder: false }],
    ['an end in the past', 422, 'BLIND.TERMS_REFUSED', { rule: 'SOMEONE', lines, until: '2020-01-01T00:00:00Z' }],
    ['two sources', 400, 'BLIND.SOURCE_UNCLEAR', { rule: 'SOMEONE', lines, recordKind: 'inspection' }],
    ['no source', 400, 'BLIND.SOURCE_UNCLEAR', { rule: 'SOMEONE' }],
    ['nothing whole', 422, 'BLIND.NOTHING_TO_PUBLISH', { rule: 'SOMEONE', lines: [line('BK?')] }],
    ['unknown audience', 400, 'REQUEST.INVALID', { rule: 'SOMEONE', lines, audienceIds: [randomUUID()] }],
  ])('%s', async (_, status, code, body) => {
    const answer = await expectStatus(status, world.anna.api.post('/v1/blind-sets', { name: 'x', ...body }));
    expect(answer.body.code).toBe(code);
  });
});

it('a holder’s colleague who is not cleared for the set sees neither it nor its matches', async () => {
  const value = number();
  const { id } = await publish(world.anna, 'SILENT', [line(value)], { classification: 'STRICTLY_CONFIDENTIAL' });
  const { body } = await expectStatus(201, post(world.diego, [line(value)]));
  await app.app.get(TellHoldersJob).run({ queryId: body.id });
  const own = { id: world.anna.organisationId, audienceId: world.anna.audienceId };
  const terms = { name: 'junior', role: 'member_state_liaison', clearance: 1 };
  const junior = await newPerson(app.url, world.adele.api, own, terms);
  const mine = async (by: Person): Promise<number> =>
    (await expectStatus(200, by.api.get('/v1/blind-matches?side=HELD&limit=200'))).body.items.filter(
      ({ queryId }: any) => queryId === body.id,
    ).length;
  expect([await mine(world.anna), await mine(junior)]).toEqual([1, 0]);
  await expectStatus(404, junior.api.get(`/v1/blind-sets/${id}`));
});
