import fs from 'node:fs';
import path from 'node:path';
import { alertsOf, judge, runOf, runsOfRecord } from '../support/alerts';
import { type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { made } from '../support/resource-kind';
import { importedList, sendList } from '../support/watchlists';
import { PASSWORD, signIn, type World } from '../support/world';

const shared = path.resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data', 'lists/un-consolidated-2026-02-27.xml');
const withShared = fs.existsSync(shared) ? it : it.skip;

let test: TestApp;
let world: World;
/** Of Anna's organisation: one who may see all of it, one cleared for CONFIDENTIAL. */
let jean: ApiClient;
let marc: ApiClient;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  jean = await colleague('jean', 2);
  marc = await colleague('marc', 1);
});
afterAll(() => test?.close());

async function colleague(name: string, clearance: number): Promise<ApiClient> {
  const { organisationId } = world.anna;
  const user = { organisationId, email: `${name}@lambi.example`, displayName: name, roles: ['member_state_liaison'] };
  const { body } = await expectStatus(201, world.adele.api.post('/v1/users', { ...user, clearance }));
  const link = { token: body.setupLink.token, password: PASSWORD };
  await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
  return (await signIn(test.url, user.email, PASSWORD)).api;
}

const person = (names: readonly string[], more: object = {}): object => ({
  schema: 'Person',
  statements: names.map((value) => ({ prop: 'name', value, source: 'Passport' })),
  ...more,
});
const entity = (api: ApiClient, names: readonly string[], more: object = {}): Promise<string> =>
  made(api.post('/v1/entities', person(names, more)));
const HEAD = 'name,schema,aliases,birthDate,reference,notes\n';

describe('one entity and one list, from day to day', () => {
  let recordId: string;
  let listId: string;
  const day = (...lines: string[]): string => HEAD + lines.join('\n') + '\n';
  const LISTED = 'Dieuseul Mondésir,Person,,1984,D-1,';
  const OTHER = 'Ghislaine Toussaint,Person,,1970,D-2,';

  it('a record that is there before the list: the list opens the alert, with its version', async () => {
    recordId = await entity(world.anna.api, ['Mondesir Dieuseul']);
    await runsOfRecord(world.anna.api, recordId, 1);
    const list = await importedList(world.anna.api, { code: 'DAYS', title: 'From day to day' }, day(LISTED, OTHER));
    listId = list.id;
    const [alert] = await alertsOf(world.anna.api, recordId, 1);
    expect(alert).toMatchObject({
      state: 'OPEN',
      formerId: null,
      record: { id: recordId, kind: 'entity', pointer: '', caption: 'Mondesir Dieuseul' },
      entry: { list: 'DAYS', listVersion: 1, reference: 'D-1', caption: 'Dieuseul Mondésir' },
    });
    const { body, headers } = await expectStatus(200, world.anna.api.get(`/v1/alerts/${alert.id}`));
    expect(headers.get('etag')).toBe('"v1"');
    expect(body).toMatchObject({
      subjectValues: { schema: 'Person', names: [{ value: 'Mondesir Dieuseul' }] },
      entryValues: { names: [{ value: 'Dieuseul Mondésir', quality: 'main' }], birthDates: ['1984'] },
      judgements: [],
      former: [],
      changes: [],
    });
    const run = await runOf(world.anna.api, listId, 1);
    expect(run).toMatchObject({ id: alert.runId, cause: 'LIST_CHANGED', hits: 1, opened: 1 });
  });

  it('is dismissed, with who and why; a second judgement on what was read before is refused', async () => {
    const [alert] = await alertsOf(world.anna.api, recordId, 1);
    const { body } = await expectStatus(201, judge(world.anna.api, alert, 'dismiss', 'Born in 1991'));
    expect(body).toMatchObject({
      state: 'DISMISSED',
      version: 2,
      judgements: [{ decision: 'dismiss', reason: 'Born in 1991', judgedBy: 'anna' }],
    });
    await expectStatus(412, judge(jean, alert, 'confirm'));
    const { body: refused } = await expectStatus(409, judge(jean, { ...alert, version: 2 }, 'confirm'));
    expect(refused.code).toBe('SCREENING.NOT_IN_THIS_STATE');
    await expectStatus(
      428,
      world.anna.api.post(`/v1/alerts/${alert.id}/judgements`, { decision: 'reopen', reason: 'Not sure of it' }),
    );
  });

  it('stays dismissed when the list changes elsewhere, and where nothing is compared', async () => {
    const commented = `${LISTED}Last seen in Jacmel`;
    const { body } = await sendList(world.anna.api, listId, day(commented, OTHER.replace('1970', '1971')), 202);
    expect(body.changes).toMatchObject({ changed: 2 });
    const run = await runOf(world.anna.api, listId, 2);
    expect(run).toMatchObject({ afterVersion: 1, wordings: 2, hits: 1, opened: 0, superseded: 0, lapsed: 0 });
    expect(await alertsOf(world.anna.api, recordId, 1)).toMatchObject([{ state: 'DISMISSED' }]);
  });

  it('a new alias opens a new alert that names what was judged before, and on what', async () => {
    await sendList(world.anna.api, listId, day(LISTED.replace('Person,,', 'Person,Ti Seul Mondésir,'), OTHER), 202);
    const [fresh, before] = await alertsOf(world.anna.api, recordId, 2);
    expect(before).toMatchObject({ state: 'SUPERSEDED', endedBecause: 'VALUES_CHANGED' });
    expect(fresh).toMatchObject({ state: 'OPEN', formerId: before.id, entry: { listVersion: 3 }, judgement: null });
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/alerts/${fresh.id}`));
    expect(body.former).toMatchObject([
      {
        id: before.id,
        entryValues: { names: [{ value: 'Dieuseul Mondésir' }] },
        judgements: [{ reason: 'Born in 1991' }],
      },
    ]);
    expect(body.changes).toEqual([{ side: 'entry', field: 'names', added: ['Ti Seul Mondésir'], removed: [] }]);
    await expectStatus(409, judge(world.anna.api, before, 'dismiss'));
  });

  it('a new birth date of the entity does so too', async () => {
    const [open] = await alertsOf(world.anna.api, recordId, 2);
    await expectStatus(201, judge(world.anna.api, open, 'dismiss'));
    const statements = [{ prop: 'birthDate', value: '1984-02-02', source: 'Register' }];
    const headers = { 'if-match': '"v1"' };
    await expectStatus(201, world.anna.api.post(`/v1/entities/${recordId}/statements`, { statements }, { headers }));
    const [fresh] = await alertsOf(world.anna.api, recordId, 3);
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/alerts/${fresh.id}`));
    expect(body).toMatchObject({
      state: 'OPEN',
      formerId: open.id,
      changes: [{ side: 'subject', field: 'birthDates', added: ['1984-02-02'], removed: [] }],
    });
  });

  it('lapses when the entry is delisted; listed again, it is a hit nobody has judged', async () => {
    await sendList(world.anna.api, listId, day(OTHER), 202);
    expect(await runOf(world.anna.api, listId, 4)).toMatchObject({ lapsed: 1, opened: 0 });
    const [lapsed] = await alertsOf(world.anna.api, recordId, 3);
    expect(await alertsOf(world.anna.api, recordId, 3)).toContainEqual(
      expect.objectContaining({ state: 'LAPSED', endedBecause: 'DELISTED' }),
    );
    expect(lapsed.state).not.toBe('OPEN');
    await sendList(world.anna.api, listId, day(LISTED, OTHER), 202);
    const [again] = await alertsOf(world.anna.api, recordId, 4);
    expect(again).toMatchObject({ state: 'OPEN', entry: { listVersion: 5 } });
    expect(again.formerId).not.toBeNull();
  });
});

describe('an old check', () => {
  it('never hides a new hit: nothing on day 1, a hit on day 2, without a change of the record', async () => {
    const recordId = await entity(world.anna.api, ['Exilien Vilbrun']);
    const list = await importedList(
      world.anna.api,
      { code: 'DAY2', title: 'Day 2' },
      `${HEAD}Somebody Else,Person,,,X-1,\n`,
    );
    await runOf(world.anna.api, list.id, 1);
    expect(await alertsOf(world.anna.api, recordId, 0)).toEqual([]);
    await sendList(world.anna.api, list.id, `${HEAD}Somebody Else,Person,,,X-1,\nVilbrun Exilien,Person,,,X-2,\n`, 202);
    expect(await alertsOf(world.anna.api, recordId, 1)).toMatchObject([
      { state: 'OPEN', entry: { listVersion: 2, reference: 'X-2' } },
    ]);
    expect(await runOf(world.anna.api, list.id, 2)).toMatchObject({ wordings: 1, pairs: 1, opened: 1 });
  });

  it('is not asked for again: a change of one record or one entry looks at that one only', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `Renel${'abcdefghijkl'[at]} Fleurantin`);
    const rows = names.map((name, at) => `${name},Person,,,N-${at},`).join('\n');
    const list = await importedList(world.anna.api, { code: 'ONLY', title: 'Only what changed' }, `${HEAD}${rows}\n`);
    await runOf(world.anna.api, list.id, 1);
    await sendList(
      world.anna.api,
      list.id,
      `${HEAD}${rows.replace('Renelc Fleurantin,Person,,,', 'Renelc Fleurantin,Person,,1975,')}\n`,
      202,
    );
    expect(await runOf(world.anna.api, list.id, 2)).toMatchObject({ afterVersion: 1, wordings: 1, goesBy: 'WORDINGS' });
    const recordId = await entity(world.anna.api, ['Nobody Known']);
    const [run] = await runsOfRecord(world.anna.api, recordId, 1);
    expect(run).toMatchObject({ cause: 'RECORD_CHANGED', subjects: 1, wordings: 0, hits: 0, opened: 0 });
  });
});

describe('four eyes', () => {
  it('one person proposes, another confirms or refuses', async () => {
    await importedList(world.anna.api, { code: 'FOUR', title: 'Four eyes' }, `${HEAD}Altidor Pétuel,Person,,,F-1,\n`);
    const recordId = await entity(world.anna.api, ['Petuel Altidor']);
    const [alert] = await alertsOf(world.anna.api, recordId, 1);
    const { body: proposed } = await expectStatus(201, judge(world.anna.api, alert, 'confirm'));
    expect(proposed.state).toBe('CONFIRM_PROPOSED');
    const { body: refused } = await expectStatus(403, judge(world.anna.api, proposed, 'confirm'));
    expect(refused.code).toBe('SCREENING.SECOND_PERSON_NEEDED');
    const { body: open } = await expectStatus(201, judge(jean, proposed, 'reopen', 'Another mother’s name'));
    expect(open.state).toBe('OPEN');
    const { body: again } = await expectStatus(201, judge(jean, open, 'confirm'));
    const { body: confirmed } = await expectStatus(201, judge(world.anna.api, again, 'confirm'));
    expect(confirmed.state).toBe('CONFIRMED');
    expect(confirmed.judgements.map(({ decision, judgedBy }: any) => `${judgedBy} ${decision}`)).toEqual([
      'anna confirm',
      'jean reopen',
      'jean confirm',
      'anna confirm',
    ]);
  });
});

describe('the queue', () => {
  it('has what waits first, each page going on where the last one ended', async () => {
    const rows = ['Anite Laguerre', 'Benita Laguerre', 'Célianne Laguerre'].map((name) => `${name},Person,,,Q-1,\n`);
    const list = await importedList(world.anna.api, { code: 'QUEUE', title: 'Queue' }, HEAD + rows.join(''));
    const ids = [];
    for (const name of ['Anite Laguerre', 'Benita Lagere', 'Celianne Laguerre']) {
      const recordId = await entity(world.anna.api, [name]);
      ids.push((await alertsOf(world.anna.api, recordId, 1))[0].id);
    }
    const first = await expectStatus(200, world.anna.api.get(`/v1/alerts/${ids[0]}`));
    await expectStatus(201, judge(world.anna.api, first.body, 'dismiss'));
    const seen: any[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/v1/alerts?listId=${list.id}&limit=1${cursor && `&cursor=${cursor}`}`;
      const { body } = await expectStatus(200, world.anna.api.get(path));
      seen.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(seen.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(seen.map(({ state }) => state)).toEqual(['OPEN', 'OPEN', 'DISMISSED']);
    expect(seen[0].score).toBeGreaterThanOrEqual(seen[1].score);
    const { body: best } = await expectStatus(
      200,
      world.anna.api.get(`/v1/alerts?listId=${list.id}&minScore=${seen[0].score}`),
    );
    expect(best.items.map(({ id }: any) => id)).toContain(seen[0].id);
    const { body: open } = await expectStatus(200, world.anna.api.get(`/v1/alerts?listId=${list.id}&state=OPEN`));
    expect(open.items).toHaveLength(2);
    for (const wrong of ['state=NEW', 'minScore=2', 'minScore=x', 'listId=7', 'order=score'])
      await expectStatus(400, world.anna.api.get(`/v1/alerts?${wrong}`));
  });

  it('another party of the same name is a hit of its own, and is shown with what was judged of the first', async () => {
    await importedList(world.anna.api, { code: 'ALIKE', title: 'Alike' }, `${HEAD}Théophile Estimable,Person,,,A-1,\n`);
    const first = await entity(world.anna.api, ['Theophile Estimable']);
    const [judged] = await alertsOf(world.anna.api, first, 1);
    await expectStatus(201, judge(world.anna.api, judged, 'dismiss', 'A baker of Les Cayes'));
    const second = await entity(world.anna.api, ['Theophile Estimable']);
    const [alert] = await alertsOf(world.anna.api, second, 1);
    expect(alert).toMatchObject({ state: 'OPEN', formerId: null });
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/alerts/${alert.id}`));
    expect(body.alike).toMatchObject([{ id: judged.id, judgements: [{ reason: 'A baker of Les Cayes' }] }]);
    const { body: other } = await expectStatus(200, world.anna.api.get(`/v1/alerts/${judged.id}`));
    expect(other.alike).toEqual([]);
  });

  it('bad judgements name what is wrong with them', async () => {
    const recordId = await entity(world.anna.api, ['Theophile Estimable']);
    const [alert] = await alertsOf(world.anna.api, recordId, 1);
    for (const [decision, reason] of [
      ['CONFIRMED', 'Because of it'],
      ['dismiss', ''],
      ['dismiss', 'x'.repeat(2001)],
    ] as const) {
      const { body } = await expectStatus(400, judge(world.anna.api, alert, decision, reason));
      expect(body.fields[0].pointer).toMatch(/decision|reason/);
    }
    const { body: unsure } = await expectStatus(
      201,
      judge(world.anna.api, alert, 'unsure', 'The photograph is blurred'),
    );
    expect(unsure).toMatchObject({ state: 'OPEN', version: 2, judgement: { decision: 'unsure' } });
    await expectStatus(403, world.sonia.api.get('/v1/alerts'));
    await expectStatus(404, judge(world.sonia.api, unsure, 'dismiss'));
  });
});

describe('the Consolidated List', () => {
  withShared('alerts on what was recorded before it, in another script, with the reference of the entry', async () => {
    const recordId = await entity(world.anna.api, ['فيتيلهوم إنوسنت']);
    const stranger = await entity(world.anna.api, ['Marie-Thérèse Desruisseaux']);
    const title = { code: 'UN_SC', title: 'Consolidated List', published: true };
    const { id } = await importedList(world.sonia.api, title, fs.readFileSync(shared, 'utf8'));
    const [alert] = await alertsOf(world.anna.api, recordId, 1);
    expect(alert).toMatchObject({ entry: { list: 'UN_SC', listVersion: 1, reference: 'HTi.005', listType: 'Haiti' } });
    await runOf(world.anna.api, id, 1);
    expect(await alertsOf(world.anna.api, stranger, 0)).toEqual([]);
  });
});

describe('the wall', () => {
  it('a published list reaches every organisation, and each sees its own alert alone', async () => {
    const ours = await entity(world.anna.api, ['Wilner Casséus']);
    const theirs = await entity(world.diego.api, ['Wilner Casseus']);
    const title = { code: 'ALL', title: 'For everybody', published: true };
    await importedList(world.sonia.api, title, `${HEAD}Wilner Casséus,Person,,,P-1,\n`);
    const [hers] = await alertsOf(world.anna.api, ours, 1);
    const [his] = await alertsOf(world.diego.api, theirs, 1);
    expect(hers.id).not.toBe(his.id);
    for (const [api, id] of [
      [world.diego.api, hers.id],
      [world.anna.api, his.id],
      [world.paola.api, his.id],
    ] as const) {
      await expectStatus(404, api.get(`/v1/alerts/${id}`));
      await expectStatus(404, judge(api, { id, version: 1 }, 'dismiss'));
    }
    expect(await alertsOf(world.diego.api, ours, 0)).toEqual([]);
  });

  it('an own list alerts nobody else', async () => {
    const theirs = await entity(world.diego.api, ['Fénel Guerrier']);
    const list = await importedList(
      world.anna.api,
      { code: 'OWN-1', title: 'Own' },
      `${HEAD}Fénel Guerrier,Person,,,O-1,\n`,
    );
    await runOf(world.anna.api, list.id, 1);
    const { body } = await expectStatus(200, world.diego.api.get('/v1/screening/runs?limit=200'));
    expect(body.items.filter(({ listId }: any) => listId === list.id)).toEqual([]);
    expect(await alertsOf(world.diego.api, theirs, 0)).toEqual([]);
  });

  it('who a record is released to sees no alert about it', async () => {
    await importedList(world.anna.api, { code: 'REL', title: 'Released' }, `${HEAD}Osner Dorvilus,Person,,,R-1,\n`);
    const recordId = await entity(world.anna.api, ['Osner Dorvilus']);
    const [alert] = await alertsOf(world.anna.api, recordId, 1);
    const release = { recordIds: [recordId], audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
    await expectStatus(201, world.anna.api.post('/v1/releases', release));
    await expectStatus(200, world.paola.api.get(`/v1/entities/${recordId}`));
    expect(await alertsOf(world.paola.api, recordId, 0)).toEqual([]);
    await expectStatus(404, world.paola.api.get(`/v1/alerts/${alert.id}`));
  });

  it('what counted and stands on a hidden source alone hides the alert, however the source writes it', async () => {
    const secret = await entity(world.anna.api, ['Informant Seven'], { classification: 'STRICTLY_CONFIDENTIAL' });
    const statements = [
      { prop: 'name', value: 'Augustin Wright', source: 'Passport' },
      { prop: 'nationality', value: 'US', source: 'Interview', sourceRecordId: secret },
    ];
    const recordId = await made(world.anna.api.post('/v1/entities', { schema: 'Person', statements }));
    const list = 'name,schema,country\nAugustin Wright,Person,HT\n';
    await importedList(world.anna.api, { code: 'HIDDEN', title: 'Hidden' }, list);
    const [alert] = await alertsOf(world.anna.api, recordId, 1);
    expect(alert.features).toContainEqual(expect.objectContaining({ name: 'countryDiffers', query: 'US' }));
    await expectStatus(200, marc.get(`/v1/entities/${recordId}`));
    await expectStatus(404, marc.get(`/v1/alerts/${alert.id}`));
  });

  it('a colleague sees neither the alert nor its count where he does not see the record', async () => {
    const list = await importedList(
      world.anna.api,
      { code: 'SECRET', title: 'Secret' },
      `${HEAD}Nobody Yet,Person,,,S-1,\n`,
    );
    await runOf(world.anna.api, list.id, 1);
    const recordId = await entity(world.anna.api, ['Rosemond Jabouin'], { classification: 'STRICTLY_CONFIDENTIAL' });
    await runsOfRecord(world.anna.api, recordId, 1);
    await sendList(world.anna.api, list.id, `${HEAD}Nobody Yet,Person,,,S-1,\nJabouin Rosemond,Person,,,S-2,\n`, 202);
    const [alert] = await alertsOf(world.anna.api, recordId, 1);
    expect(await runOf(world.anna.api, list.id, 2)).toMatchObject({ subjects: 1, pairs: 1, hits: 1, opened: 1 });
    expect(await runOf(marc, list.id, 2)).toMatchObject({ subjects: 0, pairs: 0, hits: 0, opened: 0 });
    await expectStatus(404, marc.get(`/v1/alerts/${alert.id}`));
    await expectStatus(404, judge(marc, alert, 'dismiss'));
    const { body } = await expectStatus(200, marc.get('/v1/screening/runs?limit=200'));
    expect(body.items.filter((run: any) => run.recordId === recordId)).toEqual([]);
  });
});
