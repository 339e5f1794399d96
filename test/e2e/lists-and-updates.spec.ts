import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, type ApiClient, type CallOptions, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { Person, World } from '../support/world';

interface Listed {
  readonly id: string;
  readonly createdAt: string;
}

const ifMatch = (version: number): CallOptions => ({ headers: { 'if-match': `"v${version}"` } });
const demoManifest = `${__dirname}/../../seeds/demo/awmds-cap-haitien.xml`;

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

const submit = async (person: Person, path: string, body: object, toPanel = false): Promise<string> => {
  const release = { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
  return (await expectStatus(201, person.api.post(path, { ...body, ...(toPanel && { release }) }))).body.id;
};
const idsOf = async (api: ApiClient, path: string): Promise<string[]> =>
  (await expectStatus(200, api.get(path))).body.items.map(({ id }: Listed) => id);
const behind = (sql: string, parameters: unknown[]): Promise<Record<string, any>[]> =>
  asSuperuser(test.database.superuser, async (client) => (await client.query(sql, parameters)).rows);

describe('a list', () => {
  let made: Record<string, string>;
  beforeAll(async () => {
    const draft = { placeCountry: 'HT' };
    const nil = {
      placeCountry: 'DO',
      legalBasis: 'Ley 168-21, art. 5',
      necessity: 'Random check',
      examinedAt: '2024-04-05T10:30:00-04:00',
      result: 'NIL',
    };
    made = {
      draft: await submit(world.anna, '/v1/inspections', draft),
      nil: await submit(world.anna, '/v1/inspections', { ...nil, jurisdiction: 'JOINT' }),
      nilAtHome: await submit(world.anna, '/v1/inspections', { ...nil, placeCountry: 'HT' }),
      theirs: await submit(world.diego, '/v1/inspections', nil),
      billA: await submit(world.anna, '/v1/shipments', {
        billReference: 'A',
        voyageNumber: '024W',
        unloadingPlace: 'HTCAP',
        customsOffice: 'CAP01',
      }),
      billB: await submit(world.anna, '/v1/shipments', {
        billReference: 'B',
        voyageNumber: '024W',
        unloadingPlace: 'HTPAP',
      }),
      billC: await submit(world.anna, '/v1/shipments', { billReference: 'C', voyageNumber: '025W' }),
      person: await submit(world.anna, '/v1/entities', {
        schema: 'Person',
        statements: [{ prop: 'name', value: 'Jean-Baptiste Pierre', source: 'Bill of lading' }],
      }),
      company: await submit(world.anna, '/v1/entities', {
        schema: 'Company',
        statements: [{ prop: 'name', value: 'Magasin Lakay', source: 'Bill of lading' }],
      }),
      openCase: await submit(world.paola, '/v1/cases', { title: 'Rifles in containers' }),
      reviewedCase: await submit(world.paola, '/v1/cases', { title: 'Pistols in barrels' }),
    };
    const review = world.paola.api.post(`/v1/cases/${made.reviewedCase}/transitions`, { event: 'review' }, ifMatch(1));
    await expectStatus(201, review);
  });

  it.each<[keyof World, string, string[]]>([
    ['anna', '/v1/inspections', ['nilAtHome', 'nil', 'draft']],
    ['anna', '/v1/inspections?status=DRAFT', ['draft']],
    ['anna', '/v1/inspections?result=NIL', ['nilAtHome', 'nil']],
    ['anna', '/v1/inspections?placeCountry=HT', ['nilAtHome', 'draft']],
    ['anna', '/v1/inspections?placeCountry=HT&result=NIL&status=COMPLETED', ['nilAtHome']],
    ['anna', '/v1/inspections?placeCountry=HT&result=FOUND', []],
    ['anna', '/v1/inspections?owner=others', []],
    ['diego', '/v1/inspections?result=NIL&owner=mine', ['theirs']],
    ['diego', '/v1/inspections?status=DRAFT', []],
    ['anna', '/v1/shipments?voyageNumber=024W', ['billB', 'billA']],
    ['anna', '/v1/shipments?voyageNumber=024w', []],
    ['anna', '/v1/shipments?voyageNumber=024W&unloadingPlace=HTCAP', ['billA']],
    ['anna', '/v1/shipments?customsOffice=CAP01', ['billA']],
    ['diego', '/v1/shipments?voyageNumber=024W', []],
    ['anna', "/v1/shipments?voyageNumber=' OR 1=1 --", []],
    ['anna', '/v1/entities?schema=Company', ['company']],
    ['anna', '/v1/entities?schema=Vessel', []],
    ['paola', '/v1/cases?status=OPEN', ['openCase']],
    ['paola', '/v1/cases?status=UNDER_REVIEW', ['reviewedCase']],
    ['anna', '/v1/records?kind=entity', ['company', 'person']],
  ])('gives %s for %s exactly what fits, newest first', async (name, path, expected) => {
    expect(await idsOf(world[name].api, path)).toEqual(expected.map((one) => made[one]));
  });

  it('can be cut by the time of receipt: from is in, before is out, and together they leave nothing over', async () => {
    for (const path of ['/v1/records?kind=shipment', '/v1/shipments?']) {
      const all = (await expectStatus(200, world.anna.api.get(path))).body.items as Listed[];
      const [, middle] = all;
      const at = encodeURIComponent(middle!.createdAt);
      const from = await idsOf(world.anna.api, `${path}&createdFrom=${at}`);
      const before = await idsOf(world.anna.api, `${path}&createdBefore=${at}`);
      expect(from).toContain(middle!.id);
      expect(before).not.toContain(middle!.id);
      expect([...from, ...before]).toEqual(all.map(({ id }) => id));
      expect(await idsOf(world.anna.api, `${path}&createdFrom=${at}&createdBefore=${at}`)).toEqual([]);
    }
  });

  it('reads an instant in its zone', async () => {
    const items = (await expectStatus(200, world.anna.api.get('/v1/entities'))).body.items as Listed[];
    const hourLater = new Date(Date.parse(items[0]!.createdAt) + 3_600_000).toISOString().slice(0, 19);
    expect(await idsOf(world.anna.api, `/v1/entities?createdFrom=${hourLater}Z`)).toEqual([]);
    const sameClockFurtherEast = encodeURIComponent(`${hourLater}+02:00`);
    expect(await idsOf(world.anna.api, `/v1/entities?createdFrom=${sameClockFurtherEast}`)).toHaveLength(2);
  });

  it.each([
    ['/v1/inspections?status=OPEN', '/status'],
    ['/v1/inspections?status=DRAFT&status=CLOSED', '/status'],
    ['/v1/inspections?result=', '/result'],
    ['/v1/inspections?placeCountry=Haiti', '/placeCountry'],
    ['/v1/inspections?createdFrom=2024-04-05', '/createdFrom'],
    ['/v1/shipments?voyageNumber=', '/voyageNumber'],
    [`/v1/shipments?customsOffice=${'x'.repeat(61)}`, '/customsOffice'],
    ['/v1/shipments?createdBefore=2024-02-30T00:00:00Z', '/createdBefore'],
    ['/v1/entities?schema=Spaceship', '/schema'],
    ['/v1/records?createdFrom=2024-04-05T10:30:00', '/createdFrom'],
    ['/v1/records?status=DRAFT', '/status'],
  ])('refuses %s and names the field', async (path, pointer) => {
    const { body } = await expectStatus(400, world.anna.api.get(path));
    expect(body.fields.map((field: { pointer: string }) => field.pointer)).toContain(pointer);
  });

  it('in pages of two gives each of five once, and its cursor fits no other filter', async () => {
    const five: string[] = [];
    for (let i = 0; i < 5; i += 1)
      five.unshift(await submit(world.anna, '/v1/shipments', { billReference: `P${i}`, voyageNumber: '777E' }));
    const path = '/v1/shipments?voyageNumber=777E&limit=2';
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const answer: Answer = await expectStatus(200, world.anna.api.get(cursor ? `${path}&cursor=${cursor}` : path));
      pages.push(answer.body.items.map(({ id }: Listed) => id));
      cursor = answer.body.nextCursor as string | null;
    } while (cursor !== null);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(five);

    const first = await expectStatus(200, world.anna.api.get(path));
    const { nextCursor } = first.body;
    for (const other of ['voyageNumber=024W', 'limit=2', 'unloadingPlace=777E', 'voyageNumber=777E&owner=mine']) {
      const refused = await expectStatus(400, world.anna.api.get(`/v1/shipments?${other}&cursor=${nextCursor}`));
      expect([other, refused.body.code]).toEqual([other, 'REQUEST.CURSOR_INVALID']);
    }
    const elsewhere = await expectStatus(400, world.diego.api.get(`${path}&cursor=${nextCursor}`));
    expect(elsewhere.body.code).toBe('REQUEST.CURSOR_INVALID');
  });
});

describe('correcting a bill of lading', () => {
  const bill = {
    billReference: 'RNDCAP024W001',
    vesselName: 'RAINER D',
    vesselImo: '9074728',
    voyageNumber: '024W',
    grossMassKg: 11840.5,
    goodsDescription: 'RICE',
    hsCodes: ['100630'],
    parties: [{ role: 'CONSIGNEE', name: 'MAGASIN LAKAY FRETYAN' }],
    containers: [{ number: 'SMLU4815164' }],
  };
  const found = async (by: string, value: string): Promise<string[]> =>
    (await expectStatus(200, world.anna.api.post('/v1/search', { by, value }))).body.hits.map(
      ({ record }: { record: Listed }) => record.id,
    );

  it('changes what is named, keeps the version before, and is found by the old and the new number once each', async () => {
    const id = await submit(world.anna, '/v1/shipments', bill);
    const path = `/v1/shipments/${id}`;
    const wrong = (await expectStatus(200, world.anna.api.get(path))).body.identifierFlags;
    expect(wrong).toMatchObject([{ pointer: '/vesselImo', value: '9074728' }]);
    const correction = {
      vesselImo: '9074729',
      vesselName: 'ETOILE DU SUD',
      grossMassKg: 12000.001,
      hsCodes: ['100630', '630900'],
      goodsDescription: 'RICE AND CLOTHES',
    };
    const changed = await expectStatus(200, world.anna.api.patch(path, correction, ifMatch(1)));
    expect(changed.headers.get('etag')).toBe('"v2"');
    expect(changed.body).toMatchObject({
      ...correction,
      version: 2,
      billReference: 'RNDCAP024W001',
      voyageNumber: '024W',
      source: { format: 'API' },
      identifierFlags: [],
    });
    expect(changed.body.parties).toHaveLength(1);
    expect(changed.body.containers).toHaveLength(1);
    const back = await expectStatus(200, world.anna.api.patch(path, { vesselName: 'RAINER D' }, ifMatch(2)));
    expect(back.body.vesselName).toBe('RAINER D');

    const versions = await behind(
      `SELECT v.version, v.state -> 'shipment' AS bill FROM record_versions v JOIN records r ON r.key = v.record_key
        WHERE r.id = $1 ORDER BY v.version`,
      [id],
    );
    expect(versions).toMatchObject([
      { version: 1, bill: { vessel_imo: '9074728', gross_mass_grams: 11840500, goods_description: 'RICE' } },
      { version: 2, bill: { vessel_imo: '9074729', gross_mass_grams: 12000001, vessel_name: 'ETOILE DU SUD' } },
    ]);
    const mentions = await behind(
      `SELECT i.kind || ' ' || i.raw AS mention FROM identifiers i JOIN records r ON r.key = i.record_key
        WHERE r.id = $1 AND i.pointer LIKE '/vessel%' ORDER BY i.seq`,
      [id],
    );
    expect(mentions.map(({ mention }) => mention)).toEqual([
      'imo 9074728',
      'vessel_name RAINER D',
      'imo 9074729',
      'vessel_name ETOILE DU SUD',
    ]);
    expect((await found('vessel', 'ETOILE DU SUD')).filter((one) => one === id)).toHaveLength(1);
    expect((await found('vessel', 'RAINER D')).filter((one) => one === id)).toHaveLength(1);
  });

  it('clears what is given as null, and its event names the fields and not what stood in them', async () => {
    const id = await submit(world.anna, '/v1/shipments', bill);
    const body = { vesselImo: null, grossMassKg: null, hsCodes: null, classification: 'UNCLASSIFIED' };
    const { body: after } = await expectStatus(200, world.anna.api.patch(`/v1/shipments/${id}`, body, ifMatch(1)));
    expect(after).toMatchObject({ vesselImo: null, grossMassKg: null, hsCodes: [], classification: 'UNCLASSIFIED' });
    const leaves = await behind(
      `SELECT convert_from(payload, 'UTF8') AS payload FROM audit_leaves WHERE convert_from(payload, 'UTF8') LIKE $1`,
      [`%shipment.updated%${id}%`],
    );
    expect(leaves).toHaveLength(1);
    expect(JSON.parse(leaves[0]!.payload as string).events).toEqual([
      {
        name: 'shipment.updated',
        facts: { fields: ['classification', 'grossMassKg', 'hsCodes', 'vesselImo'] },
      },
    ]);
  });

  it('of a manifest leaves its source as it was', async () => {
    const raw = await text(createReadStream(demoManifest));
    const headers = { 'content-type': 'application/xml' };
    const sent = world.anna.api.post('/v1/manifests?fileName=cap.xml', undefined, { raw, headers });
    const { id: manifestId } = (await expectStatus(202, sent)).body as { id: string };
    let status = '';
    for (let i = 0; i < 1200 && status !== 'DONE'; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      status = (await world.anna.api.get(`/v1/manifests/${manifestId}`)).body.status as string;
    }
    expect(status).toBe('DONE');
    const [first] = await idsOf(world.anna.api, `/v1/manifests/${manifestId}/bills`);
    const path = `/v1/shipments/${first}`;
    const { body: before } = await expectStatus(200, world.anna.api.get(path));
    const { body: after } = await expectStatus(
      200,
      world.anna.api.patch(path, { unloadingPlace: 'HTPAP' }, ifMatch(1)),
    );
    const { updatedAt: _, ...expected } = { ...before, unloadingPlace: 'HTPAP', version: 2 };
    expect(after).toMatchObject(expected);
    expect(after.source).toMatchObject({ format: 'AWMDS', fileName: 'cap.xml', manifestId });
  });

  it.each([
    ['/parties', { parties: [] }],
    ['/containers', { containers: [] }],
    ['/clientRef', { clientRef: randomUUID() }],
    ['/source', { source: { format: 'AWMDS' } }],
    ['/unloadingPlace', { unloadingPlace: 'Cap' }],
    ['/billReference', { billReference: '' }],
  ])('refuses %s', async (pointer, body) => {
    const id = await submit(world.anna, '/v1/shipments', bill);
    const { body: problem } = await expectStatus(400, world.anna.api.patch(`/v1/shipments/${id}`, body, ifMatch(1)));
    expect(problem.fields[0].pointer).toBe(pointer);
  });
});

describe.each([
  ['/v1/shipments', { vesselName: 'X' }],
  ['/v1/records', { tlp: 'RED' }],
])('PATCH %s/{id}', (prefix, body) => {
  let path: string;
  beforeAll(async () => {
    path = `${prefix}/${await submit(world.anna, '/v1/shipments', { billReference: 'R1' }, true)}`;
  });

  it('asks for the version it changes, and refuses another', async () => {
    await expectStatus(428, world.anna.api.patch(path, body));
    for (const version of [2, 99]) {
      const { body: problem } = await expectStatus(412, world.anna.api.patch(path, body, ifMatch(version)));
      expect(problem.code).toBe('COMMON.VERSION_MISMATCH');
    }
    await expectStatus(412, world.anna.api.patch(path, body, { headers: { 'if-match': '*' } }));
    expect((await expectStatus(200, world.anna.api.get(path))).body.version).toBe(1);
  });

  it('does not exist for another State, and is forbidden to who only reads it, whatever the version', async () => {
    const nowhere = await expectStatus(404, world.anna.api.patch(`${prefix}/${randomUUID()}`, body, ifMatch(1)));
    for (const options of [{}, ifMatch(1), ifMatch(9)]) {
      const hidden = await expectStatus(404, world.diego.api.patch(path, body, options));
      expect(hidden.text).toBe(nowhere.text);
      await expectStatus(403, world.paola.api.patch(path, body, options));
    }
    await expectStatus(404, world.adele.api.patch(path, body, ifMatch(1)));
    expect((await expectStatus(200, world.anna.api.get(path))).body.version).toBe(1);
  });

  it('lets one of two who started from the same version through', async () => {
    const both = await Promise.all([1, 2].map(() => world.anna.api.patch(path, body, ifMatch(1))));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describe('the handling of a record', () => {
  it.each<[string, keyof World, string, object]>([
    ['an inspection', 'anna', '/v1/inspections', { placeCountry: 'HT' }],
    [
      'an entity',
      'anna',
      '/v1/entities',
      { schema: 'Person', statements: [{ prop: 'name', value: 'Jean Pierre', source: 'Bill' }] },
    ],
    ['a case', 'paola', '/v1/cases', { title: 'Rifles in containers' }],
  ])('of %s is changed by its owner, and the version before is kept', async (_, name, path, body) => {
    const id = await submit(world[name], path, body);
    const change = { classification: 'STRICTLY_CONFIDENTIAL', tlp: 'AMBER+STRICT' };
    const changed = await expectStatus(200, world[name].api.patch(`/v1/records/${id}`, change, ifMatch(1)));
    expect(changed.headers.get('etag')).toBe('"v2"');
    expect(changed.body).toMatchObject({ id, version: 2, ...change });
    const cleared = await expectStatus(200, world[name].api.patch(`/v1/records/${id}`, { tlp: null }, ifMatch(2)));
    expect(cleared.body).toMatchObject({ version: 3, tlp: null, classification: 'STRICTLY_CONFIDENTIAL' });
    expect((await expectStatus(200, world[name].api.get(`${path}/${id}`))).body).toMatchObject(cleared.body);
    const versions = await behind(
      `SELECT v.version, (v.state ->> 'classification')::int AS level, v.state ->> 'tlp' AS tlp
         FROM record_versions v JOIN records r ON r.key = v.record_key WHERE r.id = $1 ORDER BY v.version`,
      [id],
    );
    expect(versions).toEqual([
      { version: 1, level: 1, tlp: null },
      { version: 2, level: 2, tlp: 'AMBER+STRICT' },
    ]);
  });

  it('raised above a reader takes the record out of the reader’s lists at once', async () => {
    const user = {
      organisationId: world.paola.organisationId,
      email: 'petra@lambi.example',
      displayName: 'Petra',
      roles: ['panel_expert'],
      clearance: 1,
    };
    const { body } = await expectStatus(201, world.adele.api.post('/v1/users', user));
    const link = { token: body.setupLink.token as string, password: world.paola.password };
    await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
    const session = await test.anonymous.post('/v1/auth/login', { email: user.email, password: link.password });
    const petra = test.anonymous.withToken(session.body.accessToken as string);
    const id = await submit(world.anna, '/v1/inspections', { placeCountry: 'JM' }, true);
    expect(await idsOf(petra, '/v1/inspections?placeCountry=JM')).toEqual([id]);
    const raised = { classification: 'STRICTLY_CONFIDENTIAL' };
    await expectStatus(200, world.anna.api.patch(`/v1/records/${id}`, raised, ifMatch(1)));
    expect(await idsOf(petra, '/v1/inspections?placeCountry=JM')).toEqual([]);
    await expectStatus(404, petra.get(`/v1/records/${id}`));
    expect(await idsOf(world.paola.api, '/v1/inspections?placeCountry=JM')).toEqual([id]);

    const own = await expectStatus(201, petra.post('/v1/cases', { title: 'Own case' }));
    const above = await expectStatus(422, petra.patch(`/v1/records/${own.body.id}`, raised, ifMatch(1)));
    expect(above.body.code).toBe('RECORD.ABOVE_CLEARANCE');
  });

  it.each([
    ['/classification', { classification: 'SECRET' }],
    ['/classification', { classification: null }],
    ['/tlp', { tlp: 'PURPLE' }],
    ['/sharing', { sharing: 'released' }],
  ])('takes no fault in %s', async (pointer, body) => {
    const id = await submit(world.anna, '/v1/inspections', { placeCountry: 'HT' });
    const { body: problem } = await expectStatus(400, world.anna.api.patch(`/v1/records/${id}`, body, ifMatch(1)));
    expect(problem.fields[0].pointer).toBe(pointer);
  });
});
