import { randomUUID } from 'node:crypto';
import { type Notice, NOTICE_GIVEN } from '../../src/modules/records';
import { RemindOfTaskJob } from '../../src/modules/records/tasks/remind-of-task.job';
import { asSuperuser } from '../../src/platform/database/provision';
import { DomainEvents } from '../../src/platform/events/domain-events';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { taskTemplate } from '../support/requests-work';
import { newPerson, type Person, type World } from '../support/world';

/* What people say of a record and mean to do about it: who reads it, who hears of it, and what a recall leaves. */
let app: TestApp;
let world: World;
let anne: Person;
let alix: Person;
const notices: Notice[] = [];
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  const { anna, adele } = world;
  const agd = { id: anna.organisationId, audienceId: anna.audienceId };
  const colleague = (name: string, clearance: number): Promise<Person> =>
    newPerson(app.url, adele.api, agd, { name, role: 'member_state_liaison', clearance });
  [anne, alix] = [await colleague('anne', 2), await colleague('alix', 0)];
  app.app.get(DomainEvents).subscribe(({ name, facts }) => {
    const notice = facts as unknown as Notice;
    if (name === NOTICE_GIVEN && !notice.kind.startsWith('record.')) notices.push(notice);
  });
});
afterAll(() => app?.close());
beforeEach(() => {
  notices.length = 0;
});

const submit = async (by: Person = world.anna): Promise<string> =>
  (await expectStatus(201, by.api.post('/v1/inspections', inspection))).body.id as string;
const release = async (recordId: string, to: Person): Promise<string> => {
  const terms = { recordIds: [recordId], audienceIds: [to.audienceId], purpose: 'Joint operation' };
  return (await expectStatus(201, world.anna.api.post('/v1/releases', terms))).body.releases[0].id as string;
};
const recall = (releaseId: string): Promise<Answer> =>
  expectStatus(200, world.anna.api.delete(`/v1/releases/${releaseId}`, { because: 'a mistake' }));
const comment = async (by: Person, recordId: string, body: object): Promise<any> =>
  (await expectStatus(201, by.api.post(`/v1/records/${recordId}/comments`, body))).body;
const thread = async (by: Person, recordId: string): Promise<(string | null)[]> =>
  (await expectStatus(200, by.api.get(`/v1/records/${recordId}/comments`))).body.items.map(
    ({ text }: { text: string | null }) => text,
  );
const task = async (by: Person, recordId: string, body: object = {}): Promise<any> =>
  (await expectStatus(201, by.api.post(`/v1/records/${recordId}/tasks`, { title: 'Ask', ...body }))).body;
const move = (by: Person, { id, version }: { id: string; version: number }, body: object): Promise<Answer> =>
  by.api.post(`/v1/tasks/${id}/transitions`, body, { headers: { 'if-match': `"v${version}"` } });
const users = async (): Promise<Map<string, number>> => {
  const rows = (await asSuperuser(app.database.superuser, (c) => c.query('SELECT id, key FROM users'))).rows;
  return new Map(rows.map(({ id, key }: { id: string; key: number }) => [id, key]));
};

describe('comments', () => {
  it('are read by their own organisation, by the owner or by all readers, as their audience says', async () => {
    const id = await submit();
    await release(id, world.diego);
    await release(id, world.paola);
    await comment(world.anna, id, { text: 'AGD only' });
    await comment(world.diego, id, { text: 'DGA only' });
    await comment(world.diego, id, { text: 'for AGD', audience: 'OWNER' });
    await comment(world.paola, id, { text: 'for all', audience: 'READERS' });
    expect(await thread(anne, id)).toEqual(['AGD only', 'for AGD', 'for all']);
    expect(await thread(world.diego, id)).toEqual(['DGA only', 'for AGD', 'for all']);
    expect(await thread(world.paola, id)).toEqual(['for all']);
    await expectStatus(404, alix.api.get(`/v1/records/${id}/comments`));
    const [, , shown] = (await anne.api.get(`/v1/records/${id}/comments`)).body.items;
    expect(shown).toMatchObject({ owner: 'POE', author: null, mentions: [] });
  });

  it('come in pages from the first', async () => {
    const id = await submit();
    for (const text of ['one', 'two', 'three']) await comment(world.anna, id, { text });
    const first = await expectStatus(200, world.anna.api.get(`/v1/records/${id}/comments?limit=2`));
    expect(first.body.items.map((c: any) => c.text)).toEqual(['one', 'two']);
    const cursor = encodeURIComponent(first.body.nextCursor as string);
    const rest = await expectStatus(200, world.anna.api.get(`/v1/records/${id}/comments?limit=2&cursor=${cursor}`));
    expect(rest.body).toMatchObject({ items: [{ text: 'three' }], nextCursor: null });
    await expectStatus(400, world.anna.api.get(`/v1/records/${await submit()}/comments?cursor=${cursor}`));
  });

  it('are edited by their author, shown as edited, and show others only what they say now', async () => {
    const id = await submit();
    await release(id, world.diego);
    const said = await comment(world.anna, id, { text: 'by mistake', audience: 'READERS' });
    const path = `/v1/comments/${said.id}`;
    const edit = (by: Person, version: number, text: string): Promise<Answer> =>
      by.api.patch(path, { text }, { headers: { 'if-match': `"v${version}"` } });
    expect((await expectStatus(403, edit(anne, 1, 'other words'))).body.code).toBe('COMMENT.NOT_THE_AUTHOR');
    await expectStatus(403, edit(world.diego, 1, 'other words'));
    await expectStatus(428, world.anna.api.patch(path, { text: 'x' }));
    expect((await expectStatus(200, edit(world.anna, 1, 'as meant'))).body).toMatchObject({
      version: 2,
      text: 'as meant',
    });
    await expectStatus(412, edit(world.anna, 1, 'too late'));
    const versions = async (by: Person): Promise<string[]> =>
      (await expectStatus(200, by.api.get(`${path}/versions`))).body.items.map(({ text }: { text: string }) => text);
    expect(await versions(anne)).toEqual(['by mistake', 'as meant']);
    expect(await versions(world.diego)).toEqual(['as meant']);
    expect((await world.diego.api.get(path)).body.editedAt).not.toBeNull();

    await expectStatus(403, world.diego.api.delete(path));
    await expectStatus(200, anne.api.delete(path));
    expect(await thread(world.diego, id)).toEqual([null]);
    expect([await versions(world.anna), await versions(world.diego)]).toEqual([[], []]);
    await expectStatus(409, world.anna.api.delete(path));
    await expectStatus(409, edit(world.anna, 2, 'again'));
  });

  it('tell those they mention who may see them, and answer the same for everybody else', async () => {
    const id = await submit();
    await release(id, world.diego);
    const named = [anne.id, world.anna.id, alix.id, world.diego.id, world.adele.id, randomUUID()];
    const said = await comment(world.anna, id, { text: 'look', mentions: named });
    expect(said.mentions).toEqual(named);
    const keys = await users();
    expect(notices).toEqual([
      {
        kind: 'comment.mentioned',
        to: { userKey: keys.get(anne.id) },
        recordId: id,
        about: { type: 'comment', id: said.id },
      },
    ]);
    const headers = { 'if-match': '"v1"' };
    await expectStatus(
      200,
      world.anna.api.patch(`/v1/comments/${said.id}`, { text: 'look!', mentions: named }, { headers }),
    );
    expect(notices).toHaveLength(1);
    const shape = ({ body: { id: _, mentions, receipt, createdAt, ...rest } }: Answer): object => ({
      ...rest,
      said: mentions.length,
      receipt: Object.keys(receipt as object),
      createdAt: typeof createdAt,
    });
    const [real, none] = await Promise.all(
      [world.diego.id, randomUUID()].map((mention) =>
        world.anna.api.post(`/v1/records/${id}/comments`, { text: 'x', mentions: [mention] }),
      ),
    );
    expect(shape(real!)).toEqual(shape(none!));
  });
});

describe('a recall', () => {
  it('hides comments and tasks of the former reader from it, keeps them, and shows them again with the record', async () => {
    const id = await submit();
    const released = await release(id, world.diego);
    const said = await comment(world.diego, id, { text: 'DGA only' });
    const todo = await task(world.diego, id, { assigneeId: world.diego.id });
    const open = async (): Promise<number> => (await world.diego.api.get('/v1/my-work')).body.counts.open;
    expect(await open()).toBe(1);
    await recall(released);
    for (const path of [`records/${id}/comments`, `records/${id}/tasks`, `comments/${said.id}`, `tasks/${todo.id}`])
      await expectStatus(404, world.diego.api.get(`/v1/${path}`));
    await expectStatus(404, move(world.diego, todo, { event: 'start' }));
    expect(await open()).toBe(0);
    await release(id, world.diego);
    expect(await thread(world.diego, id)).toEqual(['DGA only']);
    expect(await open()).toBe(1);
  });
});

describe('a task', () => {
  it('is known to its organisation alone, and to none of it who may not see the record', async () => {
    const id = await submit();
    await release(id, world.diego);
    const todo = await task(world.diego, id);
    expect((await world.anna.api.get(`/v1/records/${id}/tasks`)).body.items).toEqual([]);
    await expectStatus(404, world.anna.api.get(`/v1/tasks/${todo.id}`));
    const ours = await task(world.anna, id);
    await expectStatus(404, alix.api.get(`/v1/tasks/${ours.id}`));
  });

  it('is given to a colleague who may see the record, who hears of it; anybody else is nobody', async () => {
    const id = await submit();
    const todo = await task(world.anna, id, { assigneeId: anne.id });
    expect(notices).toMatchObject([{ kind: 'task.assigned', recordId: id, about: { type: 'task', id: todo.id } }]);
    const refused = await Promise.all(
      [alix.id, world.diego.id, world.adele.id, randomUUID()].map((assigneeId) =>
        world.anna.api.post(`/v1/records/${id}/tasks`, { title: 'Ask', assigneeId }),
      ),
    );
    expect(new Set(refused.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(refused[0]!.body).toMatchObject({ code: 'TASK.ASSIGNEE_UNKNOWN', fields: [{ pointer: '/assigneeId' }] });
    const headers = { 'if-match': '"v1"' };
    await expectStatus(
      200,
      world.anna.api.patch(`/v1/tasks/${todo.id}`, { assigneeId: null, dueOn: '2099-01-02' }, { headers }),
    );
    expect((await anne.api.get('/v1/my-work?of=NOBODY&limit=200')).body.items.map((t: any) => t.id)).toContain(todo.id);
  });

  it('goes from state to state with its history, and says why when it ends', async () => {
    const todo = await task(world.anna, await submit(), { priority: 'URGENT' });
    const started = (await expectStatus(200, move(anne, todo, { event: 'start' }))).body;
    expect((await expectStatus(422, move(anne, started, { event: 'complete' }))).body.reasons[0].code).toBe(
      'NOTE_REQUIRED',
    );
    await expectStatus(412, move(anne, todo, { event: 'cancel', note: 'no' }));
    const done = (await expectStatus(200, move(anne, started, { event: 'complete', note: 'They answered' }))).body;
    expect(done).toMatchObject({ state: 'DONE', nextEvents: ['reopen'] });
    const headers = { 'if-match': `"v${done.version}"` };
    await expectStatus(422, anne.api.patch(`/v1/tasks/${todo.id}`, { title: 'Other' }, { headers }));
    const { items } = (await expectStatus(200, anne.api.get(`/v1/tasks/${todo.id}/history`))).body;
    expect(items.map((e: any) => [e.event, e.state, e.note, e.by])).toEqual([
      ['create', 'OPEN', null, 'anna'],
      ['start', 'IN_PROGRESS', null, 'anne'],
      ['complete', 'DONE', 'They answered', 'anne'],
    ]);
  });

  it('that is mandatory keeps a case open until it is done; another organisation’s does not', async () => {
    const { paola } = world;
    const { id } = (
      await expectStatus(201, paola.api.post('/v1/cases', { title: 'Rainer D', classification: 'CONFIDENTIAL' }))
    ).body;
    const todo = await task(paola, id, { mandatory: true });
    await task(paola, id);
    const go = async (event: string): Promise<Answer> => {
      const { version } = (await paola.api.get(`/v1/cases/${id}`)).body;
      return paola.api.post(`/v1/cases/${id}/transitions`, { event }, { headers: { 'if-match': `"v${version}"` } });
    };
    expect((await go('review')).status).toBeLessThan(300);
    expect((await expectStatus(422, go('close'))).body).toMatchObject({
      code: 'TASK.MANDATORY_OPEN',
      reasons: [{ facts: { tasks: [todo.id] } }],
    });
    await expectStatus(422, move(paola, todo, { event: 'cancel', note: 'No time' }));
    await expectStatus(200, move(paola, todo, { event: 'complete', note: 'Nothing had to be done' }));
    expect((await go('close')).status).toBeLessThan(300);
  });
});

describe('a template', () => {
  it('has versions, fits its kind of record, and makes its tasks once', async () => {
    const { anna, diego } = world;
    const name = `Seizure ${randomUUID()}`;
    const old = (await expectStatus(201, anna.api.post('/v1/task-templates', { ...taskTemplate, name }))).body;
    const newer = (await expectStatus(201, anna.api.post('/v1/task-templates', { ...taskTemplate, name }))).body;
    expect([old.version, newer.version]).toEqual([1, 2]);
    expect((await diego.api.get('/v1/task-templates')).body.items).toEqual([]);
    const path = `/v1/records/${await submit()}/tasks/from-template`;
    const body = { templateId: newer.id, startOn: '2099-02-27', assigneeId: anne.id };
    const headers = { 'idempotency-key': randomUUID() };
    const first = await expectStatus(201, anna.api.post(path, body, { headers }));
    expect(first.body.tasks).toMatchObject([
      { title: 'Photograph the seals', mandatory: true, dueOn: '2099-02-27', assignee: { displayName: 'anne' } },
      { dueOn: '2099-03-02', priority: 'HIGH', templateId: newer.id },
    ]);
    const again = await expectStatus(201, anna.api.post(path, body, { headers }));
    expect(again.body.tasks).toEqual(first.body.tasks);
    const refused = await expectStatus(422, anna.api.post(path, { templateId: old.id }));
    expect(refused.body.reasons[0].code).toBe('SUPERSEDED');
    const bill = (await expectStatus(201, anna.api.post('/v1/shipments', { billReference: 'RND9' }))).body.id;
    expect(
      (await expectStatus(422, anna.api.post(`/v1/records/${bill}/tasks/from-template`, { templateId: newer.id }))).body
        .reasons[0].code,
    ).toBe('OTHER_KIND');
    const mine = `/v1/records/${await submit(diego)}/tasks/from-template`;
    const [foreign, none] = await Promise.all(
      [newer.id, randomUUID()].map((templateId) => diego.api.post(mine, { templateId })),
    );
    expect([foreign!.status, foreign!.text]).toEqual([400, none!.text]);
  });
});

describe('my work', () => {
  it('is in order of the day, overdue first, in pages, and counted', async () => {
    const lena = await newPerson(
      app.url,
      world.adele.api,
      { id: world.anna.organisationId, audienceId: world.anna.audienceId },
      { name: 'lena', role: 'member_state_liaison', clearance: 2 },
    );
    const id = await submit();
    const today = new Date().toISOString().slice(0, 10);
    for (const dueOn of ['2099-01-01', undefined, '2020-01-01', today])
      await task(world.anna, id, { assigneeId: lena.id, ...(dueOn && { dueOn }) });
    const first = (await expectStatus(200, lena.api.get('/v1/my-work?limit=3'))).body;
    expect(first.counts).toMatchObject({ open: 4, overdue: 1, dueSoon: 1 });
    expect(first.items.map((t: any) => [t.dueOn, t.overdue])).toEqual([
      ['2020-01-01', true],
      [today, false],
      ['2099-01-01', false],
    ]);
    expect(first.items[0].record).toMatchObject({ id, kind: 'inspection' });
    const rest = (
      await expectStatus(
        200,
        lena.api.get(`/v1/my-work?limit=3&cursor=${encodeURIComponent(first.nextCursor as string)}`),
      )
    ).body;
    expect(rest.items).toMatchObject([{ dueOn: null }]);
  });

  it('reminds of what is due soon, once, and not of what is done', async () => {
    const id = await submit();
    const [due, done] = [
      await task(world.anna, id, { assigneeId: anne.id, dueOn: '2099-06-01' }),
      await task(world.anna, id, { assigneeId: anne.id, dueOn: '2099-06-01' }),
    ];
    await expectStatus(200, move(anne, done, { event: 'complete', note: 'ok' }));
    const planned = await asSuperuser(
      app.database.superuser,
      async (c) => (await c.query(`SELECT run_at FROM graphile_worker.jobs WHERE key = $1`, [`task ${due.id}`])).rows,
    );
    expect(planned).toEqual([{ run_at: new Date('2099-05-31T11:00:00Z') }]);
    const organisationKey = (
      await asSuperuser(app.database.superuser, (c) => c.query(`SELECT key FROM organisations WHERE code = 'HT-AGD'`))
    ).rows[0].key as number;
    notices.length = 0;
    const job = app.app.get(RemindOfTaskJob, { strict: false });
    for (const taskId of [due.id, due.id, done.id, randomUUID()]) await job.remind({ taskId, organisationKey });
    expect(notices).toMatchObject([{ kind: 'task.due_soon', recordId: id, about: { type: 'task', id: due.id } }]);
  });
});
