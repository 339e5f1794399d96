import { randomUUID } from 'node:crypto';
import type { Answer, ApiClient } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { faultOf, hostileBodies, sendChunked, wrongValues } from '../support/hostile';
import { jsonBodyOf, type Operation, operationsOf, readOpenApi, resolveSchema } from '../support/openapi';
import { type PersonName, REQUESTS } from '../support/requests';
import { fillPath } from '../support/resources';
import type { World } from '../support/world';

/* Whatever arrives, the answer is a 4xx problem document with a code, naming the field if a field is at fault; and the process lives. */
const document = readOpenApi();
const operations = operationsOf(document);
const withBody = operations.filter(({ operation }) => jsonBodyOf(document, operation));
// Where the address holds the credential, a made-up one is answered before anything is looked at: reconciliation.spec.ts.
const withLimit = operations.filter(
  ({ operation }) => !operation['x-by-link'] && operation.parameters?.some(({ name }) => name === 'limit'),
);
/** A body that is judged as a whole. Of a bundle each line is, and the answer is 200 (sync.spec.ts). */
const withFile = operations.filter(({ operation }) =>
  Object.values(operation.requestBody?.content ?? {}).some(({ schema }) => schema?.format === 'binary'),
);
const BY_ROLE: readonly [string, PersonName][] = [
  ['member_state_liaison', 'anna'],
  ['panel_expert', 'paola'],
  ['committee_secretariat', 'sonia'],
  ['access_administrator', 'adele'],
  ['auditor', 'oscar'],
  ['legal_officer', 'leila'],
];

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());
afterEach(async () => {
  expect((await test.anonymous.get('/health/live')).status).toBe(200);
});

/** As somebody who may call it, so that the body is looked at and not merely the caller. */
function callerOf({ operation }: Operation): ApiClient {
  if (operation['x-public']) return test.anonymous;
  const [, name] = BY_ROLE.find(([role]) => operation['x-roles']?.includes(role))!;
  return world[name].api;
}

const IDS = { id: randomUUID(), organisationId: randomUUID(), recordId: randomUUID(), otherRecordId: randomUUID() };
const send = (operation: Operation, raw: string | Buffer | undefined, headers = {}, query = ''): Promise<Answer> =>
  callerOf(operation).call(operation.method, `${fillPath(operation.path, IDS)}${query}`, undefined, {
    headers: { 'idempotency-key': randomUUID(), 'if-match': '"v1"', 'content-type': 'application/json', ...headers },
    ...(raw !== undefined && { raw }),
  });

it('has a faultless body for every operation that takes one', () => {
  expect(withBody.length).toBeGreaterThan(20);
  expect(withBody.filter(({ name }) => !REQUESTS[name]?.body).map(({ name }) => name)).toEqual([]);
});

describe.each(withBody)('$name', (operation) => {
  const valid = REQUESTS[operation.name]?.body?.(IDS) ?? {};
  const schema = jsonBodyOf(document, operation.operation)!;

  it('refuses bodies no honest client sends', async () => {
    const faults: string[] = [];
    for (const { what, raw, headers, ...wanted } of hostileBodies(valid)) {
      const fault = faultOf(await send(operation, raw, headers), wanted);
      if (fault) faults.push(`${what}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  it('refuses an empty body, and a file where JSON belongs', async () => {
    const empty = [undefined, ''].map((raw) => send(operation, raw));
    const files = ['application/octet-stream', 'application/xml'].map((type) =>
      send(operation, JSON.stringify(valid), { 'content-type': type }),
    );
    const faults = (await Promise.all([...empty, ...files])).map((answer) => faultOf(answer)).filter(Boolean);
    expect(faults).toEqual([]);
  });

  it('names the field that has a wrong kind of value', async () => {
    const faults: string[] = [];
    const properties = Object.entries(schema.properties ?? {});
    const cases = properties.flatMap(([key, one]) =>
      wrongValues(key, resolveSchema(document, one.allOf?.[0] ?? one)!).map((value) => [key, value] as const),
    );
    for (const [name, wrong] of cases) {
      const body = JSON.stringify({ ...valid, [name]: wrong });
      const fault = faultOf(await send(operation, body), { status: 400, pointer: `/${name}` });
      if (fault) faults.push(`${name} = ${JSON.stringify(wrong).slice(0, 60)}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  it('names what is missing', async () => {
    const faults: string[] = [];
    for (const name of schema.required ?? []) {
      const { [name]: _, ...rest } = valid as Record<string, unknown>;
      const fault = faultOf(await send(operation, JSON.stringify(rest)), { status: 400, pointer: `/${name}` });
      if (fault) faults.push(`${name}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  it('stops reading a body that grows without end', async () => {
    const headers: Record<string, string> = { 'transfer-encoding': 'chunked' };
    const status = await sendChunked(test.url, fillPath(operation.path, IDS), operation.method, headers);
    expect([413, 401, -1]).toContain(status);
  });
});

describe.each(withLimit)('$name', (operation) => {
  it.each(['0', '201', 'abc', '-1', '1.5', '1e2', '0x10', '', '%00', '99999999999999999999'])(
    'refuses limit=%s',
    async (limit) => {
      expect(
        faultOf(await send(operation, undefined, {}, `?limit=${limit}`), { status: 400, pointer: '/limit' }),
      ).toBeUndefined();
    },
  );

  it.each([
    ['surprise', 'surprise=1'],
    ['limit', 'limit=1&limit=2'],
    ['cursor', 'cursor=garbage'],
    ['cursor', `cursor=${'A'.repeat(400)}`],
  ])('refuses %s in %s', async (name, query) => {
    const answer = await send(operation, undefined, {}, `?${query}`);
    // The record a list belongs to comes before a cursor into the list.
    const absent = operation.path.includes('{') && name === 'cursor' && answer.status === 404;
    if (!absent) expect(faultOf(answer, { status: 400, pointer: `/${name}` })).toBeUndefined();
  });
});

describe.each(withFile)('$name', (operation) => {
  const type = Object.keys(operation.operation.requestBody!.content)[0]!;
  it('refuses compressed files, JSON, and no name', async () => {
    const query = '?fileName=a.txt';
    const answers = await Promise.all([
      send(operation, 'x', { 'content-type': type }),
      send(operation, 'x', { 'content-type': type, 'content-encoding': 'gzip' }, query),
      send(operation, '{"a":1', { 'content-type': 'application/json' }, query),
      send(operation, 'x', { 'content-type': 'text/html' }, query),
      send(operation, 'x', { 'content-type': type }, `${query}&surprise=1`),
      send(operation, 'x', { 'content-type': type, 'content-digest': 'sha-256=:short:' }, query),
      send(operation, undefined, { 'content-type': type }, query),
    ]);
    expect(answers.map((answer) => faultOf(answer)).filter(Boolean)).toEqual([]);
  });
});

describe('addresses and headers', () => {
  it.each([
    '/v1/%',
    '/v1/%ff',
    '/v1/records/%00',
    '/v1//records',
    '/v1/records/..%2f..%2f',
    '/nowhere',
    '/v1/records/a/b/c/d',
  ])('answers %s with a problem', async (path) => {
    expect(faultOf(await world.anna.api.get(path))).toBeUndefined();
  });

  it.each(['Bearer', 'Bearer x', 'Bearer a.b.c', 'Basic YTpi', `Bearer ${'x'.repeat(7000)}`])(
    'answers "%s" with 401',
    async (authorization) => {
      expect(
        faultOf(await test.anonymous.get('/v1/records', { headers: { authorization } }), { status: 401 }),
      ).toBeUndefined();
    },
  );

  it.each(['v1', '"v0"', '"v-1"', '"v1", "v2"', '*', 'W/"v1"', '"v99999999999999999999"', '"v1.5"'])(
    'refuses If-Match %s on a record one may change',
    async (ifMatch) => {
      const created = await world.anna.api.post('/v1/inspections', REQUESTS['POST /v1/inspections']!.body!({}));
      const headers = { 'if-match': ifMatch };
      const answer = await world.anna.api.patch(`/v1/inspections/${created.body.id}`, { narrative: 'x' }, { headers });
      expect(faultOf(answer)).toBeUndefined();
      expect([400, 412, 428]).toContain(answer.status);
    },
  );

  it.each(['', ' ', 'x'.repeat(300), 'clé'])('refuses the Idempotency-Key "%s"', async (key) => {
    const headers = { 'idempotency-key': encodeURI(key) };
    if (key === 'clé') headers['idempotency-key'] = Buffer.from(key).toString('latin1');
    const body = REQUESTS['POST /v1/inspections']!.body!({});
    expect(faultOf(await world.anna.api.post('/v1/inspections', body, { headers }))).toBeUndefined();
  });
});
