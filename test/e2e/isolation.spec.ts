import { randomUUID } from 'node:crypto';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { type Operation, operationsOf, readOpenApi } from '../support/openapi';
import { inspection, type PersonName, REQUESTS, type RequestCase } from '../support/requests';
import { fillPath, makeInspection, NO_IDS, RESOURCES, resourceKindOf } from '../support/resources';
import { PASSWORD, signIn, type World } from '../support/world';

/*
 * What one may not see answers like what does not exist, on every route there is: the routes come from the OpenAPI document, so that
 * a new one is tested, or fails here until somebody says how to make its resource.
 */
const operations = operationsOf(readOpenApi());
// Where the address itself is the credential, who else is signed in does not matter: reconciliation.spec.ts.
const withId = operations.filter(({ path, operation }) => path.includes('{') && !operation['x-by-link']);

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

const call = (
  api: ApiClient,
  { method }: Operation,
  path: string,
  request: RequestCase,
  ids: object,
): Promise<Answer> => {
  const headers = {
    'idempotency-key': randomUUID(),
    'if-match': '"v1"',
    ...(request.raw && { 'content-type': request.raw.type }),
    ...request.headers,
  };
  const body = request.body?.(ids as Record<string, string>);
  return api.call(method, `${path}${request.query ?? ''}`, body, {
    headers,
    ...(request.raw && { raw: request.raw.content }),
  });
};

/** Everything a caller gets to see, but what differs between any two answers. */
const seen = ({ status, headers, text }: Answer): object => ({
  status,
  text,
  headers: [...headers].filter(([name]) => !['x-request-id', 'date'].includes(name)),
});

it('knows how to make every kind of resource, and a request for every operation with an id', () => {
  expect(withId.filter(({ path }) => !resourceKindOf(path)).map(({ name }) => name)).toEqual([]);
  expect(withId.filter(({ name }) => !REQUESTS[name]).map(({ name }) => name)).toEqual([]);
  const live = new Set(operations.map(({ name }) => name));
  expect(Object.keys(REQUESTS).filter((name) => !live.has(name))).toEqual([]);
  expect(Object.keys(RESOURCES).filter((prefix) => !withId.some(({ path }) => path.startsWith(prefix)))).toEqual([]);
});

describe.each(withId)('$name', (operation) => {
  const kind = resourceKindOf(operation.path)!;
  const request = REQUESTS[operation.name]!;
  let ids: Readonly<Record<string, string>>;
  let absent: object;
  beforeAll(async () => {
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    ids = { recordId: randomUUID(), otherRecordId: randomUUID(), ...(await kind.make(world)) };
    const nowhere = fillPath(operation.path, {
      ...ids,
      ...Object.fromEntries(names.map((name) => [name, randomUUID()])),
    });
    absent = seen(await call(world.diego.api, operation, nowhere, request, ids));
    expect(absent).toMatchObject({ status: 404 });
  });

  it('answers a foreign id as an unknown one, byte for byte', async () => {
    const got: [PersonName, object][] = [];
    for (const name of kind.hiddenFrom.filter((one) => one !== request.by)) {
      const answer = await call(world[name].api, operation, fillPath(operation.path, ids), request, ids);
      got.push([name, seen(answer)]);
    }
    expect(got.length).toBeGreaterThan(1);
    expect(got).toEqual(got.map(([name]) => [name, absent]));
  });

  it('answers what is no id in the same way, to the stranger and to whoever may call it', async () => {
    const got: [string, object][] = [];
    for (const [what, make] of Object.entries(NO_IDS)) {
      for (const name of ['diego', request.by] as const) {
        const path = fillPath(operation.path, { ...ids, id: make() });
        got.push([`${name}: ${what}`, seen(await call(world[name].api, operation, path, request, ids))]);
      }
    }
    expect(got).toEqual(got.map(([what]) => [what, absent]));
  });

  it('lets in whom it is for', async () => {
    const answer = await call(world[request.by].api, operation, fillPath(operation.path, ids), request, ids);
    // A rule may still refuse; what matters is that the request above was one that can succeed.
    if (![200, 201, 202, 204, 409, 412, 422].includes(answer.status))
      throw new Error(`${answer.status} ${answer.text}`);
  });

  it('says no more to nobody', async () => {
    const path = fillPath(operation.path, ids);
    const nowhere = fillPath(operation.path, { ...ids, id: randomUUID() });
    const [real, none] = await Promise.all(
      [path, nowhere].map((one) => call(test.anonymous, operation, one, request, ids)),
    );
    expect(real!.status).toBe(401);
    expect(seen(real!)).toEqual(seen(none!));
  });
});

describe('a record that was released', () => {
  const read = async (api: ApiClient, id: string): Promise<number[]> => {
    const answers = await Promise.all([
      api.get(`/v1/inspections/${id}`),
      api.get(`/v1/records/${id}`),
      api.get(`/v1/records/${id}/attachments`),
      api.get(`/v1/records/${id}/releases`),
    ]);
    const listed = await expectStatus(200, api.get('/v1/inspections?limit=200'));
    const found = await expectStatus(
      200,
      api.post('/v1/search', { by: 'serial', value: inspection.items[0]!.serial, limit: 200 }),
    );
    const hits = found.body.hits as { record: { id: string } }[];
    return [
      ...answers.map(({ status }) => status),
      listed.body.items.filter((one: { id: string }) => one.id === id).length as number,
      hits.filter(({ record }) => record.id === id).length,
    ];
  };
  const ALL = [200, 200, 200, 200, 1, 1];
  const NOTHING = [404, 404, 404, 404, 0, 0];
  const release = async (id: string, audienceId: string, more: object = {}): Promise<string> => {
    const body = { recordIds: [id], audienceIds: [audienceId], purpose: 'Joint operation', ...more };
    const answer = await expectStatus(201, world.anna.api.post('/v1/releases', body));
    const all = answer.body.releases as { id: string; audience: { id: string }; withdrawnAt: string | null }[];
    return all.find((one) => one.audience.id === audienceId && one.withdrawnAt === null)!.id;
  };
  const withdraw = (id: string): Promise<Answer> =>
    expectStatus(200, world.anna.api.delete(`/v1/releases/${id}`, { because: 'a mistake' }));

  it('to a group and withdrawn again is private, though the group lives on', async () => {
    const members = [world.anna.organisationId, world.diego.organisationId];
    const group = { code: 'WINDWARD', label: 'Windward Passage', memberOrganisationIds: members };
    const { body } = await expectStatus(201, world.adele.api.post('/v1/groups', group));
    const id = await makeInspection(world);
    const releaseId = await release(id, body.id as string);
    expect(await read(world.diego.api, id)).toEqual(ALL);
    expect(await read(world.paola.api, id)).toEqual(NOTHING);
    await withdraw(releaseId);
    expect(await read(world.diego.api, id)).toEqual(NOTHING);
    expect(await read(world.anna.api, id)).toEqual(ALL);
  });

  it('to a group ends for an organisation that leaves it, and for no other', async () => {
    const members = [world.paola.organisationId, world.diego.organisationId];
    const group = { code: 'TORTUGA', label: 'Tortuga', memberOrganisationIds: members };
    const { body } = await expectStatus(201, world.adele.api.post('/v1/groups', group));
    const id = await makeInspection(world);
    await release(id, body.id as string);
    expect(await read(world.diego.api, id)).toEqual(ALL);
    await expectStatus(204, world.adele.api.delete(`/v1/groups/${body.id}/members/${world.diego.organisationId}`));
    expect(await read(world.diego.api, id)).toEqual(NOTHING);
    expect(await read(world.paola.api, id)).toEqual(ALL);
  });

  it('to one and withdrawn from another stays with the one', async () => {
    const id = await makeInspection(world);
    await release(id, world.paola.audienceId);
    await withdraw(await release(id, world.diego.audienceId));
    expect(await read(world.diego.api, id)).toEqual(NOTHING);
    expect(await read(world.paola.api, id)).toEqual(ALL);
  });

  it('for a time ends at that time, before any job has run', async () => {
    const id = await makeInspection(world);
    const expiresAt = new Date(Date.now() + 4_000);
    await release(id, world.diego.audienceId, { expiresAt: expiresAt.toISOString() });
    expect(await read(world.diego.api, id)).toEqual(ALL);
    await new Promise((resolve) => setTimeout(resolve, expiresAt.getTime() - Date.now() + 50));
    expect(await read(world.diego.api, id)).toEqual(NOTHING);
    expect(await read(world.anna.api, id)).toEqual(ALL);
  });

  it('is hidden from a reader without the clearance, whatever was released', async () => {
    const user = {
      organisationId: world.diego.organisationId,
      email: 'dora@lambi.example',
      displayName: 'Dora',
      roles: ['member_state_liaison'],
      clearance: 1,
    };
    const { body } = await expectStatus(201, world.adele.api.post('/v1/users', user));
    const link = { token: body.setupLink.token as string, password: PASSWORD };
    await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
    const dora = await signIn(test.url, user.email, PASSWORD);
    const plain = await makeInspection(world);
    const strict = await makeInspection(world, { classification: 'STRICTLY_CONFIDENTIAL' });
    for (const id of [plain, strict]) await release(id, world.diego.audienceId);
    expect(await read(world.diego.api, strict)).toEqual(ALL);
    expect(await read(dora.api, plain)).toEqual(ALL);
    expect(await read(dora.api, strict)).toEqual(NOTHING);
  });
});

describe('the other State', () => {
  it('is answered the same by every list and search, whether the records exist or not', async () => {
    await expectStatus(201, world.diego.api.post('/v1/inspections', { ...inspection, containerNumber: 'TCLU7654320' }));
    const lists = operations.filter(
      ({ method, path, operation }) =>
        method === 'GET' && !path.includes('{') && operation['x-roles']?.includes('member_state_liaison'),
    );
    expect(lists.length).toBeGreaterThan(5);
    const terms = [
      { by: 'serial', value: 'ZZ-00417' },
      { by: 'container', value: 'MSKU9070323' },
      { by: 'bill_of_lading', value: 'RNDCAP024W777' },
      { by: 'name', value: 'Oloferne Dieudonné' },
      { by: 'vessel', value: 'ETOILE DU SUD' },
    ];
    const ask = async (): Promise<object[]> => {
      const answers = [
        ...(await Promise.all(lists.map(({ path }) => world.diego.api.get(path)))),
        ...(await Promise.all(terms.map((term) => world.diego.api.post('/v1/search', term)))),
      ];
      return answers.map(seen);
    };
    const before = await ask();
    const mine = {
      ...inspection,
      containerNumber: 'MSKU9070323',
      items: [{ category: 'FIREARM', quantity: 1, serial: 'ZZ-00417' }],
    };
    await expectStatus(201, world.anna.api.post('/v1/inspections', mine));
    await expectStatus(
      201,
      world.anna.api.post('/v1/shipments', {
        billReference: 'RNDCAP024W777',
        vesselName: 'ETOILE DU SUD',
        parties: [{ role: 'CONSIGNEE', name: 'Oloferne Dieudonné' }],
      }),
    );
    expect(await ask()).toEqual(before);
    expect((await world.anna.api.post('/v1/search', terms[0])).body.hits).toHaveLength(1);
  });

  it('may use a client reference that a hidden record has', async () => {
    const clientRef = randomUUID();
    await expectStatus(201, world.anna.api.post('/v1/inspections', { ...inspection, clientRef }));
    const answer = await expectStatus(201, world.diego.api.post('/v1/inspections', { ...inspection, clientRef }));
    expect(answer.body.clientRef).toBe(clientRef);
    await expectStatus(409, world.anna.api.post('/v1/inspections', { ...inspection, clientRef }));
  });

  it('cannot tell a hidden record from none by naming it in a body', async () => {
    const hidden = await makeInspection(world);
    const bill = (await expectStatus(201, world.anna.api.post('/v1/shipments', { billReference: 'RND1' }))).body
      .id as string;
    const audienceIds = [world.paola.audienceId];
    const named = (id: string): [string, object][] => [
      ['/v1/releases', { recordIds: [id], audienceIds, purpose: 'Panel investigation' }],
      ['/v1/inspections', { ...inspection, shipmentId: id }],
      [
        '/v1/entities',
        { schema: 'Person', statements: [{ prop: 'name', value: 'X Y', source: 'z', sourceRecordId: id }] },
      ],
      [
        '/v1/exchanges',
        {
          type: 'NOTICE',
          subject: 's',
          body: 'b',
          urgency: 'ROUTINE',
          recipientAudienceIds: audienceIds,
          enclosedRecordIds: [id],
        },
      ],
    ];
    for (const id of [hidden, bill]) {
      const nowhere = named(randomUUID());
      for (const [at, [path, body]] of named(id).entries()) {
        const [foreign, absent] = [
          await world.diego.api.post(path, body),
          await world.diego.api.post(path, nowhere[at]![1]),
        ];
        expect([path, seen(foreign)]).toEqual([path, seen(absent)]);
        expect([path, foreign.status >= 400, foreign.text.includes(id)]).toEqual([path, true, false]);
      }
    }
  });
});
