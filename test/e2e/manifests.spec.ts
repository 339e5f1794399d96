import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { newId } from '../../src/kernel/ids';
import { ActorFactory, ActorsRepository } from '../../src/modules/access';
import { AuditTrail } from '../../src/modules/audit';
import { ImportManifestJob } from '../../src/modules/shipments/manifests/import-manifest.job';
import { findingsOf } from '../../src/modules/shipments/manifests/manifest-findings.parser';
import { readManifest } from '../../src/modules/shipments/readers/manifest.parser';
import { ManifestsRepository } from '../../src/modules/shipments/manifests/manifests.repository';

import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { STORAGE, type Storage } from '../../src/platform/storage/storage';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { PASSWORD, signIn, type World } from '../support/world';

const demo = fs.readFileSync(path.resolve(__dirname, '../../seeds/demo/awmds-cap-haitien.xml'));
const shared = path.resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data', 'manifests');

const send = (
  api: ApiClient,
  file: Buffer | string,
  name = 'manifest.xml',
  type = 'application/xml',
): Promise<Answer> =>
  api.post(`/v1/manifests?fileName=${name}`, undefined, {
    raw: Buffer.from(file),
    headers: { 'content-type': type },
  });

async function ended(api: ApiClient, id: string): Promise<Answer> {
  for (const deadline = Date.now() + 90_000; Date.now() < deadline;) {
    const answer = await expectStatus(200, api.get(`/v1/manifests/${id}`));
    if (['DONE', 'REFUSED'].includes(answer.body.status)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the import did not end');
}

describe('a manifest', () => {
  let test: TestApp;
  let world: World;
  let id: string;
  let bills: any[];
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  it('is received at once and its bills become shipments', async () => {
    const received = await expectStatus(202, send(world.anna.api, demo, 'awmds-cap-haitien.xml'));
    id = received.body.id;
    expect(received.headers.get('location')).toBe(`/v1/manifests/${id}`);
    expect(received.body).toMatchObject({ status: 'QUEUED', receipt: { type: 'lambi-receipt-v1' }, size: demo.length });
    const { body } = await ended(world.anna.api, id);
    expect(body).toMatchObject({
      status: 'DONE',
      fileName: 'awmds-cap-haitien.xml',
      sha256: createHash('sha256').update(demo).digest('hex'),
      format: 'AWMDS',
      header: { vesselName: 'RAINER D', voyageNumber: '024W' },
      counts: {
        present: 3,
        parsed: 3,
        rejected: 0,
        containerLines: 4,
        distinctContainers: 3,
        grossMassKg: 32245.75,
        warnings: 4,
        warningsByCode: { HS_CODE_IN_TEXT: 2, PLACEHOLDER_PARTY: 2 },
      },
      fault: null,
      attempts: 1,
    });
    const page = await expectStatus(200, world.anna.api.get(`/v1/manifests/${id}/bills?limit=2`));
    const rest = await expectStatus(
      200,
      world.anna.api.get(`/v1/manifests/${id}/bills?limit=2&cursor=${page.body.nextCursor}`),
    );
    bills = [...page.body.items, ...rest.body.items];
    expect(rest.body.nextCursor).toBeNull();
    expect(bills.map(({ billReference }) => billReference)).toEqual([
      'RNDCAP024W001',
      'RNDCAP024W002',
      'RNDCAP024W003',
    ]);
    expect(bills[0].reference).toMatch(/^HT-AGD-SHP-\d{4}-000001$/);
  });

  it('sent again is the same manifest with the same receipt, and makes nothing twice', async () => {
    const first = await expectStatus(200, send(world.anna.api, demo, 'another-name.xml'));
    expect(first.body).toMatchObject({ id, status: 'DONE', fileName: 'awmds-cap-haitien.xml' });
    const together = await Promise.all([1, 2, 3].map(() => send(world.diego.api, demo)));
    expect(together.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    expect(new Set(together.map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(together.map(({ body }) => body.receipt.leafHash)).size).toBe(1);
    expect(together[0]!.body.id).not.toBe(id);
    await ended(world.diego.api, together[0]!.body.id);
    for (const { api } of [world.anna, world.diego]) {
      expect((await expectStatus(200, api.get('/v1/manifests'))).body.items).toHaveLength(1);
      expect((await expectStatus(200, api.get('/v1/shipments'))).body.items).toHaveLength(3);
    }
  });

  it('shows each bill with parties, containers and where it came from', async () => {
    const answer = await expectStatus(200, world.anna.api.get(`/v1/shipments/${bills[2].id}`));
    expect(answer.headers.get('etag')).toBe('"v1"');
    expect(answer.body).toMatchObject({
      customsOffice: 'CAP01',
      vesselImo: '9074729',
      grossMassKg: 1875,
      parties: expect.arrayContaining([
        expect.objectContaining({ role: 'SHIPPER', name: 'Marvens Delisca', isPlaceholder: false }),
        expect.objectContaining({ role: 'CONSIGNEE', name: 'TO ORDER OF SHIPPER', isPlaceholder: true }),
      ]),
      containers: [{ number: 'TRLU6204185', goodsMassKg: 1875, seals: ['SML70427'], flags: [] }],
      details: { location: { code: 'CAPTM', info: 'TERMINAL DU CAP' }, voyage: { masterName: 'CAPT. DEMO' } },
      source: { manifestId: id, format: 'AWMDS', fileName: 'awmds-cap-haitien.xml', line: expect.any(Number) },
    });
    const hits = await expectStatus(
      200,
      world.anna.api.post('/v1/search', { by: 'container', value: 'TRLU 620418-5' }),
    );
    expect(hits.body.hits).toHaveLength(2);
  });

  it('says of each value from which file, line and element it came, and what was corrected since', async () => {
    const address = `/v1/shipments/${bills[2].id}`;
    const valueAt = async (api: ApiClient, pointer: string): Promise<any> =>
      (await expectStatus(200, api.get(`${address}/provenance`))).body.fields.find(
        (one: any) => one.pointer === pointer,
      );
    const { body } = await expectStatus(200, world.anna.api.get(`${address}/provenance`));
    expect(body).toMatchObject({ format: 'AWMDS', fileName: 'awmds-cap-haitien.xml', line: expect.any(Number) });
    expect(body.sha256).toBe(createHash('sha256').update(demo).digest('hex'));
    expect(await valueAt(world.anna.api, '/vesselImo')).toMatchObject({
      value: '9074729',
      element: 'General_segment/Transport_information/Registration_number_of_transport_code',
      corrected: false,
    });
    const headers = { 'if-match': '"v1"' };
    await expectStatus(200, world.anna.api.patch(address, { vesselName: 'RAINER D II', hsCodes: [] }, { headers }));
    expect(await valueAt(world.anna.api, '/vesselName')).toMatchObject({ element: null, corrected: true });
    expect(await valueAt(world.anna.api, '/vesselImo')).toMatchObject({ corrected: false });
    expect((await world.diego.api.get(`${address}/provenance`)).status).toBe(404);
  });

  it('does not exist for another organisation; a released bill does, without the id of its manifest', async () => {
    const paths = [`/v1/manifests/${id}`, `/v1/manifests/${id}/bills`, `/v1/shipments/${bills[0].id}`];
    for (const address of paths) expect((await world.diego.api.get(address)).status).toBe(404);
    for (const address of paths) expect((await world.adele.api.get(address)).status).toBe(404);
    await expectStatus(
      201,
      world.anna.api.post('/v1/releases', {
        recordIds: [bills[0].id],
        audienceIds: [world.diego.audienceId],
        purpose: 'Resolution 2692, paragraph 7',
      }),
    );
    const { body } = await expectStatus(200, world.diego.api.get(`/v1/shipments/${bills[0].id}`));
    expect(body).toMatchObject({ owner: 'HT-AGD', voyageNumber: '024W', source: { format: 'AWMDS' } });
    expect(JSON.stringify(body)).not.toContain(id);
    expect((await world.diego.api.get(`/v1/manifests/${id}`)).status).toBe(404);
  });

  it.each([
    ['nothing', '', 'EMPTY'],
    ['no manifest', 'name,address\nx,y\n', 'UNKNOWN_FORMAT'],
    [
      'a DTD',
      '<?xml version="1.0"?><!DOCTYPE Awmds [<!ENTITY x SYSTEM "file:///etc/passwd">]><Awmds/>',
      'DOCTYPE_REFUSED',
    ],
    ['another document', '<html><Bol_segment/></html>', 'UNEXPECTED_ROOT'],
  ])('is refused at once if it is %s', async (_, content, code) => {
    const before = (await world.anna.api.get('/v1/manifests')).body.items.length;
    const { body } = await expectStatus(422, send(world.anna.api, content));
    expect(body).toMatchObject({ code: 'SHIPMENT.NOT_A_MANIFEST', reasons: [{ code }] });
    expect((await world.anna.api.get('/v1/manifests')).body.items).toHaveLength(before);
  });

  it('needs a file type, a name, and the digest that was announced', async () => {
    const { api } = world.anna;
    expect((await send(api, '{}', 'a.json', 'application/json')).status).toBe(415);
    expect((await send(api, 'a', 'a.pdf', 'application/pdf')).status).toBe(415);
    expect((await send(api, 'a', 'a.csv', 'text/csv')).status).toBe(422); // a file type that is read, and no manifest
    const nameless = await api.post('/v1/manifests', undefined, {
      raw: demo,
      headers: { 'content-type': 'text/xml' },
    });
    expect(nameless.status).toBe(400);
    expect(nameless.body.fields[0].pointer).toBe('/fileName');
    const digest = `sha-256=:${Buffer.alloc(32).toString('base64')}:`;
    const wrong = await api.post('/v1/manifests?fileName=a.xml', undefined, {
      raw: Buffer.concat([demo, Buffer.from('\n')]),
      headers: { 'content-type': 'text/xml', 'content-digest': digest },
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'RECORD.DIGEST_MISMATCH' } });
  });

  it('that breaks off is refused at once and leaves nothing, and the answer says where', async () => {
    const cut = demo.subarray(0, demo.length - 200);
    const before = (await world.anna.api.get('/v1/manifests')).body.items.length;
    const { body } = await expectStatus(422, send(world.anna.api, cut));
    expect(body.reasons).toMatchObject([
      { code: 'TRUNCATED', facts: { line: expect.any(Number), column: expect.any(Number) } },
    ]);
    expect((await world.anna.api.get('/v1/manifests')).body.items).toHaveLength(before);
  });

  it('keeps what is odd instead of refusing it: no reference, half a package, a wrong check digit, a very long name', async () => {
    const odd = `<Awmds><Bol_segment><Bol_id><Line_number>1.5</Line_number></Bol_id>
      <Traders_segment><Consignee><Consignee_name>${'ﷺ'.repeat(5000)}</Consignee_name></Consignee></Traders_segment>
      <ctn_segment><Ctn_reference>SMLU4815160</Ctn_reference><Number_of_packages>0.5</Number_of_packages>
      <Goods_weight>1E15</Goods_weight></ctn_segment><Foo_${'é😀'.repeat(60)}/></Bol_segment></Awmds>`;
    const { body } = await expectStatus(202, send(world.anna.api, odd, 'odd.xml'));
    const done = await ended(world.anna.api, body.id);
    expect(done.body).toMatchObject({ status: 'DONE', counts: { present: 1, parsed: 1, rejected: 0 } });
    const [bill] = (await world.anna.api.get(`/v1/manifests/${body.id}/bills`)).body.items;
    expect(bill).toMatchObject({ billReference: null, containerNumbers: ['SMLU4815160'] });
    const shown = await expectStatus(200, world.anna.api.get(`/v1/shipments/${bill.id}`));
    expect(shown.body).toMatchObject({
      lineNumber: null,
      containers: [{ packageCount: null, goodsMassKg: null, flags: ['CHECK_DIGIT_MISMATCH'] }],
      details: {
        oddNumbers: [
          { pointer: '/lineNumber', value: 1.5 },
          { pointer: '/containers/0/packageCount', value: 0.5 },
          { pointer: '/containers/0/goodsMassKg', value: 1e15 },
        ],
      },
      identifierFlags: [{ pointer: '/containers/0/number' }],
    });
  });

  it.each([
    ['CSV', `bl_no,description\n${'NUL0,PLAIN\n'.repeat(500)}NUL1,"RICE\0AND \\N BEANS"\n`],
    ['CUSCAR', "UNB+UNOA:2+A+B'UNH+1+CUSCAR:D:95B:UN'CNI+1+NUL2'GID+1+4:CT'FTX+AAA+++RICE\0AND BEANS'UNT+5+1'UNZ+1+1'"],
  ])('with a NUL character inside is kept and says so: %s', async (_, content) => {
    const { body } = await expectStatus(202, send(world.anna.api, content, 'nul.bin', 'application/octet-stream'));
    const done = await ended(world.anna.api, body.id);
    expect(done.body).toMatchObject({ status: 'DONE', counts: { rejected: 0, warningsByCode: { MOJIBAKE: 1 } } });
    const bill = (await world.anna.api.get(`/v1/manifests/${body.id}/bills`)).body.items.at(-1);
    expect(bill.goodsDescription).toMatch(/^RICE\uFFFDAND/);
  });

  it.each([
    [
      'CUSCAR',
      "UNB+UNOA:2+A+B'UNH+1+CUSCAR:D:95B:UN'TDT+20+030W+++++++RAINER D'CNI+1+EDI1'GID+1+4:CT'MEA+AAE+G+KGM:70'UNT+6+1'UNZ+1+1'",
    ],
    ['CSV', 'bl_no,voyage,packages,gross_kg\nCSV1,030W,4,70\n'],
    [
      'AWBOLDS',
      `<Awbolds><Master_bol><Customs_office_code>CAP01</Customs_office_code><Voyage_number>030W</Voyage_number>
      <Date_of_departure>2024-05-01</Date_of_departure><Reference_number>M1</Reference_number></Master_bol><Bol_segment><Bol_id>
      <Bol_reference>H1</Bol_reference></Bol_id><Goods_segment><Number_of_packages>4</Number_of_packages>
      <Gross_mass>70</Gross_mass></Goods_segment></Bol_segment></Awbolds>`,
    ],
  ])('in the form %s is told from its content', async (format, content) => {
    const { body } = await expectStatus(202, send(world.anna.api, content, 'file.bin', 'application/octet-stream'));
    const done = await ended(world.anna.api, body.id);
    const counts = { present: 1, parsed: 1, rejected: 0, packages: 4, grossMassKg: 70 };
    expect(done.body).toMatchObject({ status: 'DONE', format, counts, header: { format, voyageNumber: '030W' } });
    const [bill] = (await world.anna.api.get(`/v1/manifests/${body.id}/bills`)).body.items;
    const shown = await expectStatus(200, world.anna.api.get(`/v1/shipments/${bill.id}`));
    expect(shown.body).toMatchObject({ grossMassKg: 70, voyageNumber: '030W', source: { format } });
  });

  it('of a user who was disabled meanwhile is not imported, and a colleague can send it again', async () => {
    const file = Buffer.from(demo.toString().replaceAll('RNDCAP024W', 'RNDCAP025W'));
    const { email, userId } = await given(world, 'eve');
    const factory = test.app.get(ActorFactory, { strict: false });
    const actors = test.app.get(ActorsRepository, { strict: false });
    const actor = factory.make((await actors.byEmail(email))!, { kind: 'system' });
    const manifestId = newId();
    const found = await findingsOf(readManifest(Readable.from([file])));
    const stored = await test.app.get<Storage>(STORAGE, { strict: false }).put(
      actor.organisationKey,
      (async function* () {
        yield file;
      })() as never,
      { maxBytes: 1e6 },
    );
    await test.app.get(UnitOfWork).write(actor, async () => {
      test.app.get(AuditTrail, { strict: false }).append({ name: 'manifest.received' });
      await test.app.get(ManifestsRepository, { strict: false }).insert({
        id: manifestId,
        ownerId: actor.organisationKey,
        fileName: 'eve.xml',
        mediaType: 'text/xml',
        size: stored.size,
        sha256: stored.sha256,
        storageKey: stored.key,
        classification: 1,
        receiptId: newId(),
        status: 'QUEUED',
        format: 'AWMDS',
        header: found.header,
        counts: found.contents,
        warnings: [],
        identity: null,
        versionNumber: 1,
        amends: null,
        reading: '',
        billsPresent: 3,
        createdBy: actor.userKey,
      });
    });
    await disable(world, userId);
    const owner = { key: actor.organisationKey, id: actor.organisationId, code: actor.organisationCode };
    await test.app.get(ImportManifestJob, { strict: false }).run({
      manifestId,
      userKey: actor.userKey,
      owner,
      classification: 1,
    });
    const refused = await expectStatus(200, world.anna.api.get(`/v1/manifests/${manifestId}`));
    expect(refused.body).toMatchObject({ status: 'REFUSED', fault: { code: 'USER_DISABLED', line: null } });
    const again = await expectStatus(202, send(world.anna.api, file));
    expect(again.body.id).toBe(manifestId);
    expect((await ended(world.anna.api, manifestId)).body).toMatchObject({
      status: 'DONE',
      counts: { parsed: 3 },
      fault: null,
    });
  });

  (fs.existsSync(shared) ? it : it.skip)('with 339 bills is imported whole', async () => {
    const file = fs.readFileSync(path.join(shared, 'awmds-339bols.xml'));
    const { body } = await expectStatus(202, send(world.anna.api, file, '339.xml'));
    const done = await ended(world.anna.api, body.id);
    expect(done.body).toMatchObject({ status: 'DONE', counts: { present: 339, parsed: 339, rejected: 0 } });
    const list = await expectStatus(200, world.anna.api.get(`/v1/manifests/${body.id}/bills?limit=200`));
    expect(list.body.items).toHaveLength(200);
  });
});

describe('a single bill of lading', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  const command = {
    billReference: 'RNDCAP024W001',
    vesselImo: '9074728',
    arrivalOn: '2024-04-05',
    grossMassKg: 11840.5,
    hsCodes: ['100630'],
    parties: [{ role: 'CONSIGNEE', name: 'TO ORDER' }],
    containers: [{ number: 'SMLU4815164', seals: ['SML70418'], tareKg: 3700.125 }],
  };

  it('is created once under its Idempotency-Key, and released with the submission', async () => {
    const headers = { 'idempotency-key': 'bill-RNDCAP024W001' };
    const body = { ...command, release: { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' } };
    const first = await expectStatus(201, world.anna.api.post('/v1/shipments', body, { headers }));
    const again = await expectStatus(201, world.anna.api.post('/v1/shipments', body, { headers }));
    expect(again.body.id).toBe(first.body.id);
    expect(again.body.receipt.leafHash).toBe(first.body.receipt.leafHash);
    expect(first.headers.get('location')).toBe(`/v1/shipments/${first.body.id}`);
    expect(first.body).toMatchObject({
      sharing: 'released',
      grossMassKg: 11840.5,
      parties: [{ isPlaceholder: true }],
      containers: [{ tareKg: 3700.125, flags: [] }],
      identifierFlags: [{ pointer: '/vesselImo', flags: ['CHECK_DIGIT_MISMATCH'] }],
      source: { format: 'API' },
    });
    const mine = await expectStatus(200, world.paola.api.get('/v1/shipments?owner=others'));
    expect(mine.body.items.map(({ id }: { id: string }) => id)).toEqual([first.body.id]);
    expect((await world.diego.api.get(`/v1/shipments/${first.body.id}`)).status).toBe(404);
  });

  it.each([
    ['/billReference', { billReference: '' }],
    ['/arrivalOn', { arrivalOn: '2024-02-30' }],
    ['/grossMassKg', { grossMassKg: 0.0001 }],
    ['/hsCodes', { hsCodes: ['63'] }],
    ['/parties/0/role', { parties: [{ role: 'EXPORTER', name: 'X' }] }],
    ['/surprise', { surprise: 1 }],
  ])('with a fault in %s is refused by name', async (pointer, change) => {
    const { body } = await expectStatus(400, world.anna.api.post('/v1/shipments', { ...command, ...change }));
    expect(body.fields.map((field: { pointer: string }) => field.pointer)).toContain(pointer);
  });

  it('is not for the Panel to submit', async () => {
    expect((await world.paola.api.post('/v1/shipments', command)).status).toBe(403);
    expect((await send(world.paola.api, demo)).status).toBe(403);
  });
});

/** One more liaison of Anna's organisation. */
async function given(world: World, name: string): Promise<{ email: string; userId: string }> {
  const email = `${name}@lambi.example`;
  const { body } = await expectStatus(
    201,
    world.adele.api.post('/v1/users', {
      organisationId: world.anna.organisationId,
      email,
      displayName: name,
      roles: ['member_state_liaison'],
      clearance: 2,
    }),
  );
  await expectStatus(
    200,
    world.adele.api.post('/v1/auth/links/complete', { token: body.setupLink.token, password: PASSWORD }),
  );
  await signIn(world.adele.api.url, email, PASSWORD);
  return { email, userId: body.id };
}

async function disable(world: World, userId: string): Promise<void> {
  const user = await expectStatus(200, world.adele.api.get(`/v1/users/${userId}`));
  const headers = { 'if-match': user.headers.get('etag')! };
  await expectStatus(200, world.adele.api.patch(`/v1/users/${userId}`, { disabled: true }, { headers }));
}
