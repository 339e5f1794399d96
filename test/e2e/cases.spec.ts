import { randomUUID } from 'node:crypto';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { Person, World } from '../support/world';

const CONTAINER = 'SMLU4815164';
const SERIAL = 'A1-93427-18';

interface Step {
  from: string;
  to: string;
  via: { type: string; kind: string | null; value: string | null; strength: string | null; reason: string };
}
interface Node {
  id: string;
  kind: string;
  label: string;
  party: { role: string; name: string; shipmentId: string } | null;
  distance: number;
  path: Step[];
}

const ifMatch = (etag: string): { headers: Record<string, string> } => ({ headers: { 'if-match': etag } });
const etagOf = (answer: Answer): string => answer.headers.get('etag')!;

const inspection = (placeCountry: string, containerNumber: string, serials: string[], more: object = {}): object => ({
  placeCountry,
  legalBasis: 'Customs code, art. 62',
  necessity: 'X-ray image did not fit the declared goods',
  examinedAt: '2024-04-05T10:30:00-04:00',
  result: 'FOUND',
  containerNumber,
  items: serials.map((serial) => ({ category: 'FIREARM', quantity: 1, type: 'rifle', serial })),
  ...more,
});

describe('a case', () => {
  let test: TestApp;
  let world: World;
  let bill: string;
  let atCap: string;
  let atHaina: string;
  let hidden: string;

  const submit = async (person: Person, path: string, body: object, toPanel = true): Promise<string> => {
    const release = { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
    return (await expectStatus(201, person.api.post(path, { ...body, ...(toPanel && { release }) }))).body.id;
  };

  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
    bill = await submit(world.anna, '/v1/shipments', {
      billReference: 'RNDCAP024W001',
      vesselName: 'RAINER D',
      containers: [{ number: CONTAINER, seals: ['SML70418'] }],
      parties: [
        { role: 'SHIPPER', name: 'LAKAY FREIGHT LLC', address: 'FORT LAUDERDALE FL' },
        { role: 'CONSIGNEE', name: 'TO ORDER' },
        { role: 'NOTIFY', name: 'MAGASIN LAKAY FRETYAN' },
      ],
    });
    atCap = await submit(
      world.anna,
      '/v1/inspections',
      inspection('HT', CONTAINER, [SERIAL, 'AK-1'], { shipmentId: bill, placeName: 'Cap-Haitien' }),
    );
    atHaina = await submit(world.diego, '/v1/inspections', inspection('DO', 'smlu 481516-4', ['a1 93427 18', 'ZZ-9']));
    hidden = await submit(world.diego, '/v1/inspections', inspection('DO', CONTAINER, [SERIAL]), false);
  });
  afterAll(() => test.close());

  const open = (body: object = {}): Promise<Answer> =>
    expectStatus(
      201,
      world.paola.api.post('/v1/cases', {
        title: 'Rifles in containers',
        members: [{ recordId: atCap, reason: 'Rifles found in this container' }],
        ...body,
      }),
    );
  const linked = async (id: string, query = ''): Promise<Node[]> =>
    (await expectStatus(200, world.paola.api.get(`/v1/cases/${id}/linked${query}`))).body.nodes;

  it('is opened with its members once, however often it is sent', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { title: 'Rifles', members: [{ recordId: atCap, reason: 'Rifles found' }] };
    const first = await expectStatus(201, world.paola.api.post('/v1/cases', body, { headers }));
    const again = await expectStatus(201, world.paola.api.post('/v1/cases', body, { headers }));
    expect(first.headers.get('location')).toBe(`/v1/cases/${first.body.id}`);
    expect(first.body).toMatchObject({ status: 'OPEN', nextEvents: ['review'], receipt: { type: 'lambi-receipt-v1' } });
    expect(first.body.members[0]).toMatchObject({
      label: 'Inspection at Cap-Haitien, 2024-04-05, container SMLU4815164',
      reason: 'Rifles found',
      record: { id: atCap },
    });
    expect(again.body.id).toBe(first.body.id);
    const { body: list } = await expectStatus(200, world.paola.api.get('/v1/cases?limit=1'));
    expect(list.items).toMatchObject([{ id: first.body.id, title: 'Rifles', memberCount: 1 }]);
  });

  it('takes only records its keeper can see, and answers alike for hidden and unknown ones', async () => {
    const attempt = async (recordId: string): Promise<object> => {
      const members = [{ recordId, reason: 'Looks related' }];
      return (await expectStatus(400, world.paola.api.post('/v1/cases', { title: 'Rifles', members }))).body;
    };
    const answer = await attempt(hidden);
    expect(answer).toMatchObject({ code: 'CASE.MEMBER_UNKNOWN', fields: [{ pointer: '/members/0/recordId' }] });
    expect(await attempt(randomUUID())).toEqual(answer);
    expect(JSON.stringify(answer)).not.toContain(hidden);
  });

  it('is read by nobody it was not released to', async () => {
    const { body } = await open();
    for (const path of ['', '/links', '/linked']) {
      await expectStatus(404, world.anna.api.get(`/v1/cases/${body.id}${path}`));
    }
    await expectStatus(403, world.anna.api.get('/v1/cases'));
  });

  it('shows the identifiers that tie its member to others, with the reason, and nothing hidden', async () => {
    const { body } = await open();
    const links = await expectStatus(200, world.paola.api.get(`/v1/cases/${body.id}/links`));
    const found = links.body.links.map(({ kind, left, right, strength }: any) => [
      kind,
      left.recordId,
      right.recordId,
      strength,
    ]);
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        ['container', atCap, bill, 'strong'],
        ['container', atCap, atHaina, 'strong'],
        ['serial', atCap, atHaina, 'strong'],
      ]),
    );
    const serial = links.body.links.find(({ kind }: { kind: string }) => kind === 'serial');
    expect(serial).toMatchObject({
      left: { value: SERIAL, pointer: '/items/0/serial' },
      right: { value: 'a1 93427 18' },
      reason: `serial number stands in both, as '${SERIAL}' and as 'a1 93427 18': the same but for spaces, punctuation and letter case`,
      judgement: null,
    });
    expect(links.text).not.toContain(hidden);
    expect(links.body).toMatchObject({ hubs: [], truncated: false });
  });

  it('leads to both inspections, the bill and its parties, each with the path that ties it to the case', async () => {
    const { body } = await open();
    const nodes = await linked(body.id);
    const at = (id: string): Node => nodes.find((node) => node.id === id)!;
    expect(nodes.map(({ kind, distance }) => [kind, distance])).toEqual([
      ['inspection', 0],
      ['shipment', 1],
      ['inspection', 1],
      ['party', 2],
      ['party', 2],
    ]);
    expect(at(atCap).path).toMatchObject([
      { from: body.id, to: atCap, via: { type: 'member', reason: 'Rifles found in this container' } },
    ]);
    expect(at(bill).path.at(-1)).toMatchObject({ from: atCap, via: { type: 'reference', kind: 'INSPECTED_SHIPMENT' } });
    expect(at(atHaina).path.at(-1)).toMatchObject({
      from: atCap,
      to: atHaina,
      via: { type: 'identifier', strength: 'strong' },
    });
    const shipper = nodes.find(({ party }) => party?.role === 'SHIPPER')!;
    expect(shipper.party).toMatchObject({ name: 'LAKAY FREIGHT LLC', shipmentId: bill });
    expect(shipper.path.map(({ to, via }) => [to, via.type])).toEqual([
      [atCap, 'member'],
      [bill, 'reference'],
      [`${bill}/parties/0`, 'party'],
    ]);
    expect(nodes.map(({ label }) => label)).not.toContain('TO ORDER');
    expect((await linked(body.id, '?depth=1')).map(({ kind }) => kind)).toEqual([
      'inspection',
      'shipment',
      'inspection',
    ]);
    await expectStatus(400, world.paola.api.get(`/v1/cases/${body.id}/linked?depth=5`));
  });

  it('does not walk a link that was rejected, and keeps who said what', async () => {
    const opened = await open();
    const { id } = opened.body;
    const judge = (kind: string, value: string, verdict: string, etag: string): Promise<Answer> =>
      world.paola.api.post(
        `/v1/cases/${id}/judgements`,
        { leftRecordId: atHaina, rightRecordId: atCap, kind, value, verdict, reason: 'Compared on photographs' },
        ifMatch(etag),
      );
    const noLink = await expectStatus(400, judge('serial', 'ZZ-9', 'CONFIRMED', etagOf(opened)));
    expect(noLink.body).toMatchObject({ code: 'CASE.NO_SUCH_LINK', fields: [{ pointer: '/value' }] });
    const first = await expectStatus(201, judge('serial', SERIAL, 'REJECTED', etagOf(opened)));
    await expectStatus(412, judge('container', CONTAINER, 'REJECTED', etagOf(opened)));
    expect((await linked(id)).map((node) => node.id)).toContain(atHaina);
    const second = await expectStatus(201, judge('container', CONTAINER, 'REJECTED', etagOf(first)));
    expect((await linked(id, '?depth=1')).map((node) => node.id)).not.toContain(atHaina);
    // The bill holds the container too, and nobody rejected that link: the way round is another way.
    const round = (await linked(id)).find((node) => node.id === atHaina)!;
    expect(round.path.map(({ to }) => to)).toEqual([atCap, bill, atHaina]);
    await expectStatus(201, judge('serial', SERIAL, 'CONFIRMED', etagOf(second)));
    const direct = (await linked(id)).find((node) => node.id === atHaina)!;
    expect(direct.path.at(-1)!.via.reason).toContain('confirmed by a person: Compared on photographs');
    const { body } = await expectStatus(200, world.paola.api.get(`/v1/cases/${id}`));
    expect(body.judgements.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'REJECTED',
      'REJECTED',
      'CONFIRMED',
    ]);
  });

  it('loses what its owner withdraws, with everything that hung on it alone', async () => {
    const { body } = await open();
    const gone = await submit(world.diego, '/v1/inspections', inspection('DO', 'ASJU5884650', ['AK-1', 'QQ-77']));
    const behind = await submit(world.anna, '/v1/inspections', inspection('HT', 'TRHU1234567', ['QQ-77']));
    expect((await linked(body.id)).map(({ id }) => id)).toEqual(expect.arrayContaining([gone, behind]));
    const { body: releases } = await expectStatus(200, world.diego.api.get(`/v1/records/${gone}/releases`));
    const [release] = releases;
    await expectStatus(200, world.diego.api.delete(`/v1/releases/${release.id}`));
    const left = (await linked(body.id)).map(({ id }) => id);
    expect(left).not.toContain(gone);
    expect(left).not.toContain(behind);
  });

  it('moves on, closes, does not change while closed, and is reopened', async () => {
    const opened = await open({ members: [] });
    const path = `/v1/cases/${opened.body.id}`;
    const move = (event: string, etag: string): Promise<Answer> =>
      world.paola.api.post(`${path}/transitions`, { event }, ifMatch(etag));
    await expectStatus(428, world.paola.api.post(`${path}/transitions`, { event: 'review' }));
    expect((await expectStatus(422, move('close', etagOf(opened)))).body.reasons[0].code).toBe('NOT_IN_THIS_STATUS');
    const reviewed = await expectStatus(201, move('review', etagOf(opened)));
    const closed = await expectStatus(201, move('close', etagOf(reviewed)));
    expect(closed.body).toMatchObject({ status: 'CLOSED', nextEvents: ['reopen'] });
    await expectStatus(422, world.paola.api.patch(path, { title: 'Another title' }, ifMatch(etagOf(closed))));
    const reopened = await expectStatus(201, move('reopen', etagOf(closed)));
    const member = { recordId: atHaina, reason: 'Same container' };
    const added = await expectStatus(201, world.paola.api.post(`${path}/members`, member, ifMatch(etagOf(reopened))));
    expect(added.body.members).toMatchObject([{ record: { id: atHaina }, reason: 'Same container' }]);
    await expectStatus(409, world.paola.api.post(`${path}/members`, member, ifMatch(etagOf(added))));
    const unseen = { recordId: hidden, reason: 'Same container' };
    const refused = await expectStatus(400, world.paola.api.post(`${path}/members`, unseen, ifMatch(etagOf(added))));
    expect(refused.body.fields[0].pointer).toBe('/recordId');
    const changed = await expectStatus(
      200,
      world.paola.api.patch(path, { title: 'Two ports' }, ifMatch(etagOf(added))),
    );
    expect(changed.body.title).toBe('Two ports');
  });

  it('reaches an entity through the record its statements are taken from; sources that disagree are both shown', async () => {
    const statements = [
      {
        prop: 'name',
        value: 'Jean-Baptiste Pierre',
        source: 'AGD inspection',
        sourceRecordId: atCap,
        reliability: 'B',
      },
      { prop: 'nationality', value: 'HT', source: 'AGD inspection' },
    ];
    const created = await expectStatus(201, world.paola.api.post('/v1/entities', { schema: 'Person', statements }));
    const path = `/v1/entities/${created.body.id}`;
    const more = { statements: [statements[1], { prop: 'nationality', value: 'DO', source: 'press' }] };
    const added = await expectStatus(201, world.paola.api.post(`${path}/statements`, more, ifMatch(etagOf(created))));
    expect(added.body.caption).toBe('Jean-Baptiste Pierre');
    expect(added.body.properties.nationality.map(({ value }: { value: string }) => value)).toEqual(['HT', 'DO']);
    const wrong = {
      schema: 'Person',
      statements: [...statements, { prop: 'imoNumber', value: '9074729', source: 'x' }],
    };
    const refused = await expectStatus(400, world.paola.api.post('/v1/entities', wrong));
    expect(refused.body).toMatchObject({
      code: 'ENTITY.STATEMENTS_INVALID',
      fields: [{ pointer: '/statements/2/prop' }],
    });
    const unseen = { schema: 'Person', statements: [{ ...statements[0], sourceRecordId: hidden }] };
    expect((await expectStatus(400, world.paola.api.post('/v1/entities', unseen))).body.code).toBe(
      'ENTITY.SOURCE_UNKNOWN',
    );
    const { body } = await open();
    const person = (await linked(body.id)).find(({ kind }) => kind === 'entity')!;
    expect(person).toMatchObject({ id: created.body.id, label: 'Jean-Baptiste Pierre (Person)', distance: 1 });
    expect(person.path.at(-1)!.via).toMatchObject({ type: 'reference', kind: 'SOURCE_OF' });
    await expectStatus(404, world.anna.api.get(path));
    const { body: list } = await expectStatus(200, world.paola.api.get('/v1/entities?owner=mine'));
    expect(list.items).toMatchObject([{ schema: 'Person', caption: 'Jean-Baptiste Pierre' }]);
  });

  it('names a hub once, without a number, and does not walk it', async () => {
    const phone = { prop: 'phone', value: '+509 3701 2345', source: 'list of calls' };
    const person = (i: number): object => ({
      schema: 'Person',
      statements: [{ prop: 'name', value: `Somebody ${i}`, source: 'list of calls' }, phone],
    });
    const first = await expectStatus(201, world.paola.api.post('/v1/entities', person(0)));
    for (let from = 1; from <= 201; from += 20) {
      const batch = Array.from({ length: Math.min(20, 202 - from) }, (_, i) => person(from + i));
      await Promise.all(batch.map((one) => expectStatus(201, world.paola.api.post('/v1/entities', one))));
    }
    const { body } = await open({ members: [{ recordId: first.body.id, reason: 'Called often' }] });
    const answer = await expectStatus(200, world.paola.api.get(`/v1/cases/${body.id}/linked`));
    expect(answer.body.nodes).toHaveLength(1);
    expect(answer.body.hubs).toMatchObject([{ kind: 'phone', near: { recordId: first.body.id, value: phone.value } }]);
    expect(answer.body.hubs[0].reason).toBe('stands in more than 200 records that you can see and is not followed');
  });
});
