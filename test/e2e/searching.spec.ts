import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { made } from '../support/resource-kind';
import { importedList, sendList } from '../support/watchlists';
import { PASSWORD, signIn, type World } from '../support/world';

/* What a search gives when lists and records have a past: names that are hidden, entries that came and went, files that come again. */
let test: TestApp;
let world: World;
let source: Server;
const at = (what: string): string => `http://127.0.0.1:${(source.address() as AddressInfo).port}/${what}`;
beforeAll(async () => {
  source = createServer((_, response) => {
    response.writeHead(200, { 'content-length': 10_000 }).write('name,schema\nHalf Way,Person\n');
    setTimeout(() => response.destroy(), 100);
  });
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
  test = await startTestApp({ WATCHLIST_HOSTS: [at('').slice(0, -1)] });
  world = await test.world();
});
afterAll(async () => {
  await test?.close();
  source?.close();
});

const answered = async (api: ApiClient, query: object, more: object = {}): Promise<any> =>
  (await expectStatus(200, api.post('/v1/screening/match', { queries: [query], ...more }))).body.answers[0];
const csv = (names: readonly string[], reference = 'R'): string =>
  `name,schema,reference\n${names.map((name, at) => `${name},Person,${reference}-${at}\n`).join('')}`;
const several = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `Person Number${'abcdefghijklmnopqrstuvwxyz'[at % 26]}${at}`);

describe('casework', () => {
  it('a name whose source is hidden finds nobody, not even as a near miss', async () => {
    const hidden = await made(
      world.anna.api.post('/v1/entities', {
        schema: 'Person',
        statements: [{ prop: 'name', value: 'Informant Number Seven', source: 'Interview' }],
      }),
    );
    const recordId = await made(
      world.anna.api.post('/v1/entities', {
        schema: 'Person',
        statements: [
          { prop: 'name', value: 'Marie-Josette Lafontant', source: 'Passport' },
          { prop: 'alias', value: 'Zorobabel Quintus', source: 'Interview', sourceRecordId: hidden },
        ],
      }),
    );
    const terms = { recordIds: [recordId], audienceIds: ['01900000-0000-7000-8000-000000000001'] };
    await expectStatus(201, world.anna.api.post('/v1/releases', { ...terms, purpose: 'Panel investigation' }));
    const query = { schema: 'Person', names: ['Zorobabel Quintus'] };
    const wide = { casework: true, nearMisses: 10 };
    expect((await answered(world.anna.api, query, wide)).hits).toMatchObject([{ met: { recordId } }]);
    const known = { schema: 'Person', names: ['Lafontant Marie Josette'] };
    expect((await answered(world.paola.api, known, wide)).hits).toMatchObject([{ met: { recordId } }]);
    for (const threshold of [0, 0.7, 1])
      expect(await answered(world.paola.api, query, { ...wide, threshold })).toMatchObject({
        hits: [],
        nearMisses: [],
      });
  });

  it('a name that is recorded a hundred times does not hide the list', async () => {
    const others = several(40).map((name) => name.replace(/\d/g, '').slice('Person '.length));
    const decoys = others.flatMap((other) => [`Nikola ${other}`, `${other} Diplesi`]);
    const list = csv(['Nikola Diplesi', ...decoys]).replace('reference\n', 'reference,birthDate\n');
    // The recorded ones are born on another day: the listed one is the best of all that are looked at.
    const crowd = { code: 'CROWD', title: 'Crowd' };
    await importedList(world.anna.api, crowd, list.replace('R-0\n', 'R-0,1970-01-01\n'));
    const lines = Array.from({ length: 100 }, (_, at) =>
      JSON.stringify({
        id: `n${at}`,
        schema: 'Person',
        properties: { name: ['Nicolas Duplessis'], birthDate: ['1950-05-05'] },
      }),
    );
    await expectStatus(
      201,
      world.anna.api.post('/v1/entities/imports?source=Register', undefined, {
        raw: Buffer.from(`${lines.join('\n')}\n`),
        headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': 'crowd-of-a-hundred' },
      }),
    );
    const query = { schema: 'Person', names: ['Nicolas Duplessis'], birthDates: ['1970-01-01'] };
    const listed = async (more: object): Promise<string[]> =>
      (await answered(world.anna.api, query, { limit: 50, threshold: 0.6, nearMisses: 10, ...more })).hits.flatMap(
        (hit: any) => hit.met.reference ?? [],
      );
    expect(await listed({})).toContain('R-0');
    expect(await listed({ casework: true })).toContain('R-0');
  });
});

describe('lists with a past', () => {
  it('entries that are off the list take no place from one of the same name', async () => {
    const others = several(70);
    const before = `${csv(others, 'O')}${csv(
      Array.from({ length: 70 }, () => 'Odilon Bellegarde'),
      'A',
    )
      .split('\n')
      .slice(1)
      .join('\n')}`;
    const list = await importedList(world.anna.api, { code: 'CHURN', title: 'New numbers' }, before);
    const after = await sendList(world.anna.api, list.id, `${csv(others, 'O')}Odilon Bellegarde,Person,B-1\n`, 202);
    expect(after.body.changes).toMatchObject({ added: 1, unchanged: 70, delisted: 70 });
    const { hits } = await answered(
      world.anna.api,
      { schema: 'Person', names: ['Odilon Bellegarde'] },
      { listIds: [list.id] },
    );
    expect(hits).toMatchObject([{ met: { reference: 'B-1' } }]);
  });

  it('between a removal and a new listing an entry was not in force', async () => {
    const xml = (day: string, ...names: string[]): string =>
      `<CONSOLIDATED_LIST dateGenerated="${day}T00:00:00Z"><INDIVIDUALS>${names
        .map(
          (name) =>
            `<INDIVIDUAL><DATAID>${name.length}</DATAID><FIRST_NAME>${name}</FIRST_NAME><SECOND_NAME>BELLEGARDE</SECOND_NAME><REFERENCE_NUMBER>HTi.9${name.length}</REFERENCE_NUMBER><LISTED_ON>2024-05-01</LISTED_ON></INDIVIDUAL>`,
        )
        .join('')}</INDIVIDUALS></CONSOLIDATED_LIST>`;
    const list = await importedList(world.anna.api, { code: 'GAP', title: 'Gap' }, xml('2025-01-01', 'ODILON', 'ANNE'));
    await sendList(world.anna.api, list.id, xml('2025-06-01', 'ANNE'), 202);
    const { body } = await sendList(world.anna.api, list.id, xml('2025-12-01', 'ODILON', 'ANNE'), 202);
    expect(body.changes).toMatchObject({ relisted: 1, unchanged: 1 });
    const on = async (onDate: string): Promise<number> => {
      const query = { schema: 'Person', names: ['Odilon Bellegarde'] };
      return (await answered(world.anna.api, query, { listIds: [list.id], onDate })).hits.length;
    };
    expect(await on('2024-06-01')).toBe(1);
    expect(await on('2025-05-31')).toBe(1);
    expect(await on('2025-06-01')).toBe(0);
    expect(await on('2025-11-30')).toBe(0);
    expect(await on('2025-12-01')).toBe(1);
  });
});

describe('files of a list', () => {
  it('a held version goes live with the word of a second person, and not before', async () => {
    const { organisationId } = world.anna;
    const jean = { organisationId, email: 'jean@lambi.example', displayName: 'jean', roles: ['member_state_liaison'] };
    const { body: user } = await expectStatus(201, world.adele.api.post('/v1/users', { ...jean, clearance: 2 }));
    const link = { token: user.setupLink.token, password: PASSWORD };
    await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
    const { api } = await signIn(test.url, jean.email, PASSWORD);
    const list = await importedList(world.anna.api, { code: 'TWO', title: 'Two persons' }, csv(several(20)));
    const { body: held } = await sendList(world.anna.api, list.id, csv(several(2)), 202);
    expect(held).toMatchObject({ status: 'HELD' });
    const approve = (by: ApiClient, status: number): Promise<Answer> =>
      expectStatus(status, by.post(`/v1/watchlist-versions/${held.id}/approvals`, { reason: 'The register closed' }));
    expect((await approve(world.anna.api, 200)).body).toMatchObject({ status: 'HELD', approvals: 1 });
    await approve(world.anna.api, 409);
    await approve(api, 200);
    for (const deadline = Date.now() + 90_000; Date.now() < deadline;) {
      const { body } = await expectStatus(200, api.get(`/v1/watchlist-versions/${held.id}`));
      if (body.status === 'LIVE') return expect(body.changes).toMatchObject({ unchanged: 2, delisted: 18 });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('it never went live');
  });

  it('a file that a newer version left behind is a new version when it comes again', async () => {
    const list = await importedList(world.anna.api, { code: 'AGAIN', title: 'Again' }, csv(several(20)));
    const small = csv(several(1));
    const { body: held } = await sendList(world.anna.api, list.id, small, 202);
    expect(held.status).toBe('HELD');
    await sendList(world.anna.api, list.id, csv(several(5)), 202);
    const { body } = await sendList(world.anna.api, list.id, small, 202);
    expect(body).toMatchObject({ status: 'LIVE', changes: { unchanged: 1, delisted: 4 } });
    expect(body.id).not.toBe(held.id);
  });

  it('a file of another list, of whatever length, is held like one that shrank', async () => {
    const list = await importedList(world.anna.api, { code: 'OTHER', title: 'Another list' }, csv(several(20)));
    const { body } = await sendList(world.anna.api, list.id, csv(several(60), 'Q'), 202);
    expect(body).toMatchObject({ status: 'HELD', fault: { code: 'LIST_SHRANK' } });
    const { body: after } = await expectStatus(200, world.anna.api.get(`/v1/watchlists/${list.id}`));
    expect(after.live).toMatchObject({ number: 1, entries: 20 });
  });

  it('a source that breaks off is unavailable, and the list stays', async () => {
    const list = await importedList(
      world.anna.api,
      { code: 'CUT', title: 'Cut', sourceUrl: at('list.csv') },
      csv(several(3)),
    );
    const { body } = await expectStatus(422, world.anna.api.post(`/v1/watchlists/${list.id}/fetches`, {}));
    expect(body.code).toBe('SCREENING.SOURCE_UNAVAILABLE');
  });
});
