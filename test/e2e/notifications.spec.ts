import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { giveNotice, keysOf, quietQueue } from '../support/notices';
import { inspection } from '../support/requests';
import { newPerson, type Person, type World } from '../support/world';

/* What people hear of: whose inbox it is, and that it shows while its record does. */
let test: TestApp;
let world: World;
let dora: Person;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  const { organisationId: id, audienceId } = world.diego;
  dora = await newPerson(
    test.url,
    world.adele.api,
    { id, audienceId },
    { name: 'dora', role: 'member_state_liaison', clearance: 1 },
  );
});
afterAll(() => test.close());

const submitted = async (more: object = {}): Promise<string> =>
  (await expectStatus(201, world.anna.api.post('/v1/inspections', { ...inspection, ...more }))).body.id as string;
const release = async (id: string, audienceId: string): Promise<string> => {
  const body = { recordIds: [id], audienceIds: [audienceId], purpose: 'Joint operation' };
  return (await expectStatus(201, world.anna.api.post('/v1/releases', body))).body.releases[0].id as string;
};
interface Shown {
  id: string;
  kind: string;
  recordId: string | null;
  about: object | null;
  readAt: string | null;
}
const inbox = async (
  { api }: Pick<Person, 'api'>,
  query = '',
): Promise<{ items: Shown[]; unread: number; nextCursor: string | null }> =>
  (await expectStatus(200, api.get(`/v1/notifications${query}`))).body;
const about = { type: 'recall', id: '01900000-0000-7000-8000-0000000000ff' };

describe('a notice to an organisation', () => {
  let recordId: string;
  let releaseId: string;
  beforeAll(async () => {
    recordId = await submitted({ classification: 'STRICTLY_CONFIDENTIAL' });
    releaseId = await release(recordId, world.diego.audienceId);
  });

  it('reaches whoever may see the record, and nobody else', async () => {
    expect((await inbox(world.diego)).items).toMatchObject([
      { kind: 'record.released', recordId, about: null, readAt: null },
    ]);
    for (const other of [dora, world.anna, world.paola, world.adele, world.oscar]) {
      expect(await inbox(other)).toEqual({ items: [], unread: 0, nextCursor: null });
    }
  });

  it('is read once, by its owner', async () => {
    const [{ id }] = (await inbox(world.diego)).items as [Shown];
    await expectStatus(404, dora.api.post(`/v1/notifications/${id}/read`));
    const first = await expectStatus(200, world.diego.api.post(`/v1/notifications/${id}/read`));
    const again = await expectStatus(200, world.diego.api.post(`/v1/notifications/${id}/read`));
    expect(again.body.readAt).toBe(first.body.readAt);
    expect(await inbox(world.diego, '?unread=true')).toMatchObject({ items: [], unread: 0 });
  });

  it('is gone with the record, and a recall is told without it', async () => {
    await expectStatus(200, world.anna.api.delete(`/v1/releases/${releaseId}`, { because: 'too early' }));
    expect((await inbox(world.diego)).items).toEqual([]);
    const { organisation: organisationKey } = await keysOf(test, world.diego);
    await giveNotice(test, world.anna, { kind: 'record.recalled', to: { organisationKey }, recordId, about });
    expect((await inbox(world.diego)).items).toMatchObject([{ kind: 'record.recalled', recordId: null, about }]);
    // Nor that there was one, to whoever is not cleared for it.
    expect((await inbox(dora)).items).toEqual([]);
  });
});

it('what is not committed was not told', async () => {
  const { organisation: organisationKey } = await keysOf(test, world.paola);
  const notice = { kind: 'consent.requested', to: { organisationKey }, recordId: null } as const;
  const failing = { ...notice, to: { organisationKey: 999_999 } };
  await expect(giveNotice(test, world.anna, notice, failing)).rejects.toThrow();
  expect((await inbox(world.paola)).items).toEqual([]);
});

it('an audience reaches its organisations, without whoever tells; one person alone is told alone; nobody hears of the own act', async () => {
  const members = [world.anna.organisationId, world.diego.organisationId];
  const group = { code: 'WINDWARD', label: 'Windward Passage', memberOrganisationIds: members };
  await expectStatus(201, world.adele.api.post('/v1/groups', group));
  const audienceKey = await asSuperuser(test.database.superuser, async (client) => {
    const { rows } = await client.query<{ key: number }>(`SELECT key FROM audiences WHERE code = 'WINDWARD'`);
    return rows[0]!.key;
  });
  const before = {
    diego: (await inbox(world.diego)).unread,
    dora: (await inbox(dora)).unread,
    anna: (await inbox(world.anna)).unread,
  };
  const { user: userKey } = await keysOf(test, dora);
  const { user: annaKey, organisation: annaOrganisation } = await keysOf(test, world.anna);
  await giveNotice(
    test,
    world.anna,
    { kind: 'exchange.received', to: { audienceKey }, recordId: null },
    { kind: 'task.assigned', to: { userKey }, recordId: null },
    { kind: 'task.assigned', to: { userKey: annaKey }, recordId: null },
    { kind: 'exchange.approval_wanted', to: { organisationKey: annaOrganisation }, recordId: null },
  );
  expect((await inbox(world.diego)).unread).toBe(before.diego + 1);
  expect((await inbox(dora)).unread).toBe(before.dora + 2);
  expect((await inbox(world.anna)).unread).toBe(before.anna);
});

it('pages lead through all, and all until a time are read at once', async () => {
  const { user: userKey } = await keysOf(test, world.sonia);
  const told = Array.from({ length: 5 }, () => ({ kind: 'task.assigned', to: { userKey }, recordId: null }) as const);
  await giveNotice(test, world.anna, ...told);
  const seen: string[] = [];
  for (let cursor = ''; ;) {
    const page = await inbox(world.sonia, `?limit=2${cursor}`);
    seen.push(...page.items.map(({ id }) => id));
    if (!page.nextCursor) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(new Set(seen).size).toBe(5);
  const past = await expectStatus(
    200,
    world.sonia.api.post('/v1/notifications/read', { until: '2020-01-01T00:00:00Z' }),
  );
  expect(past.body).toEqual({ read: 0 });
  const until = new Date(Date.now() + 1_000).toISOString();
  expect((await expectStatus(200, world.sonia.api.post('/v1/notifications/read', { until }))).body).toEqual({
    read: 5,
  });
  expect((await inbox(world.sonia)).unread).toBe(0);
});

describe('preferences', () => {
  it('are sane where nothing was chosen', async () => {
    const { body, headers } = await expectStatus(200, world.anna.api.get('/v1/notification-preferences'));
    expect(headers.get('etag')).toBe('"v0"');
    expect(body).toMatchObject({
      language: 'fr',
      timeZone: 'America/Port-au-Prince',
      quietHours: null,
      digest: { every: 'DAILY', hour: 7 },
    });
    expect((await world.diego.api.get('/v1/notification-preferences')).body).toMatchObject({
      language: 'es',
      timeZone: 'America/Santo_Domingo',
    });
    expect((await world.paola.api.get('/v1/notification-preferences')).body).toMatchObject({
      language: 'en',
      timeZone: 'UTC',
    });
  });

  it('are changed by version, and some things cannot be silenced', async () => {
    const put = (version: number, body: object): Promise<Answer> =>
      world.anna.api.put('/v1/notification-preferences', body, { headers: { 'if-match': `"v${version}"` } });
    const refused = await expectStatus(
      422,
      put(0, {
        timeZone: 'America/Nowhere',
        quietHours: { from: '22:00', until: '22:00' },
        channels: [
          { kind: 'record.recalled', channel: 'OFF' },
          { kind: 'source.opening_wanted', channel: 'OFF' },
        ],
      }),
    );
    expect((refused.body.reasons as { code: string }[]).map(({ code }) => code)).toEqual([
      ...['UNKNOWN_TIME_ZONE', 'QUIET_HOURS_WITHOUT_END', 'CANNOT_BE_OFF', 'CANNOT_BE_OFF'],
    ]);
    await expectStatus(400, put(0, { quietHours: { from: '25:00', until: '06:00' } }));
    await expectStatus(412, put(3, {}));
    const chosen = await expectStatus(
      200,
      put(0, {
        language: 'en',
        timeZone: 'America/New_York',
        quietHours: { from: '22:00', until: '06:00' },
        channels: [{ kind: 'task.assigned', channel: 'OFF' }],
      }),
    );
    expect(chosen.headers.get('etag')).toBe('"v1"');
    await expectStatus(412, put(0, {}));
    const { body } = await world.anna.api.get('/v1/notification-preferences');
    expect(body).toMatchObject({
      language: 'en',
      timeZone: 'America/New_York',
      quietHours: { from: '22:00', until: '06:00' },
    });
    expect(body.channels).toContainEqual({ kind: 'task.assigned', channel: 'OFF', mayBeOff: true });
  });

  it('that turn a kind off keep it out of the inbox', async () => {
    const { user: userKey } = await keysOf(test, world.anna);
    const { unread } = await inbox(world.anna);
    await giveNotice(test, world.diego, { kind: 'task.assigned', to: { userKey }, recordId: null });
    expect((await inbox(world.anna)).unread).toBe(unread);
    await giveNotice(test, world.diego, { kind: 'task.due_soon', to: { userKey }, recordId: null });
    expect((await inbox(world.anna)).unread).toBe(unread + 1);
  });
});

it('without a mail server nothing is planned but the inbox', async () => {
  await quietQueue(test);
  expect((await inbox(world.diego)).unread).toBeGreaterThan(0);
});

it('hundreds are told by a job, each once', async () => {
  const { organisation: organisationKey } = await keysOf(test, world.sonia);
  await asSuperuser(test.database.superuser, (client) =>
    client.query(
      `INSERT INTO users (id, organisation_key, email, display_name, roles, clearance)
       SELECT gen_random_uuid(), $1, 'clerk' || n || '@lambi.example', 'Clerk', '{committee_secretariat}', 1 FROM generate_series(1, 300) n`,
      [organisationKey],
    ),
  );
  const told = (): Promise<number> =>
    asSuperuser(test.database.superuser, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM notifications n WHERE n.kind = 'consent.granted' AND n.owner_id = $1`,
        [organisationKey],
      );
      return rows[0]!.n;
    });
  await giveNotice(test, world.anna, { kind: 'consent.granted', to: { organisationKey }, recordId: null });
  await quietQueue(test);
  expect(await told()).toBe(303); // with Sonia, Leila and Lucas
});
