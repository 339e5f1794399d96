import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { newId } from '../../src/kernel/ids';
import { FetchWatchlistJob } from '../../src/modules/screening/watchlists/fetch-watchlist.job';
import { Metrics } from '../../src/platform/metrics/metrics';
import { asSuperuser } from '../../src/platform/database/provision';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';
import { importedList, sendList } from '../support/watchlists';

const shared = path.resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data', 'lists/un-consolidated-2026-02-27.xml');
const withShared = fs.existsSync(shared) ? it : it.skip;

const CSV = `name,schema,aliases,weakAliases,birthDate,country,reference
Jean-Baptiste Pierre,Person,Jan Batis Pyè,Ti Jean,1977-03-30,HT,OWN-1
Konpayi Lanmè Ble,Company,Blue Sea Company,,,HT,OWN-2
Мария Петрова,Person,,,1980,RU,OWN-3
`;

const HAITI = fs.readFileSync(path.resolve(__dirname, '../../seeds/demo/consolidated-list-haiti.csv'), 'utf8');

const hitsOf = async (api: ApiClient, query: object, more: object = {}): Promise<any[]> => {
  const { body } = await expectStatus(200, api.post('/v1/screening/match', { queries: [query], ...more }));
  return body.answers[0].hits;
};

describe('watchlists', () => {
  let test: TestApp;
  let world: World;
  let source: Server;
  let served = '';
  let haiti: { id: string } | undefined;
  beforeAll(async () => {
    source = createServer((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
      else if (served === '') response.writeHead(500).end();
      else response.writeHead(200).end(served);
    });
    await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
    test = await startTestApp({ WATCHLIST_HOSTS: [`http://127.0.0.1:${(source.address() as AddressInfo).port}`] });
    world = await test.world();
  });
  afterAll(async () => {
    await test?.close();
    source?.close();
  });
  const at = (what: string): string => `http://127.0.0.1:${(source.address() as AddressInfo).port}/${what}`;

  it('an own list goes live and is screened against by its owner alone', async () => {
    const list = await importedList(world.anna.api, { code: 'OWN', title: 'Own list' }, CSV);
    expect(list.version).toMatchObject({
      status: 'LIVE',
      format: 'CSV',
      counts: { entries: 3, individuals: 2, entities: 1 },
      changes: { added: 3, changed: 0, unchanged: 0, delisted: 0, relisted: 0 },
    });
    const [hit] = await hitsOf(world.anna.api, { schema: 'Person', names: ['PIERRE Jean Baptiste'] });
    expect(hit).toMatchObject({ score: 0.95, met: { list: 'OWN', listVersion: 1, reference: 'OWN-1' } });
    expect(await hitsOf(world.diego.api, { schema: 'Person', names: ['PIERRE Jean Baptiste'] })).toEqual([]);
    await expectStatus(404, world.diego.api.get(`/v1/watchlists/${list.id}`));
    await expectStatus(404, world.diego.api.get(`/v1/watchlist-versions/${list.version.id}`));
  });

  it('a new version changes what changed: the rest, and what was delisted, stays', async () => {
    const { body: lists } = await expectStatus(200, world.anna.api.get('/v1/watchlists'));
    const [{ id }] = lists.items;
    const second = CSV.replace('1980,RU,OWN-3', '1981,RU,OWN-3').replace(/^Konpayi.*\n/m, '');
    const { body } = await sendList(world.anna.api, id, second, 202);
    expect(body.changes).toEqual({ added: 0, changed: 1, unchanged: 1, delisted: 1, relisted: 0 });
    expect(await hitsOf(world.anna.api, { schema: 'Company', names: ['Konpayi Lanme Ble'] })).toEqual([]);
    const { body: all } = await expectStatus(200, world.anna.api.get(`/v1/watchlists/${id}/entries?show=ALL`));
    const gone = all.items.find((each: any) => each.reference === 'OWN-2');
    expect(gone).toMatchObject({ sinceVersion: 1, untilVersion: 2 });
    const { body: history } = await expectStatus(200, world.anna.api.get(`/v1/watchlist-entries/${gone.id}`));
    expect(history.delistedOn).not.toBeNull();
    const third = await sendList(world.anna.api, id, CSV, 202);
    expect(third.body.changes).toEqual({ added: 0, changed: 1, unchanged: 1, delisted: 0, relisted: 1 });
    const again = await sendList(world.anna.api, id, CSV, 200);
    expect(again.body).toMatchObject({ id: third.body.id, status: 'LIVE' });
  });

  it('a list that lost nearly everything is held until two persons approve it', async () => {
    const many = Array.from({ length: 20 }, (_, i) => `Person Number${'abcdefghijklmnopqrst'[i]},Person\n`).join('');
    const list = await importedList(
      world.anna.api,
      { code: 'SHRINK', title: 'Shrinking list' },
      `name,schema\n${many}`,
    );
    const { body: held } = await sendList(world.anna.api, list.id, 'name,schema\nPerson Numbera,Person\n', 202);
    expect(held).toMatchObject({ status: 'HELD', fault: { code: 'LIST_SHRANK' } });
    expect((await hitsOf(world.anna.api, { schema: 'Person', names: ['Person Numberb'] })).length).toBeGreaterThan(0);
    const approve = (api: ApiClient, status: number): Promise<Answer> =>
      expectStatus(
        status,
        api.post(`/v1/watchlist-versions/${held.id}/approvals`, { reason: 'The register was closed' }),
      );
    expect((await approve(world.anna.api, 200)).body).toMatchObject({ status: 'HELD', approvals: 1 });
    await approve(world.anna.api, 409);
    await expectStatus(
      404,
      world.diego.api.post(`/v1/watchlist-versions/${held.id}/approvals`, { reason: 'No matter' }),
    );
  });

  const queued = (): Promise<any[]> =>
    asSuperuser(test.database.superuser, async (client) => {
      const sql = `SELECT round(extract(epoch FROM run_at - now()) / 3600)::int AS in_hours FROM graphile_worker._private_jobs WHERE key LIKE 'fetch %'`;
      return (await client.query(sql)).rows;
    });
  const payloadOf = (listId: string): Promise<any> =>
    asSuperuser(test.database.superuser, async (client) => {
      const sql =
        'SELECT created_by AS "userKey", owner_id AS "ownerKey", id AS "listId" FROM watchlists WHERE id = $1';
      return (await client.query(sql, [listId])).rows[0];
    });

  it('is fetched from an allowed source, and from no other', async () => {
    const { body: list } = await expectStatus(
      201,
      world.anna.api.post('/v1/watchlists', { code: 'WEB', title: 'From the web', sourceUrl: at('list.csv') }),
    );
    served = CSV;
    const { body } = await expectStatus(202, world.anna.api.post(`/v1/watchlists/${list.id}/fetches`, {}));
    expect(body).toMatchObject({ fileName: 'list.csv', sourceUrl: at('list.csv') });
    for (const url of [at('away'), 'http://169.254.169.254/latest', 'http://localhost/x', 'file:///etc/passwd']) {
      const answer = await world.anna.api.post(`/v1/watchlists/${list.id}/fetches`, { url });
      expect([400, 422]).toContain(answer.status);
    }
    const next = await queued();
    expect(next).toMatchObject([{ in_hours: 24 }]);
    served = '';
    await test.app.get(FetchWatchlistJob).run(await payloadOf(list.id));
    expect(await queued()).toHaveLength(1);
    const { body: down } = await expectStatus(422, world.anna.api.post(`/v1/watchlists/${list.id}/fetches`, {}));
    expect(down.code).toBe('SCREENING.SOURCE_UNAVAILABLE');
  });

  it('what is recorded is found as the one who searches may see it', async () => {
    const { body: entity } = await expectStatus(
      201,
      world.anna.api.post('/v1/entities', {
        schema: 'Person',
        statements: [{ prop: 'name', value: 'Toussaint Belony', source: 'Passport seen at the gate' }],
      }),
    );
    const query = { schema: 'Person', names: ['Belony Tousen'] };
    const [hit] = await hitsOf(world.anna.api, query, { casework: true });
    expect(hit.met).toMatchObject({ recordId: entity.id, kind: 'entity', caption: 'Toussaint Belony' });
    expect(await hitsOf(world.anna.api, query)).toEqual([]);
    expect(await hitsOf(world.paola.api, query, { casework: true })).toEqual([]);
    await expectStatus(
      201,
      world.anna.api.post('/v1/releases', {
        recordIds: [entity.id],
        audienceIds: ['01900000-0000-7000-8000-000000000001'],
        purpose: 'Panel investigation',
      }),
    );
    expect(await hitsOf(world.paola.api, query, { casework: true })).toHaveLength(1);
    expect(await hitsOf(world.diego.api, query, { casework: true })).toEqual([]);
  });

  it('a pair that could be one is suggested until it is judged', async () => {
    const record = async (name: string): Promise<string> => {
      const statements = [{ prop: 'name', value: name, source: 'Port register' }];
      return (await expectStatus(201, world.anna.api.post('/v1/entities', { schema: 'Person', statements }))).body.id;
    };
    const [one, other] = [await record('Dieudonné Saint-Vil'), await record('Sainvil Dieudonne')];
    const suggested = async (): Promise<any[]> =>
      (await expectStatus(200, world.anna.api.get(`/v1/entities/${one}/likenesses`))).body.items;
    expect(await suggested()).toMatchObject([{ id: other, caption: 'Sainvil Dieudonne', unsure: false }]);
    const judge = (decision: string): Promise<Answer> =>
      expectStatus(
        201,
        world.anna.api.post(`/v1/entities/${one}/judgements`, { otherId: other, decision, reason: 'Compared papers' }),
      );
    await judge('unsure');
    expect(await suggested()).toMatchObject([{ id: other, unsure: true }]);
    await judge('not_same');
    expect(await suggested()).toEqual([]);
  });

  it('the age of published lists is told to whoever asks for health', async () => {
    const list = await importedList(world.sonia.api, { code: 'PUB', title: 'For everybody', published: true }, CSV);
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // health is asked at most once a second
    const { body } = await expectStatus(200, test.anonymous.get('/health/ready'));
    expect(body.details.watchlists).toEqual([
      expect.objectContaining({ code: 'PUB', version: 1, ageHours: 0, checkedAt: expect.any(String) }),
    ]);
    expect(list.published).toBe(true);
    expect(await test.app.get(Metrics).registry.metrics()).toMatch(/^lambi_watchlist_age_seconds\{list="PUB"\} \d/m);
  });

  it.each([
    ['Creole', 'Person', 'Jimi Cherizye', 'HTi.001'],
    ['Creole', 'Organization', 'G9 an Fanmi e Alye', 'HTe.002'],
    ['Arabic', 'Person', 'فيتيلوم إينوسان', 'HTi.005'],
    ['Cyrillic', 'Person', 'Уилсон Жозеф', 'HTi.004'],
    ['Chinese', 'Person', '约翰逊·安德烈', 'HTi.002'],
    ['nobody’s, a bill’s party', 'LegalEntity', 'INNOCENT VITELHOM', 'HTi.005'],
  ])('a name in %s finds the right entry', async (_, schema, name, reference) => {
    haiti ??= await importedList(world.sonia.api, { code: 'HAITI', title: 'Haiti', published: true }, HAITI);
    const [hit] = await hitsOf(world.diego.api, { schema, names: [name] }, { listIds: [haiti!.id] });
    expect(hit?.met).toMatchObject({ list: 'HAITI', reference });
  });

  it('a list counts from the day of the listing on, and as it was worded then', async () => {
    const csv = (name: string): string =>
      `<CONSOLIDATED_LIST dateGenerated="2026-0${name.length % 9 || 1}-01T00:00:00Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>${name}</FIRST_NAME><SECOND_NAME>BELLEGARDE</SECOND_NAME><REFERENCE_NUMBER>HTi.900</REFERENCE_NUMBER><LISTED_ON>2024-05-01</LISTED_ON></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>`;
    const list = await importedList(world.anna.api, { code: 'DAYS', title: 'Day by day' }, csv('ODILON'));
    const query = { schema: 'Person', names: ['Odilon Bellegarde'] };
    const on = (onDate: string): Promise<any[]> => hitsOf(world.anna.api, query, { listIds: [list.id], onDate });
    expect(await on('2024-04-30')).toEqual([]);
    expect(await on('2024-05-01')).toHaveLength(1);
  });

  it.each([
    ['one letter', 'X', 'ONE_LETTER'],
    ['emoji alone', '🔫🔫', 'NO_LETTERS'],
    ['blanks', '   ', 'EMPTY'],
    ['10,000 characters', `Jimmy Cherizier ${'x'.repeat(9_980)}`, 'CUT'],
    ['bidi controls', 'Jimmy \u202EreizirehC', 'BIDI_CONTROL'],
    ['zero width', 'Jim\u200Bmy Cherizier', 'ZERO_WIDTH'],
  ])('a name of %s is answered with its flag', async (_, name, flag) => {
    const { body } = await expectStatus(
      200,
      world.anna.api.post('/v1/screening/match', { queries: [{ schema: 'Person', names: [name] }] }),
    );
    expect(body.answers[0].flags).toContain(flag);
  });

  it.each([
    ['an empty name', { queries: [{ schema: 'Person', names: [''] }] }, 400],
    ['a name too long', { queries: [{ schema: 'Person', names: ['x'.repeat(10_001)] }] }, 400],
    ['a weight nobody has', { queries: [{ schema: 'Person', names: ['A B'] }], weights: { luck: 3 } }, 400],
    ['a list nobody shows', { queries: [{ schema: 'Person', names: ['A B'] }], listIds: [newId()] }, 400],
  ])('%s is refused by name', async (_, body, status) => {
    const answer = await expectStatus(status, world.anna.api.post('/v1/screening/match', body));
    expect(answer.body.fields.length).toBeGreaterThan(0);
  });

  it('weights and threshold are the request’s', async () => {
    const query = { schema: 'Person', names: ['Jean Pierre'] };
    const loose = await hitsOf(world.anna.api, query, { threshold: 0.3 });
    const strict = await hitsOf(world.anna.api, query, { threshold: 1 });
    expect(loose.length).toBeGreaterThan(strict.length);
    const { body } = await expectStatus(200, world.anna.api.get('/v1/screening/algorithms'));
    expect(body.algorithms[0]).toMatchObject({ name: 'lambi-points', defaultThreshold: 0.7 });
  });

  it('a listed party is taken into casework, each value with the version that says so', async () => {
    haiti ??= await importedList(world.sonia.api, { code: 'HAITI', title: 'Haiti', published: true }, HAITI);
    const { body: page } = await expectStatus(
      200,
      world.anna.api.get(`/v1/watchlists/${haiti!.id}/entries?reference=HTi.001`),
    );
    const entry = page.items[0];
    const { body: entity } = await expectStatus(
      201,
      world.anna.api.post(`/v1/watchlist-entries/${entry.id}/entities`, {}),
    );
    expect(entity).toMatchObject({ schema: 'Person', caption: 'Jimmy Cherizier' });
    expect(entity.properties).toMatchObject({
      weakAlias: [{ value: 'Barbeque' }],
      birthDate: [{ value: '1977-03-30', source: 'Haiti, version 1' }],
      nationality: [{ value: 'HT' }],
    });
    expect(entity.properties.name[0].sourceListVersionId).toMatch(/^[0-9a-f-]{36}$/);
    const address = `/v1/entities/${entity.id}/listed-statements`;
    const { body: again } = await expectStatus(201, world.anna.api.post(address, { entryId: entry.id }));
    expect(again.properties.name).toHaveLength(1);
    const unknown = await expectStatus(400, world.anna.api.post(address, { entryId: newId() }));
    expect(unknown.body.fields).toMatchObject([{ pointer: '/entryId' }]);
  });

  it('a statement made from an own list is seen by whoever sees the list', async () => {
    const list = await importedList(world.anna.api, { code: 'SRC', title: 'Own source' }, CSV);
    const { body: page } = await expectStatus(200, world.anna.api.get(`/v1/watchlists/${list.id}/entries`));
    const taken = await expectStatus(
      201,
      world.anna.api.post(`/v1/watchlist-entries/${page.items[0].id}/entities`, {}),
    );
    const { id } = taken.body;
    const statements = [{ prop: 'name', value: 'J. B. Pierre', source: 'Port register' }];
    await expectStatus(
      201,
      world.anna.api.post(
        `/v1/entities/${id}/statements`,
        { statements },
        { headers: { 'if-match': taken.headers.get('etag')! } },
      ),
    );
    const terms = {
      recordIds: [id],
      audienceIds: ['01900000-0000-7000-8000-000000000001'],
      purpose: 'Panel investigation',
    };
    await expectStatus(201, world.anna.api.post('/v1/releases', terms));
    const { body } = await expectStatus(200, world.paola.api.get(`/v1/entities/${id}`));
    expect(body.caption).toBe('J. B. Pierre');
    expect(Object.keys(body.properties)).toEqual(['name']);
  });

  it('a list in FollowTheMoney lines is told from its content', async () => {
    const line = (id: string, name: string): string =>
      `${JSON.stringify({ id, schema: 'Vessel', properties: { name: [name], imoNumber: ['9074729'], flag: ['ht'] } })}\n`;
    const list = await importedList(world.anna.api, { code: 'FTM', title: 'Ships' }, line('v-1', 'Lady Gloria'));
    expect(list.version).toMatchObject({ format: 'FTM', counts: { entries: 1, individuals: 0, entities: 1 } });
    const ship = { schema: 'Vessel', names: ['Another Name'], identifiers: [{ kind: 'imo', value: 'IMO 9074729' }] };
    expect((await hitsOf(world.anna.api, ship, { listIds: [list.id] }))[0].met).toMatchObject({ sourceId: 'v-1' });
  });

  it('ten imports of one list take the room of one', async () => {
    const rows = (): Promise<number> =>
      asSuperuser(test.database.superuser, async (client) => {
        const sql = 'SELECT (SELECT count(*) FROM watchlist_contents) + (SELECT count(*) FROM finding_keys) AS n';
        return Number((await client.query(sql)).rows[0].n);
      });
    const list = await importedList(world.anna.api, { code: 'TEN', title: 'Ten times' }, CSV);
    const before = await rows();
    for (let n = 0; n < 10; n += 1) await sendList(world.anna.api, list.id, `${CSV}${'\n'.repeat(n + 1)}`, 202);
    expect(before).toBeGreaterThan(20);
    expect(await rows()).toBe(before);
  });

  it.each([
    [
      'an XML bomb',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>',
      'DOCTYPE_REFUSED',
    ],
    [
      'a broken element',
      '<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</INDIVIDUAL>',
      'MALFORMED',
    ],
    ['nothing', '', 'EMPTY'],
    ['a list of nobody', 'name,schema\n', 'NO_ENTRIES'],
  ])('%s is refused and the list stays as it is', async (_, file, code) => {
    const { body: lists } = await expectStatus(200, world.anna.api.get('/v1/watchlists'));
    const own = lists.items.find((each: any) => each.code === 'OWN');
    const answer = await world.anna.api.post(`/v1/watchlists/${own.id}/versions?fileName=x`, undefined, {
      raw: Buffer.from(file),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'SCREENING.NOT_A_LIST', reasons: [{ code }] });
    const { body: after } = await expectStatus(200, world.anna.api.get(`/v1/watchlists/${own.id}`));
    expect(after.live).toEqual(own.live);
  });

  withShared('the Consolidated List is published with exactly its counts and found across scripts', async () => {
    await expectStatus(403, world.anna.api.post('/v1/watchlists', { code: 'X', title: 'For all', published: true }));
    const list = await importedList(
      world.sonia.api,
      { code: 'UN_SC', title: 'Consolidated List', published: true },
      fs.readFileSync(shared, 'utf8'),
    );
    expect(list.version).toMatchObject({ status: 'LIVE', counts: { entries: 1003, individuals: 730, entities: 273 } });
    const { body } = await expectStatus(200, world.diego.api.get(`/v1/watchlists/${list.id}/entries?listType=Haiti`));
    expect(body.items).toHaveLength(11);
    for (const [names, schema, reference] of [
      [['Jimmy "Babekyou" Cherizye'], 'Person', 'HTi.001'],
      [['Вительом Иннocент'], 'Person', 'HTi.005'],
      [['فيتيلهوم إنوسنت'], 'Person', 'HTi.005'],
      [['G9 an Fanmi e Alye'], 'Organization', 'HTe.002'],
    ] as const) {
      const hits = await hitsOf(world.diego.api, { schema, names });
      expect([names, hits[0]?.met.reference]).toEqual([names, reference]);
    }
  });
});
