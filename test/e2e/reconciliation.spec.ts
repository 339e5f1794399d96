import { Client } from 'pg';
import { type Answer, ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { importedList } from '../support/watchlists';
import { PASSWORD, signIn, type World } from '../support/world';

/*
 * A spreadsheet matched by OpenRefine, which sends forms and no headers. What is asked of manifest and answers is what the JSON schemas
 * of the Reconciliation Service API 0.2 require, and what OpenRefine 3 reads without asking.
 */
const LIST = `name,schema,aliases,birthDate,country,passportNumber,reference
Jimmy Cherizier,Person,Barbecue Cherizier,1977-03-30,HT,,HTi.001
Vitelhomme Innocent,Person,,1986-03-27,HT,,HTi.005
Renel Destina,Person,Ti Lapli,1982,HT,,HTi.006
Konpayi Lanme Ble,Company,Blue Sea Company,,HT,,HTe.009
`;

let test: TestApp;
let world: World;
let anna: ApiClient;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  anna = world.anna.api;
  await importedList(anna, { code: 'WATCH', title: 'People to watch' }, LIST);
});
afterAll(() => test.close());

interface Link {
  readonly id: string;
  readonly path: string;
}
const makeLink = async (api: ApiClient, more: object = {}): Promise<Link> => {
  const { body } = await expectStatus(201, api.post('/v1/reconciliation-links', { hours: 2, ...more }));
  return { id: body.id, path: new URL(body.url as string).pathname };
};
/** As OpenRefine's server sends it: a form, escaped, and nothing else. */
const form = (path: string, queries: object | string): Promise<Answer> => {
  const text = typeof queries === 'string' ? queries : JSON.stringify(queries);
  return post(path, `queries=${encodeURIComponent(text).replaceAll('%20', '+')}`);
};
const post = (path: string, raw: string): Promise<Answer> =>
  new ApiClient(test.url).call('POST', path, undefined, {
    raw,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const asked = async (path: string, query: object): Promise<any[]> =>
  (await expectStatus(200, form(path, { q0: query }))).body.q0.result;

describe('the service', () => {
  let link: Link;
  beforeAll(async () => {
    link = await makeLink(anna);
  });

  it('describes itself as version 0.2 asks, to whoever has the address', async () => {
    const { body, headers } = await expectStatus(200, test.anonymous.get(link.path));
    expect(body.versions).toContain('0.2');
    for (const field of ['name', 'identifierSpace', 'schemaSpace']) expect(typeof body[field]).toBe('string');
    for (const type of body.defaultTypes) expect(Object.keys(type).sort()).toEqual(['id', 'name']);
    for (const each of Object.values<any>(body.suggest))
      expect([typeof each.service_url, each.service_path[0]]).toEqual(['string', '/']);
    expect(body.name).toBe('Lambi: WATCH 1');
    expect(headers.get('cache-control')).toBe('no-store');
    const again = await makeLink(anna);
    const other = await expectStatus(200, test.anonymous.get(again.path));
    expect(other.body.identifierSpace).toBe(body.identifierSpace);
  });

  it('answers a batch of ten under the keys it came with', async () => {
    const cells = [
      ...['CHERIZIER, JIMMY', 'Vitelhomme Innocent', 'Marie Dupont', 'Renel Destina', 'ACME Ltd'],
      ...['Шеризье Джимми', '', 'x', '😀', 'Blue Sea Company'],
    ];
    const batch = Object.fromEntries(
      cells.map((query, at) => [`q${at}`, { query, type: 'LegalEntity', type_strict: 'should', limit: 3 }]),
    );
    const { body } = await expectStatus(200, form(link.path, batch));
    expect(Object.keys(body)).toEqual(cells.map((_, at) => `q${at}`));
    for (const { result } of Object.values<any>(body)) {
      expect(result.length).toBeLessThanOrEqual(3);
      for (const { id, name, score, match, type } of result) {
        expect([typeof id, typeof name, typeof match]).toEqual(['string', 'string', 'boolean']);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(type).toEqual([{ id: expect.any(String), name: expect.any(String) }]);
      }
    }
    const best = (key: string): unknown => body[key].result[0] && [body[key].result[0].name, body[key].result[0].match];
    expect(best('q0')).toEqual(['Jimmy Cherizier', true]);
    expect(best('q1')).toEqual(['Vitelhomme Innocent', true]);
    expect(best('q5')).toEqual(['Jimmy Cherizier', true]);
    expect(best('q9')).toEqual(['Konpayi Lanme Ble', true]);
    for (const key of ['q2', 'q4', 'q6', 'q7', 'q8'])
      expect([key, body[key].result.filter((one: any) => one.match)]).toEqual([key, []]);
    expect(body.q0.result[0]).toMatchObject({
      id: expect.stringMatching(/^entry:[0-9a-f-]{36}$/),
      description: 'WATCH version 1, HTi.001',
      type: [{ id: 'Person', name: 'Person' }],
    });
  });

  it('lets other columns speak for and against a name', async () => {
    const plain = await asked(link.path, { query: 'Renel Destina' });
    const same = {
      query: 'Renel Destina',
      properties: [
        { pid: 'birthDate', v: '1982-05-01T00:00:00Z' },
        { pid: 'country', v: 'Haïti' },
      ],
    };
    const other = {
      query: 'Renel Destina',
      properties: [
        { pid: 'birthDate', v: '1930' },
        { pid: 'nationality', v: ['RU'] },
      ],
    };
    const unknown = {
      query: 'Renel Destina',
      properties: [
        { pid: 'shoeSize', v: 44 },
        { pid: 'flag', v: { id: 'x', name: 'HT' } },
      ],
    };
    const [helped, hindered, passed] = await Promise.all(
      [same, other, unknown].map((query) => asked(link.path, query)),
    );
    expect(hindered![0]?.score ?? 0).toBeLessThan(plain[0].score);
    expect(helped![0].score).toBeGreaterThanOrEqual(plain[0].score);
    expect(passed![0].match).toBe(true);
    const features = helped![0].features.map(({ id }: any) => id);
    expect(features).toContain('name');
    expect(
      (await asked(link.path, { query: 'Jimmy Cherizier', type: 'Company' })).filter(({ match }) => match),
    ).toEqual([]);
  });

  it('takes queries in the address, and suggests entities, properties and types', async () => {
    const queries = encodeURIComponent(JSON.stringify({ q0: { query: 'Jimmy Cherizier' } }));
    const { body } = await expectStatus(200, test.anonymous.get(`${link.path}?queries=${queries}`));
    expect(body.q0.result[0].match).toBe(true);
    const suggest = async (what: string, prefix: string): Promise<any[]> =>
      (await expectStatus(200, test.anonymous.get(`${link.path}/suggest/${what}?prefix=${prefix}`))).body.result;
    expect((await suggest('entity', 'Cherizier'))[0] ?? { name: 'none' }).toHaveProperty('name');
    expect(await suggest('entity', 'Vitelhomme%20Innocent')).toMatchObject([
      { name: 'Vitelhomme Innocent', notable: [{ id: 'Person' }] },
    ]);
    expect(await suggest('property', 'birth')).toEqual([{ id: 'birthDate', name: expect.any(String) }]);
    expect((await suggest('type', '')).map(({ id }) => id)).toContain('Vessel');
    expect(await suggest('entity', '')).toEqual([]);
  });

  it('adds columns about what was matched', async () => {
    const [{ id }] = await asked(link.path, { query: 'Renel Destina' });
    const { body: proposed } = await expectStatus(200, test.anonymous.get(`${link.path}/properties?type=Person`));
    expect(proposed.properties).toContainEqual({ id: 'birthDate', name: 'Date of birth' });
    const properties = ['name', 'alias', 'birthDate', 'country', 'list', 'reference', 'delistedOn', 'shoeSize'];
    const absent = 'entry:01900000-0000-7000-8000-0000000000ff';
    const extend = { ids: [id, absent, 'record:x', 'Q42'], properties: properties.map((each) => ({ id: each })) };
    const { body } = await expectStatus(200, post(link.path, `extend=${encodeURIComponent(JSON.stringify(extend))}`));
    expect(body.meta.map((each: any) => each.id)).toEqual(properties);
    expect(Object.keys(body.rows)).toEqual(extend.ids);
    expect(body.rows[id]).toEqual({
      name: [{ str: 'Renel Destina' }],
      alias: [{ str: 'Ti Lapli' }],
      birthDate: [{ str: '1982' }],
      country: [{ str: 'HT' }],
      list: [{ str: 'WATCH' }],
      reference: [{ str: 'HTi.006' }],
      delistedOn: [],
      shoeSize: [],
    });
    expect(Object.values(body.rows[absent]).flat()).toEqual([]);
    const diego = await makeLink(world.diego.api, { casework: true });
    const foreign = await expectStatus(200, post(diego.path, `extend=${encodeURIComponent(JSON.stringify(extend))}`));
    expect(Object.values<object>(foreign.body.rows).flatMap((row) => Object.values(row).flat())).toEqual([]);
    for (const wrong of ['{}', '{"ids":"x","properties":[]}', '{"ids":[],"properties":["name"]}'])
      expect((await post(link.path, `extend=${encodeURIComponent(wrong)}`)).status).toBe(400);
  });

  it('is read by a page on the own machine, and by no other', async () => {
    const from = async (origin: string) =>
      (await test.anonymous.get(link.path, { headers: { origin } })).headers.get('access-control-allow-origin');
    expect(await from('http://127.0.0.1:3333')).toBe('http://127.0.0.1:3333');
    expect(await from('http://localhost:3333')).toBe('http://localhost:3333');
    expect(await from('https://evil.example')).toBeNull();
    expect(await from('http://127.0.0.1.evil.example')).toBeNull();
  });

  it.each([
    ['no JSON', '{', '/queries'],
    ['a list', '[]', '/queries'],
    ['a key twice', '{"q0":{"query":"a"},"q0":{"query":"b"}}', '/q0'],
    ['a text for a query', '{"q0":"Jimmy"}', '/queries/q0'],
    ['a number for a name', '{"q0":{"query":7}}', '/queries/q0/query'],
    ['an unknown key', '{"q0":{"query":"a","surprise":1}}', '/queries/q0/surprise'],
    ['a limit of nothing', '{"q0":{"query":"a","limit":0}}', '/queries/q0/limit'],
    ['properties that are none', '{"q0":{"query":"a","properties":{}}}', '/queries/q0/properties'],
    ['a property without a value', '{"q0":{"query":"a","properties":[{"pid":"alias"}]}}', '/queries/q0/properties/0'],
    [
      'too many',
      JSON.stringify(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [i, { query: 'a' }]))),
      '/queries',
    ],
  ])('refuses %s and names the place', async (_, queries, pointer) => {
    const { status, body } = await form(link.path, queries);
    expect([status, body.fields?.[0].pointer]).toEqual([400, expect.stringContaining(pointer)]);
  });

  it.each([
    ['a name twice', 'queries=%7B%7D&queries=%7B%7D', 400],
    ['half a character', 'queries=%C3', 400],
    ['another field', 'callback=alert', 400],
    ['nothing: the manifest', '', 200],
  ])('takes a form with %s as %s', async (_, raw, status) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await test.anonymous.call('POST', link.path, undefined, { raw, headers })).status).toBe(status);
  });

  it('takes a form nowhere else', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await anna.call('POST', '/v1/screening/match', undefined, { raw: 'queries=x', headers })).status).toBe(415);
  });
});

describe('the link', () => {
  it('is good for reconciliation alone, and leads nowhere if it is not in force', async () => {
    const { id, path } = await makeLink(anna);
    const token = path.split('/').at(-1)!;
    for (const headers of [{ authorization: `Bearer ${token}` }, { 'x-api-key': token }] as Record<string, string>[])
      expect((await test.anonymous.get('/v1/watchlists', { headers })).status).toBe(401);
    const nowhere = await test.anonymous.get(`/v1/reconciliation/lambi_recon_${'x'.repeat(43)}`);
    expect(nowhere.status).toBe(404);
    for (const other of [
      path.slice(0, -1),
      `${path}x`,
      '/v1/reconciliation/x',
      path.replace('lambi_recon', 'lambi_key'),
    ]) {
      const answer = await anna.get(other);
      expect([answer.status, answer.text]).toEqual([404, nowhere.text]);
    }
    const listed = await expectStatus(200, anna.get('/v1/reconciliation-links'));
    expect(listed.body.items.find((one: any) => one.id === id)).toMatchObject({ state: 'ACTIVE', casework: false });
    expect(JSON.stringify(listed.body)).not.toContain(token);
    await expectStatus(204, anna.delete(`/v1/reconciliation-links/${id}`));
    await expectStatus(404, anna.delete(`/v1/reconciliation-links/${id}`));
    expect((await test.anonymous.get(path)).text).toBe(nowhere.text);
  });

  it('is kept as a hash, and stands in no leaf of the log', async () => {
    const { path } = await makeLink(anna);
    await form(path, { q0: { query: 'Jimmy Cherizier' } });
    const token = path.split('/').at(-1)!;
    const client = new Client({ connectionString: test.database.superuser });
    await client.connect();
    try {
      const { rows } = await client.query<{ text: string }>(
        `SELECT l::text AS text FROM reconciliation_links l UNION ALL SELECT convert_from(payload, 'UTF8') FROM audit_leaves`,
      );
      expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
      expect(rows.filter(({ text }) => text.includes('reconciliation_link.created')).length).toBeGreaterThan(0);
    } finally {
      await client.end();
    }
  });

  it('ends with the session it was made in, with its time, and with its maker', async () => {
    const user = {
      organisationId: world.anna.organisationId,
      email: 'rose@lambi.example',
      displayName: 'Rose',
      roles: ['member_state_liaison'],
      clearance: 1,
    };
    const { body } = await expectStatus(201, world.adele.api.post('/v1/users', user));
    await expectStatus(
      200,
      test.anonymous.post('/v1/auth/links/complete', { token: body.setupLink.token, password: PASSWORD }),
    );
    const rose = await signIn(test.url, user.email, PASSWORD);
    const [first, second] = [await makeLink(rose.api), await makeLink(rose.api)];
    const client = new Client({ connectionString: test.database.superuser });
    await client.connect();
    await client
      .query(
        `SET session_replication_role = replica; UPDATE reconciliation_links SET expires_at = now() WHERE id = '${first.id}'`,
      )
      .finally(() => client.end());
    expect((await test.anonymous.get(first.path)).status).toBe(404);
    await expectStatus(200, test.anonymous.get(second.path));
    await expectStatus(204, rose.api.post('/v1/auth/logout', {}));
    expect((await test.anonymous.get(second.path)).status).toBe(404);
  });

  it('is made by a person who is signed in, for at most twelve hours', async () => {
    for (const hours of [0, 13, 1.5]) await expectStatus(400, anna.post('/v1/reconciliation-links', { hours }));
    await expectStatus(
      400,
      anna.post('/v1/reconciliation-links', { hours: 1, listIds: ['01900000-0000-7000-8000-0000000000ff'] }),
    );
    await expectStatus(403, world.adele.api.post('/v1/reconciliation-links', { hours: 1 }));
  });

  it('says that nobody was screened where no list is live', async () => {
    const { path } = await makeLink(world.paola.api);
    const { status, body } = await form(path, { q0: { query: 'Jimmy Cherizier' } });
    expect([status, body.code]).toEqual([409, 'SCREENING.NOTHING_TO_SEARCH']);
  });

  it('shows casework if it says so, as its maker sees it, and the log says who saw what', async () => {
    const statements = [{ prop: 'name', value: 'Toussaint Belony', source: 'Passport seen at the gate' }];
    const { body: entity } = await expectStatus(201, anna.post('/v1/entities', { schema: 'Person', statements }));
    const query = { query: 'BELONY Toussaint', type: 'Person' };
    const [without, within, foreign] = [
      await makeLink(anna),
      await makeLink(anna, { casework: true }),
      await makeLink(world.diego.api, { casework: true }),
    ];
    expect(await asked(without.path, query)).toEqual([]);
    expect(await asked(foreign.path, query)).toEqual([]);
    const answer = await expectStatus(200, form(within.path, { q0: query }));
    expect(answer.body.q0.result).toMatchObject([
      { id: `record:${entity.id}`, name: 'Toussaint Belony', match: true, type: [{ id: 'Person' }] },
    ]);
    const extend = `extend=${encodeURIComponent(JSON.stringify({ ids: [`record:${entity.id}`], properties: [{ id: 'name' }, { id: 'kind' }] }))}`;
    const cells = async ({ path }: Link): Promise<unknown> =>
      Object.values((await expectStatus(200, post(path, extend))).body.rows)[0];
    expect(await cells(within)).toEqual({ name: [{ str: 'Toussaint Belony' }], kind: [{ str: 'entity' }] });
    for (const link of [without, foreign]) expect(await cells(link)).toEqual({ name: [], kind: [] });
    const client = new Client({ connectionString: test.database.superuser });
    await client.connect();
    try {
      const { rows } = await client.query<{ payload: string }>(
        `SELECT convert_from(payload, 'UTF8') AS payload FROM audit_leaves WHERE convert_from(payload, 'UTF8') LIKE '%' || $1 || '%'`,
        [answer.headers.get('x-request-id')],
      );
      const leaf = JSON.parse(rows[0]!.payload);
      expect([rows.length, leaf.actor.credential]).toEqual([1, 'link']);
      expect(leaf.records.map(({ id }: any) => id)).toEqual([entity.id]);
    } finally {
      await client.end();
    }
  });
});
