import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { seedReference } from '../../seeds/reference';
import { canonicalJson } from '../../src/kernel/canonical-json';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { assessment, proposal } from '../support/requests-embargo';
import { PASSWORD, type Person, signIn, type World } from '../support/world';

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

const bill = {
  billReference: 'RNDCAP024W001',
  departureOn: '2024-11-01',
  vesselFlag: 'PA',
  loadingPlace: 'CAMTR',
  unloadingPlace: 'HTCAP',
  goodsDescription: 'PERSONAL EFFECTS',
  hsCodes: ['621010'],
  parties: [
    { role: 'CONSIGNEE', name: 'Gardiens Exemple SA' },
    { role: 'NOTIFY', name: 'SAME AS CONSIGNEE' },
  ],
};
const armour = {
  goods: [{ category: 'NON_LETHAL_MIL', lethal: false, quantity: 40 }],
  consignee: { class: 'PRIVATE_SECURITY', listRefs: [] },
  endUse: { purpose: 'COMMERCIAL' },
};
const idOf = async (answer: Promise<Answer>): Promise<string> => (await expectStatus(201, answer)).body.id;
const get = async (person: Person, path: string): Promise<any> => (await expectStatus(200, person.api.get(path))).body;

interface As {
  readonly me: number;
  readonly user: number;
  readonly leaf?: boolean;
}
/** Raw statements as lambi_app with somebody's settings, rolled back at the end; a leaf is written first, unless not. */
async function asApp<T>({ me, user, leaf = true }: As, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: test.database.app });
  await client.connect();
  try {
    await client.query(
      `BEGIN; SELECT set_config('app.me', '${me}', true), set_config('app.user', '${user}', true), set_config('app.clearance', '2', true),
        set_config('app.readers', '{}', true), set_config('app.leaf', '', true)`,
    );
    if (leaf) await client.query(`SELECT app.append_leaf($1, $2, '{}', '{}')`, [randomUUID(), Buffer.alloc(16)]);
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}
const keysOf = (person: Person): Promise<As> =>
  asSuperuser(
    test.database.superuser,
    async (client) =>
      (await client.query('SELECT key AS user, organisation_key AS me FROM users WHERE id = $1', [person.id])).rows[0],
  );

describe('a bill that is assessed', () => {
  let shipmentId: string;
  beforeAll(async () => {
    shipmentId = await idOf(world.anna.api.post('/v1/shipments', bill));
  });

  it('shows first what it says of a case, and stores nothing', async () => {
    const prefilled = await get(world.anna, `/v1/shipments/${shipmentId}/embargo-case`);
    expect(prefilled.case).toEqual({
      shipmentDate: '2024-11-01',
      supplierState: 'CA',
      flagState: 'PA',
      goods: [
        {
          category: 'UNKNOWN',
          description: 'declared as HS 621010: garments of felt or nonwovens: body armour possible',
        },
      ],
      consignee: { name: 'Gardiens Exemple SA', class: 'UNKNOWN' },
    });
    expect(prefilled.sources).toContainEqual({ fact: '/supplierState', from: '/loadingPlace' });
    expect((await get(world.anna, '/v1/assessments')).items).toEqual([]);
  });

  it('is answered as declared by an empty statement: what would settle it is said', async () => {
    const { body } = await expectStatus(201, world.anna.api.post(`/v1/shipments/${shipmentId}/assessments`, {}));
    expect(body).toMatchObject({ shipmentId, outcome: 'EVIDENCE_REQUIRED', shipmentDate: '2024-11-01' });
    expect(body.answer.factsMissing.map(({ fact }: { fact: string }) => fact)).toEqual(
      expect.arrayContaining(['/goods/0/category', '/consignee/class', '/consignee/listRefs']),
    );
  });

  it('is answered with what the officer states over it, with a receipt that vouches for the very answer', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const path = `/v1/shipments/${shipmentId}/assessments`;
    const made = await expectStatus(201, world.anna.api.post(path, armour, { headers }));
    expect(made.headers.get('location')).toBe(`/v1/assessments/${made.body.id}`);
    expect(made.headers.get('etag')).toBe('"v1"');
    expect(made.body).toMatchObject({
      outcome: 'PROHIBITED_UNLESS_APPROVED',
      gapJurisdictions: ['CA'],
      input: { ...armour, consignee: { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY', listRefs: [] } },
      answer: { un: { rule: 'V4', appliedParagraphs: [{ instrument: 'S/RES/2752 (2024)', paragraph: '2' }, {}] } },
    });
    const again = await expectStatus(201, world.anna.api.post(path, armour, { headers }));
    expect([again.body.id, again.headers.get('idempotency-replayed')]).toEqual([made.body.id, 'true']);
    const { receipt, ...said } = made.body;
    expect(await get(world.anna, `/v1/assessments/${made.body.id}`)).toEqual(said);
    const payload = JSON.parse(Buffer.from(receipt.leaf.payload, 'base64url').toString('utf8'));
    const hash = createHash('sha256')
      .update(canonicalJson({ input: said.input, answer: said.answer }))
      .digest('hex');
    expect(payload.events).toEqual([
      {
        name: 'assessment.made',
        facts: expect.objectContaining({ assessment: said.id, said: hash, about: shipmentId }),
      },
    ]);
  });

  it('is answered the same again from what was kept', async () => {
    const { items } = await get(world.anna, '/v1/assessments');
    for (const { id } of items) {
      const now = await get(world.anna, `/v1/assessments/${id}/now?reading=AS_IT_STOOD`);
      expect(now.answer).toEqual(now.stored.answer);
      expect(now.differences).toEqual([]);
    }
    expect(items).toHaveLength(2);
  });

  it('is found again by bill, outcome, flag and day of shipment', async () => {
    const rifles = { ...assessment, goods: [{ category: 'SALW' }], shipmentDate: '2023-07-14' };
    const id = await idOf(world.anna.api.post('/v1/assessments', rifles));
    const found = async (query: string): Promise<string[]> =>
      (await get(world.anna, `/v1/assessments?${query}`)).items.map((one: { id: string }) => one.id);
    expect(await found('flag=RES2692_P6&to=2023-12-31')).toEqual([id]);
    expect(await found('outcome=NOT_PROHIBITED')).toEqual([id]);
    expect(await found('from=2023-07-15&outcome=NOT_PROHIBITED')).toEqual([]);
    expect(await found(`shipmentId=${shipmentId}`)).toHaveLength(2);
    const first = await get(world.anna, '/v1/assessments?limit=1');
    expect(first.items[0].id).toBe(id);
    const rest = await get(world.anna, `/v1/assessments?limit=200&cursor=${first.nextCursor}`);
    expect([rest.items.length, rest.nextCursor]).toEqual([2, null]);
  });

  it('is never said to be free after the last confirmed day', async () => {
    const late = { ...assessment, shipmentDate: '2026-10-17' };
    const { body } = await expectStatus(201, world.anna.api.post('/v1/assessments', late));
    expect(body.outcome).toBe('NEEDS_LEGAL_CONFIRMATION');
  });

  it.each([
    ['nothing at all', {}, ''],
    ['a misspelt fact', { ...assessment, consignee: { clas: 'HNP' } }, '/consignee/clas'],
    ['a day that does not exist', { ...assessment, foundWith: { foundOn: '2024-02-30' } }, '/foundWith/foundOn'],
    ['a bill that does not exist', { ...assessment, shipmentId: randomUUID() }, '/shipmentId'],
    ['an exemption that does not exist', { ...assessment, exemptionId: randomUUID() }, '/exemptionId'],
  ])('is refused with %s, and the place is named', async (_, body, pointer) => {
    const answer = await expectStatus(400, world.anna.api.post('/v1/assessments', body));
    expect(answer.body.fields.map((one: { pointer: string }) => one.pointer)).toEqual([pointer]);
  });
});

describe('an assessment', () => {
  let id: string;
  let before: Answer;
  beforeAll(async () => {
    id = await idOf(world.anna.api.post('/v1/assessments', assessment));
    before = await world.anna.api.get(`/v1/assessments/${id}`);
  });

  it('is nothing to anybody but its organisation, not in lists and not in counts', async () => {
    const absent = await world.diego.api.get(`/v1/assessments/${randomUUID()}`);
    for (const person of [world.diego, world.paola, world.sonia, world.leila, world.adele, world.oscar]) {
      for (const path of ['', '/now']) {
        const answer = await expectStatus(404, person.api.get(`/v1/assessments/${id}${path}`));
        expect(answer.text).toBe(absent.text);
      }
      await expectStatus(404, person.api.post(`/v1/assessments/${id}/repetitions`, {}));
    }
    for (const person of [world.diego, world.paola]) {
      expect((await get(person, '/v1/assessments')).items).toEqual([]);
      expect(await get(person, '/v1/implementation-gaps')).toEqual({ items: [], counts: [], nextCursor: null });
    }
    const seen = await asApp(await keysOf(world.diego), (client) => client.query('SELECT id FROM assessments'));
    expect(seen.rows).toEqual([]);
  });

  it('is not made about a bill one cannot see, though the bill exists', async () => {
    const shipmentId = await idOf(world.anna.api.post('/v1/shipments', bill));
    const real = await expectStatus(400, world.diego.api.post('/v1/assessments', { ...assessment, shipmentId }));
    const none = { ...assessment, shipmentId: randomUUID() };
    expect(real.text).toBe((await expectStatus(400, world.diego.api.post('/v1/assessments', none))).text);
    await expectStatus(404, world.diego.api.get(`/v1/shipments/${shipmentId}/embargo-case`));
    await expectStatus(404, world.diego.api.post(`/v1/shipments/${shipmentId}/assessments`, {}));
  });

  it('is not read by a colleague without the clearance', async () => {
    const user = {
      organisationId: world.anna.organisationId,
      email: 'abel@lambi.example',
      displayName: 'Abel',
      roles: ['member_state_liaison'],
      clearance: 0,
    };
    const { body } = await expectStatus(201, world.adele.api.post('/v1/users', user));
    const link = { token: body.setupLink.token, password: PASSWORD };
    await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
    const abel = await signIn(test.url, user.email, PASSWORD);
    await expectStatus(404, abel.api.get(`/v1/assessments/${id}`));
    expect((await expectStatus(200, abel.api.get('/v1/assessments'))).body.items).toEqual([]);
    await expectStatus(422, abel.api.post('/v1/assessments', assessment));
    const open = { ...assessment, classification: 'UNCLASSIFIED' };
    await expectStatus(201, abel.api.post('/v1/assessments', open));
  });

  it('cannot be changed, nor written without a leaf of the log, by the program itself', async () => {
    const anna = await keysOf(world.anna);
    await expect(asApp(anna, (c) => c.query(`UPDATE assessments SET outcome = 'PROHIBITED'`))).rejects.toThrow(
      'permission denied',
    );
    await expect(asApp(anna, (c) => c.query('DELETE FROM assessments'))).rejects.toThrow('permission denied');
    const copy = (owner: string): string =>
      `INSERT INTO assessments (id, owner_id, classification, input, reading, outcome, answer, rule_set_id, rule_set_hash, rule_set_version, created_by)
       SELECT gen_random_uuid(), ${owner}, classification, input, reading, outcome, answer, rule_set_id, rule_set_hash, rule_set_version, created_by
         FROM assessments WHERE id = '${id}'; SET CONSTRAINTS ALL IMMEDIATE`;
    await expect(asApp(anna, (c) => c.query(copy('owner_id + 1')))).rejects.toThrow('row-level security');
    await expect(asApp({ ...anna, leaf: false }, (c) => c.query(copy('owner_id')))).rejects.toThrow(
      'without an audit leaf',
    );
    await expect(asApp(anna, (c) => c.query(copy('owner_id')))).resolves.toBeDefined();
  });

  it('outlives the release of the bill it is about, and then no longer says which bill', async () => {
    const release = { audienceIds: [world.diego.audienceId], purpose: 'Joint operation' };
    const shipmentId = await idOf(world.anna.api.post('/v1/shipments', { ...bill, release }));
    const path = `/v1/shipments/${shipmentId}/assessments`;
    const made = await expectStatus(201, world.diego.api.post(path, armour));
    expect(made.body).toMatchObject({ shipmentId, classification: 'CONFIDENTIAL' });
    await expectStatus(404, world.anna.api.get(`/v1/assessments/${made.body.id}`));
    const [released] = await get(world.anna, `/v1/records/${shipmentId}/releases`);
    await expectStatus(200, world.anna.api.delete(`/v1/releases/${released.id}`, { because: 'a mistake' }));
    const { receipt, ...said } = made.body;
    expect(receipt.type).toBe('lambi-receipt-v1');
    expect(await get(world.diego, `/v1/assessments/${said.id}`)).toEqual({ ...said, shipmentId: null });
    expect((await get(world.diego, `/v1/assessments?shipmentId=${shipmentId}`)).items).toEqual([]);
    await expectStatus(404, world.diego.api.post(path, armour));
    const again = await expectStatus(201, world.diego.api.post(`/v1/assessments/${said.id}/repetitions`, {}));
    expect(again.body).toMatchObject({ follows: said.id, shipmentId: null, answer: said.answer });

    const [diego, key] = [
      await keysOf(world.diego),
      await asSuperuser(test.database.superuser, async (client) => {
        const { rows } = await client.query('SELECT key FROM records WHERE id = $1', [shipmentId]);
        return Number(rows[0].key);
      }),
    ];
    const tie = (column: string, value: string): string =>
      `INSERT INTO assessments (id, owner_id, classification, input, reading, outcome, answer, rule_set_id, rule_set_hash, rule_set_version, created_by, ${column})
       SELECT gen_random_uuid(), owner_id, classification, input, reading, outcome, answer, rule_set_id, rule_set_hash, rule_set_version, created_by, ${value}
         FROM assessments WHERE id = '${said.id}'`;
    for (const column of ['record_key', 'exemption_key'])
      await expect(asApp(diego, (c) => c.query(tie(column, String(key))))).rejects.toThrow('row-level security');
    await expect(asApp(diego, (c) => c.query(tie('follows', `'${id}'`)))).rejects.toThrow('assessments_follows');
  });

  it('is read again a year later with the rule that said so, and the very table', async () => {
    const { ruleSet, answer } = before.body;
    const table = await get(world.leila, `/v1/rule-sets/${ruleSet.id}`);
    expect(createHash('sha256').update(canonicalJson(table.content)).digest('hex')).toBe(ruleSet.hash);
    const applied = table.content.rules.find((rule: { id: string }) => rule.id === answer.un.rule);
    expect(applied).toMatchObject({ instrument: 'S/RES/2752 (2024)', paragraph: '2', validFrom: '2024-10-18' });
  });

  it('stays to the byte when a new version is proposed, tried, approved and takes effect', async () => {
    const widened = proposal((content) => {
      const rule = content.rules.find((one: { id: string }) => one.id === 'V4');
      rule.goods.inScope = rule.goods.inScope.filter((category: string) => category !== 'NON_LETHAL_MIL');
    });
    const proposed = await expectStatus(201, world.leila.api.post('/v1/rule-sets', widened));
    expect(proposed.body).toMatchObject({ status: 'PROPOSED', inForce: false, proposedBy: 'SCR', receipt: {} });
    const path = `/v1/rule-sets/${proposed.body.id}`;
    const twin = { ...widened, content: { ...widened.content, sourcesReadOn: '2026-11-23' } };
    expect((await expectStatus(409, world.lucas.api.post('/v1/rule-sets', twin))).body.code).toBe('RULE_SET.TAKEN');

    const impact = await get(world.anna, `${path}/impact?limit=200`);
    const changed = impact.items.find((one: { assessmentId: string }) => one.assessmentId === id);
    expect(changed).toMatchObject({
      outcomeBefore: 'PROHIBITED_UNLESS_APPROVED',
      outcomeAfter: 'OUT_OF_EMBARGO_SCOPE',
      differences: expect.arrayContaining([{ what: 'gap CA', before: 'NATIONAL_MILDER', after: null }]),
    });
    expect(impact.items.length).toBeLessThan(impact.tried);
    const paged: unknown[] = [];
    for (let cursor = ''; ;) {
      const page = await get(world.anna, `${path}/impact?limit=1${cursor}`);
      paged.push(...page.items);
      if (!page.nextCursor) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged).toEqual(impact.items);
    expect(await get(world.leila, `${path}/impact`)).toEqual({ items: [], tried: 0, nextCursor: null });

    const refused = await expectStatus(422, world.leila.api.post(`${path}/approval`, {}));
    expect(refused.body.reasons[0].code).toBe('SECOND_PERSON_REQUIRED');
    await expectStatus(404, world.anna.api.post(`${path}/approval`, {}));
    const past = { effectiveFrom: '2026-01-01T00:00:00Z' };
    expect((await expectStatus(422, world.lucas.api.post(`${path}/approval`, past))).body.reasons[0].code).toBe(
      'IN_THE_PAST',
    );
    const approved = await expectStatus(
      200,
      world.lucas.api.post(`${path}/approval`, { note: 'Compared with the text' }),
    );
    expect(approved.body).toMatchObject({ status: 'APPROVED', inForce: true, decidedBy: 'SCR' });
    await expectStatus(409, world.lucas.api.post(`${path}/approval`, {}));
    await expectStatus(409, world.lucas.api.post(`${path}/rejection`, { note: 'Too late' }));
    expect((await get(world.anna, '/v1/rule-sets/current')).id).toBe(proposed.body.id);

    expect((await world.anna.api.get(`/v1/assessments/${id}`)).text).toBe(before.text);
    const now = await get(world.anna, `/v1/assessments/${id}/now?reading=AS_IT_STOOD`);
    expect(now.stored).toEqual(before.body);
    expect(now.answer).toMatchObject({ outcome: 'OUT_OF_EMBARGO_SCOPE', law: { date: '2024-11-01' } });
    expect(now.differences).toContainEqual({
      what: 'outcome',
      before: 'PROHIBITED_UNLESS_APPROVED',
      after: 'OUT_OF_EMBARGO_SCOPE',
    });
    const today = await get(world.anna, `/v1/assessments/${id}/now?reading=AS_IT_STANDS`);
    expect(today.answer).toMatchObject({ outcome: 'NEEDS_LEGAL_CONFIRMATION', law: { reading: 'AS_OF' } });
    expect((await world.anna.api.get(`/v1/assessments/${id}`)).text).toBe(before.text);
  });

  it('is repeated once, by the table in force and with what became known; the chain counts once', async () => {
    const first = await get(world.anna, '/v1/implementation-gaps?limit=200');
    const path = `/v1/assessments/${id}/repetitions`;
    const stated = { goods: [{ category: 'SALW', quantity: 4 }], consignee: { supportsGangViolence: true } };
    const again = await expectStatus(201, world.anna.api.post(path, stated));
    expect(again.body).toMatchObject({
      follows: id,
      followedBy: null,
      outcome: 'PROHIBITED_UNLESS_APPROVED',
      input: { consignee: { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY', supportsGangViolence: true } },
    });
    expect(again.body.ruleSet.hash).not.toBe(before.body.ruleSet.hash);
    expect(await get(world.anna, `/v1/assessments/${id}`)).toEqual({ ...before.body, followedBy: again.body.id });
    expect((await expectStatus(409, world.anna.api.post(path, {}))).body.code).toBe('ASSESSMENT.ALREADY_REPEATED');
    const gaps = await get(world.anna, '/v1/implementation-gaps?limit=200');
    expect(gaps.counts).toEqual(first.counts);
    const ids = gaps.items.map((gap: { assessmentId: string }) => gap.assessmentId);
    expect([ids.includes(again.body.id), ids.includes(id)]).toEqual([true, false]);
  });
});

describe('two who act at once', () => {
  it('make one repetition of an assessment', async () => {
    const id = await idOf(world.anna.api.post('/v1/assessments', assessment));
    const tried = [1, 2, 3].map(() => world.anna.api.post(`/v1/assessments/${id}/repetitions`, {}));
    expect((await Promise.all(tried)).map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('make one decision on a version', async () => {
    const id = await idOf(world.leila.api.post('/v1/rule-sets', proposal()));
    const path = `/v1/rule-sets/${id}`;
    const tried = [
      world.lucas.api.post(`${path}/approval`, { effectiveFrom: '2099-01-01T00:00:00Z' }),
      world.leila.api.post(`${path}/rejection`, { note: 'Taken back' }),
    ];
    expect((await Promise.all(tried)).map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('implementation gaps', () => {
  it('say for each jurisdiction which paragraph says what, by period and kind, with counts', async () => {
    const inTwoLayers = {
      ...assessment,
      goods: [{ category: 'SALW' }],
      shipmentDate: '2023-12-01',
      transitStates: ['FR', 'NL'],
    };
    const id = await idOf(world.anna.api.post('/v1/assessments', inTwoLayers));
    const period = 'from=2023-12-01&to=2023-12-01&kind=NATIONAL_MILDER';
    const page = await get(world.anna, `/v1/implementation-gaps?${period}`);
    expect(page.counts).toEqual([
      { jurisdiction: 'CA', kind: 'NATIONAL_MILDER', assessments: 1 },
      { jurisdiction: 'EU', kind: 'NATIONAL_MILDER', assessments: 1 },
    ]);
    expect(page.items[1]).toMatchObject({
      assessmentId: id,
      jurisdiction: 'EU',
      shipmentDate: '2023-12-01',
      un: { outcome: 'PROHIBITED_UNLESS_APPROVED', instrument: 'S/RES/2700 (2023)', paragraph: '6' },
      national: { outcome: 'NOT_PROHIBITED', rule: 'EU-1' },
    });
    const one = await get(world.anna, `/v1/implementation-gaps?${period}&limit=1`);
    const two = await get(world.anna, `/v1/implementation-gaps?${period}&limit=1&cursor=${one.nextCursor}`);
    expect([...one.items, ...two.items]).toEqual(page.items);
    expect(two.nextCursor).toBeNull();
    expect((await get(world.anna, `/v1/implementation-gaps?${period}&jurisdiction=EU`)).items).toEqual([page.items[1]]);
    expect(
      (await get(world.anna, `/v1/implementation-gaps?kind=NATIONAL_STRICTER&from=2023-12-01&to=2023-12-01`)).items,
    ).toEqual([]);
  });
});

describe('a version of the table', () => {
  it('is refused with the place of each contradiction', async () => {
    const faulty = proposal((content) => {
      content.rules[1].validTo = '2023-10-03';
      content.rules[2].id = 'V1';
    });
    const answer = await expectStatus(422, world.leila.api.post('/v1/rule-sets', faulty));
    expect(answer.body.fields.map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`)).toEqual([
      '/content/rules/2/id ID_TAKEN',
      '/content/rules/2/validFrom OVERLAP',
    ]);
    const misspelt = proposal((content) => (content.rules[0].layr = 'UN'));
    const shape = await expectStatus(400, world.leila.api.post('/v1/rule-sets', misspelt));
    expect(shape.body.fields[0].pointer).toBe('/content/rules/0/layr');
  });

  it('is read by every casework role, proposed by a legal officer alone, and is nothing to the others', async () => {
    for (const person of [world.anna, world.diego, world.paola, world.sonia]) {
      expect((await get(person, '/v1/rule-sets')).items.length).toBeGreaterThan(0);
      await expectStatus(403, person.api.post('/v1/rule-sets', proposal()));
    }
    for (const person of [world.adele, world.oscar]) await expectStatus(403, person.api.get('/v1/rule-sets'));
  });

  it('is not approved by its proposer, nor changed, by raw SQL either', async () => {
    const id = await idOf(world.leila.api.post('/v1/rule-sets', proposal()));
    const [leila, lucas] = [await keysOf(world.leila), await keysOf(world.lucas)];
    const decide = (by: number, status = 'APPROVED'): string =>
      `UPDATE rule_sets SET status = '${status}', decided_by = ${by}, decided_for = ${leila.me}, decided_at = now(),
        effective_from = ${status === 'APPROVED' ? 'now()' : 'NULL'} WHERE id = '${id}' RETURNING id`;
    const attempt = (as: As, sql: string): Promise<unknown> => asApp(as, (client) => client.query(sql));
    await expect(attempt(leila, decide(leila.user))).rejects.toThrow('row-level security');
    await expect(attempt(leila, decide(lucas.user))).rejects.toThrow('row-level security');
    await expect(attempt(lucas, `UPDATE rule_sets SET content = '{}' WHERE id = '${id}'`)).rejects.toThrow(
      'permission denied',
    );
    await expect(attempt(lucas, `DELETE FROM rule_sets WHERE id = '${id}'`)).rejects.toThrow('permission denied');
    await expect(
      attempt(
        { ...lucas, leaf: false },
        `${decide(lucas.user).replace(' RETURNING id', '')}; SET CONSTRAINTS ALL IMMEDIATE`,
      ),
    ).rejects.toThrow('without an audit leaf');
    await expect(attempt(lucas, decide(lucas.user))).resolves.toMatchObject({ rowCount: 1 });
    const forged = `INSERT INTO rule_sets (id, version, hash, content, status) SELECT gen_random_uuid(), 'x', sha256('x'), content, 'BUILT_IN' FROM rule_sets LIMIT 1`;
    await expect(attempt(lucas, forged)).rejects.toThrow('row-level security');
    // The constraint stands behind the policy: not even the superuser, whom no policy binds, writes such a row.
    await expect(asSuperuser(test.database.superuser, (client) => client.query(decide(leila.user)))).rejects.toThrow(
      'rule_sets_second_person',
    );

    await expectStatus(200, world.leila.api.post(`/v1/rule-sets/${id}/rejection`, { note: 'Taken back' }));
    expect(await attempt(lucas, decide(lucas.user))).toMatchObject({ rowCount: 0 });
  });

  it('that takes effect later is not in force before', async () => {
    const current = await get(world.anna, '/v1/rule-sets/current');
    const id = await idOf(world.lucas.api.post('/v1/rule-sets', proposal()));
    const later = { effectiveFrom: new Date(Date.now() + 3_600_000).toISOString() };
    const approved = await expectStatus(200, world.leila.api.post(`/v1/rule-sets/${id}/approval`, later));
    expect(approved.body).toMatchObject({ status: 'APPROVED', inForce: false, effectiveFrom: later.effectiveFrom });
    expect((await get(world.anna, '/v1/rule-sets/current')).id).toBe(current.id);
  });

  it('that a release of the program brings is there once, however often it is delivered', async () => {
    const owner = new Client({ connectionString: test.database.owner });
    await owner.connect();
    await seedReference(owner);
    await owner.end();
    const { items } = await get(world.anna, '/v1/rule-sets?status=BUILT_IN');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ proposedBy: null, reason: null, decidedAt: null });
  });
});
