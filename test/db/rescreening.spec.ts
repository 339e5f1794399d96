import { ActorsRepository, organisationActor } from '../../src/modules/access';
import { AuditTrail } from '../../src/modules/audit';
import { ListBatches } from '../../src/modules/screening/rescreening/list-batches.service';
import { ListScreening } from '../../src/modules/screening/rescreening/list-screening.service';
import type { ListBehind } from '../../src/modules/screening/rescreening/screening-run.types';
import { ScreeningRuns } from '../../src/modules/screening/rescreening/screening-runs.repository';
import { ScreenCaseworkJob } from '../../src/modules/screening/rescreening/screen-casework.job';
import { ScreeningSubjects, SubjectScreening } from '../../src/modules/screening';
import { WatchlistImport } from '../../src/modules/screening/watchlists/watchlist-import.service';
import type { Actor } from '../../src/platform/context/actor';
import { DomainEvents } from '../../src/platform/events/domain-events';
import { asSuperuser } from '../../src/platform/database/provision';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { made } from '../support/resource-kind';
import { PASSWORD, signIn, type World } from '../support/world';

/* Without a worker: each job is run here, as often and as badly as a queue would. */
let test: TestApp;
let world: World;
let anna: Actor;
beforeAll(async () => {
  test = await startTestApp({}, { worker: false });
  world = await test.world();
  anna = await actorOf('HT-AGD');
});
afterAll(() => test?.close());

const behind = async (text: string, values: unknown[] = []): Promise<any[]> =>
  asSuperuser(test.database.superuser, async (client) => (await client.query(text, values)).rows as never);
const job = (): ScreenCaseworkJob => test.app.get(ScreenCaseworkJob, { strict: false });

async function actorOf(code: string): Promise<Actor> {
  const [{ key }] = await behind('SELECT key FROM organisations WHERE code = $1', [code]);
  return organisationActor((await test.app.get(ActorsRepository, { strict: false }).byOrganisation(key))!);
}
const screen = async (code: string): Promise<void> =>
  job().organisation({ ownerKey: (await actorOf(code)).organisationKey });
const record = (key: number): Promise<void> => job().records({ ownerKey: anna.organisationKey, recordKeys: [key] });

const entity = (api: ApiClient, name: string, more: object = {}): Promise<string> =>
  made(
    api.post('/v1/entities', {
      schema: 'Person',
      statements: [{ prop: 'name', value: name, source: 'Passport', ...more }],
    }),
  );
const keyOf = async (id: string): Promise<number> =>
  Number((await behind('SELECT key FROM records WHERE id = $1', [id]))[0].key);

/** A version of a list, imported as its worker would. */
async function send(api: ApiClient, listId: string, names: readonly string[]): Promise<void> {
  const raw = Buffer.from(`name,schema\n${names.map((name) => `${name},Person\n`).join('')}`);
  const headers = { 'content-type': 'application/octet-stream' };
  const path = `/v1/watchlists/${listId}/versions?fileName=list.csv`;
  const { body } = await expectStatus(202, api.post(path, undefined, { raw, headers }));
  const [{ owner_id }] = await behind('SELECT owner_id FROM watchlists WHERE id = $1', [listId]);
  const row = (await test.app.get(ActorsRepository, { strict: false }).byOrganisation(owner_id))!;
  const [{ user_key }] = await behind('SELECT received_by AS user_key FROM watchlist_versions WHERE id = $1', [
    body.id,
  ]);
  await test.app.get(WatchlistImport, { strict: false }).run({ ...organisationActor(row), userKey: user_key }, body.id);
}
async function list(api: ApiClient, code: string, names: readonly string[], more: object = {}): Promise<string> {
  const id = await made(api.post('/v1/watchlists', { code, title: code, ...more }));
  await send(api, id, names);
  return id;
}
const alerts = (listId: string): Promise<any[]> =>
  behind(
    `SELECT a.state, r.id AS record, a.level FROM alerts a JOIN watchlists w ON w.key = a.list_key JOIN records r ON r.key = a.record_key
      WHERE w.id = $1 ORDER BY a.id`,
    [listId],
  );
const runs = (listId: string): Promise<any[]> =>
  behind(
    `SELECT s.state, s.goes_by, s.wordings, v.number AS version, c.* FROM screening_runs s JOIN watchlists w ON w.key = s.list_key
       JOIN watchlist_versions v ON v.key = s.version_key
       LEFT JOIN LATERAL (SELECT sum(n.subjects)::int AS subjects, sum(n.pairs)::int AS pairs, sum(n.hits)::int AS hits, sum(n.opened)::int AS opened
         FROM screening_run_counts n WHERE n.run_id = s.id) c ON true
      WHERE w.id = $1 AND s.owner_id = $2 ORDER BY v.number`,
    [listId, anna.organisationKey],
  );
const letter = (at: number): string =>
  String.fromCharCode(97 + (at % 26)) + String.fromCharCode(97 + Math.floor(at / 26));

it('a change asks for one screening in its own transaction, however often it comes', async () => {
  const id = await entity(world.anna.api, 'Sylvio Nérestant');
  for (const version of [1, 2]) {
    const statements = [{ prop: 'alias', value: `Ti Syl ${'ab'[version - 1]}`, source: 'Neighbour' }];
    const headers = { 'if-match': `"v${version}"` };
    await expectStatus(201, world.anna.api.post(`/v1/entities/${id}/statements`, { statements }, { headers }));
  }
  const waiting = await behind(`SELECT j.key FROM graphile_worker.jobs j WHERE j.key = $1`, [
    `screening.record.${await keyOf(id)}`,
  ]);
  expect(waiting).toHaveLength(1);
});

it('records that one transaction changes are few jobs, and the log says that the system screened them', async () => {
  const names = Array.from({ length: 3 }, (_, at) => `Lubin Saintyl ${letter(at)}`);
  const keys = await Promise.all(names.map(async (name) => keyOf(await entity(world.anna.api, name))));
  const count = async (): Promise<number> =>
    (
      await behind(
        `SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'screening.screen_records'`,
      )
    )[0].n;
  const before = await count();
  await test.app.get(UnitOfWork).write(anna, async () => {
    test.app.get(AuditTrail, { strict: false }).append({ name: 'entity.updated' });
    const events = test.app.get(DomainEvents, { strict: false });
    for (let at = 0; at < 900; at += 1) await events.emit('entities.changed', { recordKey: keys[at % 3]! });
    for (let at = 0; at < 900; at += 1) await events.emit('entities.changed', { recordKey: 1_000_000_000_000 + at });
  });
  expect(await count()).toBe(before + 3);
  await job().records({ ownerKey: anna.organisationKey, recordKeys: keys });
  const [leaf] = await behind(
    `SELECT convert_from(payload, 'UTF8')::jsonb AS said FROM audit_leaves WHERE log_id = $1 ORDER BY key DESC LIMIT 1`,
    [anna.organisationKey],
  );
  expect(leaf.said).toMatchObject({
    action: 'screening.progressed',
    actor: { organisation: anna.organisationId, user: anna.userId, credential: 'system' },
  });
  const [run] = await behind('SELECT cause FROM screening_runs ORDER BY started_at DESC, id DESC LIMIT 1');
  expect(run).toEqual({ cause: 'BATCH' });
});

it('two screenings at once open one alert', async () => {
  const id = await entity(world.anna.api, 'Hérold Jeudy');
  const listId = await list(world.anna.api, 'TWICE', ['Herold Jeudy']);
  const key = await keyOf(id);
  await Promise.all([record(key), screen('HT-AGD'), record(key), screen('HT-AGD'), record(key)]);
  expect(await alerts(listId)).toEqual([{ state: 'OPEN', record: id, level: 1 }]);
  expect(await runs(listId)).toMatchObject([{ state: 'FINISHED', version: 1 }]);
});

it('a run that is killed goes on behind its last batch, and looks at nothing twice', async () => {
  const first = await entity(world.anna.api, 'Marcellin Bélizaire');
  const last = await entity(world.anna.api, 'Octavien Pressoir');
  const many = Array.from({ length: 450 }, (_, at) => `Zzu${letter(at)} Qqo${letter(at + 7)}`);
  const listId = await list(world.anna.api, 'KILLED', ['Nobody Whosoever']);
  await screen('HT-AGD');
  await send(world.anna.api, listId, ['Nobody Whosoever', 'Marcellin Bélizaire', ...many, 'Octavien Pressoir']);
  const batches = test.app.get(ListBatches, { strict: false });
  const next = batches.next.bind(batches);
  let batch = 0;
  const killed = jest.spyOn(batches, 'next').mockImplementation(async (run) => {
    const more = await next(run);
    if ((batch += 1) === 2) throw new Error('killed before its commit');
    return more;
  });
  await expect(screen('HT-AGD')).rejects.toThrow('not every list');
  killed.mockRestore();
  expect((await alerts(listId)).map((alert) => alert.record)).toEqual([first]);
  expect((await runs(listId))[1]).toMatchObject({ state: 'RUNNING', wordings: 452, opened: 1 });
  await screen('HT-AGD');
  expect((await alerts(listId)).map((alert) => alert.record)).toEqual([first, last]);
  expect((await runs(listId))[1]).toMatchObject({ state: 'FINISHED', wordings: 452, opened: 2, hits: 2 });
  await screen('HT-AGD');
  expect(await runs(listId)).toHaveLength(2);
});

it('a version that overtakes a killed run takes what that one left', async () => {
  const id = await entity(world.anna.api, 'Ermite Saintilus');
  const listId = await list(world.anna.api, 'OVERTAKEN', ['Nobody Whosoever']);
  await screen('HT-AGD');
  await send(world.anna.api, listId, ['Nobody Whosoever', 'Ermite Saintilus']);
  const failing = jest
    .spyOn(test.app.get(ListBatches, { strict: false }), 'next')
    .mockRejectedValue(new Error('killed'));
  await expect(screen('HT-AGD')).rejects.toThrow('not every list');
  failing.mockRestore();
  await send(world.anna.api, listId, ['Nobody Whosoever', 'Ermite Saintilus', 'Somebody Later']);
  await screen('HT-AGD');
  expect((await alerts(listId)).map((alert) => alert.record)).toEqual([id]);
  expect(await runs(listId)).toMatchObject([
    { version: 1, state: 'FINISHED' },
    { version: 2, state: 'OVERTAKEN' },
    { version: 3, state: 'FINISHED', wordings: 2, opened: 1 },
  ]);
});

it('an older job that comes late does not end the run of a newer version', async () => {
  const id = await entity(world.anna.api, 'Frantzdy Mésilien');
  const listId = await list(world.anna.api, 'LATE', ['Nobody Whosoever']);
  await screen('HT-AGD');
  await send(world.anna.api, listId, ['Nobody Whosoever', 'Somebody Else']);
  const lists = test.app.get(ListScreening, { strict: false });
  const uow = test.app.get(UnitOfWork);
  const behindNow = (): Promise<ListBehind[]> =>
    uow.read(anna, () => test.app.get(ScreeningRuns, { strict: false }).behind());
  const [older] = await behindNow();
  await send(world.anna.api, listId, ['Nobody Whosoever', 'Somebody Else', 'Frantzdy Mésilien']);
  const [newer] = await behindNow();
  await Promise.all([lists.run(anna, newer!), lists.run(anna, older!)]);
  expect((await alerts(listId)).map((alert) => alert.record)).toEqual([id]);
  expect((await runs(listId)).at(-1)).toMatchObject({ version: 3, state: 'FINISHED', opened: 1 });
  expect(await behindNow()).toEqual([]);
});

it('only what changed is compared: one new wording among hundreds, one changed record among many', async () => {
  const names = Array.from({ length: 300 }, (_, at) => `Kalo${letter(at)} Bidu${letter(at + 3)}`);
  const listId = await list(world.anna.api, 'CHANGED', names);
  await screen('HT-AGD');
  const id = await entity(world.anna.api, 'Kaloaa Biduda');
  await record(await keyOf(id));
  const before = await behind('SELECT count(*)::int AS n FROM screening_runs');
  await send(world.anna.api, listId, [...names, 'Wisler Anglade']);
  await screen('HT-AGD');
  expect((await runs(listId))[1]).toMatchObject({ goes_by: 'WORDINGS', wordings: 1, pairs: null, hits: null });
  expect(await behind('SELECT count(*)::int AS n FROM screening_runs')).toEqual([{ n: before[0].n + 1 }]);
});

it('one new entry alerts on every party it could be, however many there are', async () => {
  const listId = await list(world.anna.api, 'MANY', ['Nobody Whosoever']);
  await screen('HT-AGD');
  const id = await made(world.anna.api.post('/v1/shipments', { billReference: 'RND-MANY' }));
  const recordKey = await keyOf(id);
  const uow = test.app.get(UnitOfWork);
  const keys = await uow.write(anna, () => {
    test.app.get(AuditTrail, { strict: false }).append({ name: 'shipment.updated' });
    const party = { schema: 'LegalEntity', names: ['Depo Machandiz Sentaniz'] } as const;
    const parties = Array.from({ length: 120 }, (_, at) => ({
      recordKey,
      pointer: `/parties/${at}`,
      party,
      kept: true,
    }));
    return test.app.get(ScreeningSubjects, { strict: false }).register(parties);
  });
  await send(world.anna.api, listId, ['Nobody Whosoever', 'Depo Machandiz Sentaniz']);
  await screen('HT-AGD');
  expect(await alerts(listId)).toHaveLength(120);
  const again = await uow.write(anna, () => {
    test.app.get(AuditTrail, { strict: false }).append({ name: 'shipment.updated' });
    return test.app.get(SubjectScreening, { strict: false }).run(keys);
  });
  expect(again).toEqual({ screened: 120, hit: 120, opened: 0 });
});

it('reaches an organisation whose every user has left', async () => {
  const theirs = await entity(world.diego.api, 'Evens Zamor');
  const { body, headers } = await expectStatus(200, world.adele.api.get(`/v1/users/${world.diego.id}`));
  const match = { headers: { 'if-match': headers.get('etag') ?? '"v1"' } };
  await expectStatus(200, world.adele.api.patch(`/v1/users/${body.id}`, { disabled: true }, match));
  const listId = await list(world.sonia.api, 'LEFT', ['Evens Zamor'], { published: true });
  await screen('DO-DGA');
  expect((await alerts(listId)).map((alert) => alert.record)).toEqual([theirs]);
});

it('entities from before there were subjects are screened with the next list, against every list', async () => {
  const older = await list(world.anna.api, 'OLDER', ['Gesner Duvivier']);
  await screen('HT-AGD');
  const id = await entity(world.anna.api, 'Gesner Duvivier');
  await behind('DELETE FROM screening_subjects WHERE record_key = $1', [await keyOf(id)]);
  const other = await list(world.anna.api, 'NEWER', ['Somebody Else']);
  await screen('HT-AGD');
  expect((await alerts(older)).map((alert) => alert.record)).toEqual([id]);
  expect(await alerts(other)).toEqual([]);
  const last = await behind(`SELECT cause FROM screening_runs WHERE cause = 'CATCH_UP'`);
  expect(last).toHaveLength(1);
});

it('a hit that rests on a source is as secret as the source', async () => {
  const { organisationId } = world.anna;
  const user = { organisationId, email: 'marc@lambi.example', displayName: 'marc', roles: ['member_state_liaison'] };
  const { body } = await expectStatus(201, world.adele.api.post('/v1/users', { ...user, clearance: 1 }));
  const link = { token: body.setupLink.token, password: PASSWORD };
  await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
  const marc = (await signIn(test.url, user.email, PASSWORD)).api;
  const secret = { billReference: 'RND-SECRET', classification: 'STRICTLY_CONFIDENTIAL' };
  const sourceRecordId = await made(world.anna.api.post('/v1/shipments', secret));
  const id = await entity(world.anna.api, 'Clodomir Vertilus', { sourceRecordId });
  const statements = [{ prop: 'alias', value: 'Ti Klo', source: 'Neighbour' }];
  const headers = { 'if-match': '"v1"' };
  await expectStatus(201, world.anna.api.post(`/v1/entities/${id}/statements`, { statements }, { headers }));
  const listId = await list(world.anna.api, 'SOURCE', ['Clodomir Vertilus']);
  await screen('HT-AGD');
  expect(await alerts(listId)).toEqual([{ state: 'OPEN', record: id, level: 2 }]);
  const path = `/v1/alerts?recordId=${id}`;
  expect((await expectStatus(200, world.anna.api.get(path))).body.items).toHaveLength(1);
  expect((await expectStatus(200, marc.get(path))).body.items).toEqual([]);
  const run = (await expectStatus(200, marc.get('/v1/screening/runs'))).body.items.find(
    (each: any) => each.listId === listId,
  );
  expect(run).toMatchObject({ hits: 0, opened: 0 });
});
