import { randomBytes, randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { type Client } from 'pg';
import { type Notice, NOTICE_GIVEN } from '../../src/modules/records';
import { Envelope } from '../../src/modules/sources/envelope.service';
import { RewrapKeys } from '../../src/modules/sources/rewrap-keys.service';
import { BeforeAnybody } from '../../src/platform/database/before-anybody';
import { asSuperuser } from '../../src/platform/database/provision';
import { DomainEvents } from '../../src/platform/events/domain-events';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { newPerson, type Person, type World } from '../support/world';

/* A confidential human source: who learns that it exists, who sees what is known of it, and what an intruder finds in the database. */
let app: TestApp;
let world: World;
/** Custodians, and a colleague who is not one. */
let carl: Person;
let cora: Person;
let noel: Person;
const notices: Notice[] = [];
const logged: string[] = [];

beforeAll(async () => {
  const write = process.stdout.write.bind(process.stdout);
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk: string | Uint8Array, ...rest: unknown[]) => {
    logged.push(chunk.toString());
    return (write as (...all: unknown[]) => boolean)(chunk, ...rest);
  });
  app = await startTestApp({ LOG_LEVEL: 'debug' });
  world = await app.world();
  const agd = { id: world.anna.organisationId, audienceId: world.anna.audienceId };
  const colleague = (name: string): Promise<Person> =>
    newPerson(app.url, world.adele.api, agd, { name, role: 'member_state_liaison', clearance: 2 });
  [carl, cora, noel] = [await colleague('carl'), await colleague('cora'), await colleague('noel')];
  app.app.get(DomainEvents).subscribe(({ name, facts }) => {
    if (name === NOTICE_GIVEN) notices.push(facts as unknown as Notice);
  });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await app?.close();
});

const behind = <T>(work: (client: Client) => Promise<T>): Promise<T> => asSuperuser(app.database.superuser, work);
const SECRET = [
  'Oloferne Dieudonné',
  '+509 3712 4455',
  'brother-in-law of the broker',
  'met at the fish market',
  'opens the north gate',
];
const content = { identity: SECRET[0], contact: SECRET[1], risk: SECRET[2], history: SECRET[3], weighing: SECRET[4] };
const body = (more: object = {}): object => ({
  ...{ pseudonym: 'KOLIBRI-7731', label: { kind: 'BY_FUNCTION', text: 'a weigher of the port' }, content },
  ...{ custodianIds: [carl.id, cora.id], custodiansNeeded: 2, ...more },
});
const register = async (more: object = {}): Promise<string> =>
  (await expectStatus(201, world.anna.api.post('/v1/sources', body(more)))).body.id as string;
const ask = (id: string, by: Person = world.anna): Promise<Answer> =>
  by.api.post(`/v1/sources/${id}/openings`, { reason: 'The Panel asks for a second meeting' });
const asked = async (id: string, by: Person = world.anna): Promise<string> =>
  (await expectStatus(201, ask(id, by))).body.id as string;
const approve = (opening: string, by: Person): Promise<Answer> =>
  by.api.post(`/v1/source-openings/${opening}/approvals`);
const open = (opening: string, by: Person = world.anna): Promise<Answer> =>
  by.api.get(`/v1/source-openings/${opening}/content`);
const approved = async (id: string): Promise<string> => {
  const opening = await asked(id);
  for (const custodian of [carl, cora]) await expectStatus(200, approve(opening, custodian));
  return opening;
};
const reasonOf = ({ body: { reasons } }: Answer): string => (reasons as { code: string }[])[0]!.code;
const seen = ({ status, text }: Answer): [number, string] => [status, text];

describe('that a source exists', () => {
  it('shows to its handler and custodians, and to nobody else, colleagues included', async () => {
    const before = seen(await noel.api.get('/v1/sources'));
    const id = await register();
    const opening = await asked(id);
    for (const person of [world.anna, carl, cora]) {
      expect((await expectStatus(200, person.api.get(`/v1/sources/${id}`))).body).toMatchObject({
        ...{ pseudonym: 'KOLIBRI-7731', label: { text: 'a weigher of the port' }, handler: { displayName: 'anna' } },
        custodians: [{ displayName: 'carl' }, { displayName: 'cora' }],
      });
      expect((await person.api.get('/v1/sources')).body.items.map((s: any) => s.id)).toContain(id);
    }
    expect(seen(await noel.api.get('/v1/sources'))).toEqual(before);
    const none = randomUUID();
    for (const person of [noel, world.diego, world.paola, world.sonia, world.adele, world.oscar]) {
      for (const [path, real] of [
        ['sources', id],
        ['source-openings', opening],
      ] as const) {
        const rest = path === 'sources' ? ['', '/openings', '/links'] : ['', '/content'];
        for (const end of rest) {
          const [found, absent] = await Promise.all(
            [real, none].map((one) => person.api.get(`/v1/${path}/${one}${end}`)),
          );
          expect(seen(found!)).toEqual(seen(absent!));
          expect(found!.status).toBe(404);
        }
      }
      expect((await approve(opening, person)).status).toBe(404);
      expect((await ask(id, person)).status).toBe(404);
    }
  });

  it('counts nowhere and is behind a record for those alone who know it', async () => {
    const id = await register();
    const record = (await expectStatus(201, world.anna.api.post('/v1/inspections', inspection))).body.id as string;
    const before = await Promise.all([
      noel.api.get(`/v1/records/${record}/sources`),
      noel.api.get('/v1/records'),
      noel.api.get(`/v1/inspections/${record}`),
    ]);
    await expectStatus(201, world.anna.api.post(`/v1/sources/${id}/links`, { recordId: record }));
    await expectStatus(409, cora.api.post(`/v1/sources/${id}/links`, { recordId: record }));
    const after = await Promise.all([
      noel.api.get(`/v1/records/${record}/sources`),
      noel.api.get('/v1/records'),
      noel.api.get(`/v1/inspections/${record}`),
    ]);
    expect(after.map(seen)).toEqual(before.map(seen));
    expect(after[0].body.items).toEqual([]);
    expect((await carl.api.get(`/v1/records/${record}/sources`)).body.items).toMatchObject([
      { id, pseudonym: 'KOLIBRI-7731' },
    ]);
    const { items } = (await carl.api.get(`/v1/sources/${id}/links`)).body;
    expect(items).toMatchObject([{ recordId: record, kind: 'inspection' }]);
    await expectStatus(404, noel.api.delete(`/v1/source-links/${items[0].id}`));
    await expectStatus(200, carl.api.delete(`/v1/source-links/${items[0].id}`));
    expect((await carl.api.get(`/v1/records/${record}/sources`)).body.items).toEqual([]);
  });

  it.each([
    ['the handler', () => [world.anna.id, carl.id]],
    ['one person twice', () => [carl.id, carl.id]],
    ['somebody of another organisation', () => [carl.id, world.diego.id]],
    ['nobody', () => [carl.id, randomUUID()]],
    ['too few', () => [carl.id]],
  ])('is not told to %s as a custodian', async (_, custodianIds) => {
    const answer = await expectStatus(400, world.anna.api.post('/v1/sources', body({ custodianIds: custodianIds() })));
    expect(answer.body).toMatchObject({ code: 'SOURCE.CUSTODIANS_UNFIT', fields: [{ pointer: '/custodianIds' }] });
  });
});

describe('an opening', () => {
  it('needs as many custodians as were set, and is shown once, to who asked, with everybody told', async () => {
    const id = await register();
    notices.length = 0;
    const opening = await asked(id);
    expect(notices.map(({ kind, recordId, about }) => [kind, recordId, about?.id])).toEqual(
      Array(2).fill(['source.opening_wanted', null, opening]),
    );
    expect(reasonOf(await expectStatus(422, open(opening)))).toBe('NOT_APPROVED');
    expect(reasonOf(await expectStatus(422, approve(opening, world.anna)))).toBe('ASKED_FOR_IT');
    await expectStatus(200, approve(opening, carl));
    expect((await expectStatus(409, approve(opening, carl))).body.code).toBe('SOURCE.DECIDED_BEFORE');
    expect((await expectStatus(422, open(opening))).text).not.toContain(SECRET[0]);
    expect((await expectStatus(200, approve(opening, cora))).body).toMatchObject({
      state: 'APPROVED',
      openUntil: expect.any(String),
    });
    expect(reasonOf(await expectStatus(422, open(opening, carl)))).toBe('NOT_THE_REQUESTER');
    notices.length = 0;
    const shown = await Promise.all([open(opening), open(opening)]);
    expect(shown.map(({ status }) => status).sort()).toEqual([200, 422]);
    const first = shown.find(({ status }) => status === 200)!;
    expect(first.body.versions).toMatchObject([{ version: 1, content }]);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(notices.map(({ kind }) => kind)).toEqual(['source.opened', 'source.opened']);
    expect((await expectStatus(422, open(opening))).text).not.toContain(SECRET[0]);
  });

  it('is not used up by HEAD, which shows nothing', async () => {
    const opening = await approved(await register());
    notices.length = 0;
    const { credentials: headers } = world.anna.api as unknown as { credentials: Record<string, string> };
    const head = { method: 'HEAD', headers };
    const answer = await fetch(`${app.url}/v1/source-openings/${opening}/content`, head);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(notices).toEqual([]);
    expect((await expectStatus(200, open(opening))).body.versions).toMatchObject([{ version: 1, content }]);
    const after = await fetch(`${app.url}/v1/source-openings/${opening}/content`, head);
    expect(after.status).toBe(422);
  });

  it('is ended by one refusal with its reason', async () => {
    const opening = await asked(await register());
    await expectStatus(400, carl.api.post(`/v1/source-openings/${opening}/refusals`, { reason: ' ' }));
    await expectStatus(
      200,
      carl.api.post(`/v1/source-openings/${opening}/refusals`, { reason: 'The second source can say it' }),
    );
    expect(reasonOf(await expectStatus(422, approve(opening, cora)))).toBe('NOT_WAITING');
    await expectStatus(422, open(opening));
  });

  it('is out of date 15 minutes after the last approval needed', async () => {
    const opening = await approved(await register());
    await behind((c) =>
      c.query(
        `UPDATE source_opening_decisions SET decided_at = decided_at - interval '16 minutes' WHERE opening_id = $1`,
        [opening],
      ),
    );
    expect((await expectStatus(422, open(opening))).body.reasons).toMatchObject([{ facts: { state: 'LAPSED' } }]);
  });

  it('is asked for by a custodian only where enough others are left', async () => {
    const id = await register();
    await expectStatus(422, ask(id, carl));
    const easier = await register({ custodiansNeeded: 1 });
    const opening = await asked(easier, carl);
    expect(reasonOf(await expectStatus(422, approve(opening, carl)))).toBe('ASKED_FOR_IT');
    await expectStatus(200, approve(opening, cora));
    await expectStatus(200, open(opening, carl));
  });

  it('shows every version, and whoever writes one sees none', async () => {
    const id = await register();
    const put = (by: Person, identity: string): Promise<Answer> =>
      by.api.put(`/v1/sources/${id}/content`, { identity }, { headers: { 'if-match': '"v1"' } });
    await expectStatus(403, put(carl, 'x'));
    expect((await expectStatus(200, put(world.anna, 'Moved to the south gate'))).text).not.toContain(SECRET[0]);
    await expectStatus(412, put(world.anna, 'x'));
    const { versions } = (await expectStatus(200, open(await approved(id)))).body;
    expect(versions.map((v: any) => [v.version, v.content.identity])).toEqual([
      [2, 'Moved to the south gate'],
      [1, SECRET[0]],
    ]);
  });
});

describe('the database', () => {
  /** As lambi_app with anna's settings, as if the program were made to say something else. */
  const as = async (
    person: Person,
    sql: string,
    parameters: unknown[] = [],
  ): Promise<{ rows: any[]; code?: string }> => {
    const {
      rows: [me],
    } = await behind((c) => c.query('SELECT key, organisation_key FROM users WHERE id = $1', [person.id]));
    const { Client: Connection } = await import('pg');
    const client = new Connection({ connectionString: app.database.app });
    await client.connect();
    try {
      await client.query(
        `BEGIN; SELECT set_config('app.me', '${me.organisation_key}', true), set_config('app.user', '${me.key}', true), set_config('app.clearance', '2', true), set_config('app.readers', '{}', true)`,
      );
      return { rows: (await client.query(sql, parameters)).rows };
    } catch (error) {
      return { rows: [], code: (error as { code: string }).code };
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  };
  const DENIED = '42501';
  const USE = 'UPDATE source_openings SET opened_at = now() WHERE id = $1 RETURNING id';

  it('gives no ciphertext but to an opening, and lets none be used that is not approved', async () => {
    const id = await register();
    const opening = await asked(id);
    for (const person of [world.anna, carl, noel, world.oscar])
      expect((await as(person, 'SELECT * FROM source_contents')).rows).toEqual([]);
    expect((await as(noel, 'SELECT * FROM sources UNION ALL SELECT s.* FROM sources s')).rows).toEqual([]);
    expect((await as(world.anna, USE, [opening])).code).toBe(DENIED);
    await expectStatus(200, approve(opening, carl));
    expect((await as(world.anna, USE, [opening])).code).toBe(DENIED);
    await expectStatus(200, approve(opening, cora));
    expect((await as(carl, USE, [opening])).rows).toEqual([]);
    expect((await as(world.anna, USE, [opening])).rows).toEqual([{ id: opening }]);
  });

  it('refuses the approval of who asked, of who is no custodian, and a second one of one person', async () => {
    const id = await register();
    const opening = await asked(id);
    const insert = (person: Person, by: Person = person): Promise<{ code?: string }> =>
      as(
        person,
        `INSERT INTO source_opening_decisions (opening_id, decided_by, source_id, owner_id, decision)
        SELECT $1, u.key, $2, u.organisation_key, 'APPROVED' FROM users u WHERE u.id = $3`,
        [opening, id, by.id],
      );
    expect((await insert(world.anna)).code).toBe(DENIED);
    expect((await insert(noel)).code).toBe(DENIED);
    expect((await insert(carl, cora)).code).toBe(DENIED);
    await expectStatus(200, approve(opening, carl));
    expect((await insert(carl)).code).toBe('23505');
    const lowered = await as(
      world.anna,
      `INSERT INTO source_openings (id, source_id, owner_id, requested_by, reason, needed)
      SELECT gen_random_uuid(), id, owner_id, handler, 'a reason of mine', 1 FROM sources WHERE id = $1`,
      [id],
    );
    expect(lowered.code).toBe(DENIED);
  });

  const tampering: [string, string][] = [
    [
      'the content of another source',
      'UPDATE source_contents a SET sealed = b.sealed FROM source_contents b WHERE a.source_id = $1 AND b.source_id = $2',
    ],
    [
      'a truncated tag',
      'UPDATE source_contents SET sealed = substring(sealed FOR 20) WHERE source_id = $1 AND $2::uuid IS NOT NULL',
    ],
    [
      'one bit changed',
      'UPDATE source_contents SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE source_id = $1 AND $2::uuid IS NOT NULL',
    ],
  ];
  it.each(tampering)('with %s shows nothing, says so, and logs it', async (_, sql) => {
    const [id, other] = [await register(), await register()];
    const opening = await approved(id);
    await behind((c) => c.query(sql, [id, other]));
    const answer = await expectStatus(500, open(opening));
    expect(answer.body).toMatchObject({ code: 'SOURCE.UNREADABLE' });
    expect(SECRET.filter((word) => answer.text.includes(word))).toEqual([]);
    const leaves = await behind((c) =>
      c.query(`SELECT convert_from(payload, 'UTF8') AS text FROM audit_leaves ORDER BY key DESC LIMIT 1`),
    );
    expect(JSON.parse(leaves.rows[0].text as string)).toMatchObject({
      action: 'source.unreadable',
      events: [{ facts: { opening } }],
    });
  });

  it.each([
    ['another key id', `UPDATE sources SET key_id = 'ffffffffffffffff' WHERE id = $1 AND $2::uuid IS NOT NULL`],
    [
      'the key of another source',
      'UPDATE sources a SET wrapped_key = b.wrapped_key FROM sources b WHERE a.id = $1 AND b.id = $2',
    ],
  ])('with %s shows nothing', async (_, sql) => {
    const [id, other] = [await register(), await register()];
    const opening = await approved(id);
    await behind((c) => c.query(sql, [id, other]));
    for (const path of [`sources/${id}`, `source-openings/${opening}/content`])
      expect((await expectStatus(500, world.anna.api.get(`/v1/${path}`))).body.code).toBe('SOURCE.UNREADABLE');
    const { items } = (await expectStatus(200, world.anna.api.get('/v1/sources?limit=200'))).body;
    expect(items.find((one: any) => one.id === id)).toMatchObject({ pseudonym: null, label: null });
    expect(items.find((one: any) => one.id === other)).toMatchObject({ pseudonym: 'KOLIBRI-7731' });
  });

  it('holds none of it in clear, in no table, index or log; nor do answers and logs of the program', async () => {
    const answers = await Promise.all([
      world.anna.api.post('/v1/sources', body({ custodianIds: [] })),
      world.anna.api.post('/v1/sources', body({ content: { ...content, identity: 7 } })),
      world.anna.api.post('/v1/sources', body({ content: { ...content, nickname: SECRET[0] } })),
      world.anna.api.post('/v1/sources', body({ custodianIds: [randomUUID()] })),
      world.anna.api.post('/v1/sources', undefined, {
        raw: `{"pseudonym":"KOLIBRI-7731","content":{"identity":"${SECRET[0]}"`,
      }),
      world.anna.api.post('/v1/sources', body(), { headers: { 'idempotency-key': 'x' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(400));
    const words = [...SECRET, 'KOLIBRI-7731', 'weigher of the port'] as string[];
    const found: string[] = [];
    const look = (where: string, text: string): void => {
      for (const word of words) {
        const spelled = [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64').slice(0, -4)];
        if (spelled.some((one) => text.includes(one))) found.push(`${where}: ${word}`);
      }
    };
    answers.forEach((answer, i) => look(`answer ${i}`, answer.text));
    await expectStatus(200, open(await approved(await register())));
    const tables = await behind((c) =>
      c.query<{ name: string }>(`SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_schema IN ('public', 'app', 'graphile_worker') AND table_type = 'BASE TABLE'`),
    );
    for (const { name } of tables.rows) {
      const { rows } = await behind((c) => c.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`));
      for (const { text } of rows) look(name, text);
      for (const { text } of rows)
        look(
          `${name}, bytes`,
          [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1')).join(' '),
        );
    }
    expect(tables.rows.length).toBeGreaterThan(80);
    look('the log of the program', logged.join(''));
    expect(logged.join('')).toContain('/v1/sources');
    expect(found).toEqual([]);
  });
});

it('wraps the keys of all sources anew after the vault secret was changed, and opens them without the one before', async () => {
  const id = await register();
  const opening = await approved(id);
  const { keys } = app.runtime;
  const next = { ...app.runtime, keys: { ...keys, envelope: randomBytes(32), envelopesBefore: [keys.envelope] } };
  const ids = async (): Promise<string[]> =>
    (await behind((c) => c.query<{ key_id: string }>('SELECT DISTINCT key_id FROM sources'))).rows.map(
      ({ key_id }) => key_id,
    );
  const database = app.app.get(BeforeAnybody, { strict: false });
  const rewrap = new RewrapKeys(database, new Envelope(next), next);
  const before = await ids();
  expect(await rewrap.rewrapAll()).toMatchObject({ rewrapped: expect.any(Number), failed: 2 }); // the two tampered with above
  const after = new Envelope({ ...next, keys: { ...next.keys, envelopesBefore: [] } });
  expect(await ids()).toContain(after.currentKeyId);
  const [row] = (
    await behind((c) =>
      c.query<{ owner_id: number; wrapped_key: Buffer; card: Buffer }>(
        'SELECT owner_id, wrapped_key, card FROM sources WHERE id = $1',
        [id],
      ),
    )
  ).rows;
  const place = { sourceId: id, ownerKey: row!.owner_id };
  const dataKey = after.unwrap(place, { keyId: after.currentKeyId, wrapped: row!.wrapped_key });
  expect(after.open(dataKey, place, 'card', 1, row!.card)).toMatchObject({ pseudonym: 'KOLIBRI-7731' });
  await expectStatus(500, open(opening)); // this process still runs with the key of before alone
  const back = { ...app.runtime, keys: { ...keys, envelopesBefore: [next.keys.envelope] } };
  await new RewrapKeys(database, new Envelope(back), back).rewrapAll();
  expect((await ids()).sort()).toEqual(before.sort());
  await expectStatus(200, open(opening));
});

it('says at the start that the vault secret is another one than before, and nothing while it is the same', async () => {
  await register();
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const start = (runtime: TestApp['runtime']): Promise<void> =>
    new RewrapKeys(
      app.app.get(BeforeAnybody, { strict: false }),
      new Envelope(runtime),
      runtime,
    ).onApplicationBootstrap();
  const { keys } = app.runtime;
  await behind(async (c) => {
    await c.query('SET session_replication_role = replica');
    await c.query('UPDATE sources SET key_id = $1', [new Envelope(app.runtime).currentKeyId]);
  });
  await start(app.runtime);
  expect(error).not.toHaveBeenCalled();
  await start({ ...app.runtime, keys: { ...keys, envelope: randomBytes(32), envelopesBefore: [] } });
  expect(error).toHaveBeenCalledWith(expect.stringContaining('under another vault secret'));
  error.mockRestore();
});

it('tells an auditor that a source was opened, by whom and why, and not which', async () => {
  const id = await register();
  await expectStatus(200, open(await approved(id)));
  const { rows } = await behind((c) =>
    c.query<{ text: string }>(`SELECT convert_from(payload, 'UTF8') AS text FROM audit_leaves`),
  );
  const leaves = rows.map(({ text }) => text).filter((text) => /"action":"source\./.test(text));
  expect(leaves.filter((text) => text.includes(id))).toEqual([]);
  expect(
    leaves.filter((text) => text.includes('"action":"source.opened"') && text.includes('a second meeting')).length,
  ).toBeGreaterThan(0);
});
