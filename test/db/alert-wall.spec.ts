import { newId } from '../../src/kernel/ids';
import { ActorFactory, ActorsRepository } from '../../src/modules/access';
import { AuditTrail } from '../../src/modules/audit';
import type { Actor } from '../../src/platform/context/actor';
import { asSuperuser } from '../../src/platform/database/provision';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { alertsOf } from '../support/alerts';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { made } from '../support/resource-kind';
import { importedList } from '../support/watchlists';
import type { World } from '../support/world';

/* What PostgreSQL refuses, whatever the program would do: each statement is one the program could send, by the wrong hand. */
let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  const { organisationId } = world.anna;
  const jean = { organisationId, email: 'jean@lambi.example', displayName: 'jean', roles: ['member_state_liaison'] };
  await expectStatus(201, world.adele.api.post('/v1/users', { ...jean, clearance: 2 }));
  await importedList(world.anna.api, { code: 'WALL', title: 'Wall' }, 'name,schema\nRémy Saint-Fleur,Person\n');
});
afterAll(() => test?.close());

async function newAlert(): Promise<string> {
  const statements = [{ prop: 'name', value: 'Remy Saint Fleur', source: 'Passport' }];
  const recordId = await made(world.anna.api.post('/v1/entities', { schema: 'Person', statements }));
  return (await alertsOf(world.anna.api, recordId, 1))[0].id;
}

async function as(name: string, work: (actor: Actor) => Promise<unknown>): Promise<string> {
  const row = await test.app.get(ActorsRepository, { strict: false }).byEmail(`${name}@lambi.example`);
  const actor = test.app.get(ActorFactory, { strict: false }).make(row!, { kind: 'system' });
  const told = async (): Promise<void> => {
    test.app.get(AuditTrail, { strict: false }).append({ name: 'alert.judged' });
    await work(actor);
  };
  return test.app
    .get(UnitOfWork)
    .write(actor, told)
    .then(
      () => 'written',
      (error: Error) => error.message,
    );
}
const sql = (text: string, values: unknown[] = []): Promise<unknown[]> => test.app.get(UnitOfWork).query(text, values);
const behind = async (text: string, values: unknown[] = []): Promise<any[]> =>
  asSuperuser(test.database.superuser, async (client) => (await client.query(text, values)).rows as never);
const userKey = async (name: string): Promise<number> =>
  (await behind('SELECT key FROM users WHERE display_name = $1', [name]))[0].key;

interface Judging {
  readonly by?: number;
  readonly version?: number;
  readonly basis?: string;
}
/** A judgement, written by whoever acts. */
const say = (id: string, decision: string, { by, version, basis }: Judging = {}): Promise<unknown[]> =>
  sql(
    `INSERT INTO alert_judgements (id, owner_id, alert_id, record_key, alert_version, decision, reason, basis, judged_by)
     SELECT $1, $2, a.id, a.record_key, coalesce($3, a.version), $4, 'because', coalesce($5, a.basis), $6 FROM alerts a WHERE a.id = $7`,
    [
      newId(),
      test.app.get(UnitOfWork).current.actor.organisationKey,
      version ?? null,
      decision,
      basis ? Buffer.from(basis, 'hex') : null,
      by ?? test.app.get(UnitOfWork).current.actor.userKey,
      id,
    ],
  );
const move = (id: string, state: string, more: Record<string, number | null> = {}): Promise<unknown[]> => {
  const columns = Object.entries(more).map(([name, value]) => `, ${name} = ${value}`);
  return sql(`UPDATE alerts SET state = $2, version = version + 1${columns.join('')} WHERE id = $1 RETURNING id`, [
    id,
    state,
  ]);
};
const REFUSED = /violates row-level security policy/;
const NOT_MOVED = /not moved like this/;

describe('a match', () => {
  it('is confirmed by two, whatever one of them writes', async () => {
    const id = await newAlert();
    const [anna, jean] = [await userKey('anna'), await userKey('jean')];
    const alone = { proposed_by: jean, confirmed_by: anna };
    expect(await as('anna', () => say(id, 'confirm').then(() => move(id, 'CONFIRMED', alone)))).toMatch(NOT_MOVED);
    const asJean = (): Promise<unknown> =>
      say(id, 'confirm').then(() => move(id, 'CONFIRM_PROPOSED', { proposed_by: jean }));
    expect(await as('anna', asJean)).toMatch(NOT_MOVED);
    expect(await as('anna', () => say(id, 'confirm', { by: jean }))).toMatch(REFUSED);
    const proposes = (): Promise<unknown> =>
      say(id, 'confirm').then(() => move(id, 'CONFIRM_PROPOSED', { proposed_by: anna }));
    expect(await as('anna', proposes)).toBe('written');
    expect(await as('anna', () => say(id, 'confirm').then(() => move(id, 'CONFIRMED', alone)))).toMatch(NOT_MOVED);
    expect(
      await as('anna', () => say(id, 'confirm').then(() => move(id, 'CONFIRMED', { confirmed_by: anna }))),
    ).toMatch(NOT_MOVED);
    expect(await as('jean', () => move(id, 'CONFIRMED', { confirmed_by: jean }))).toMatch(NOT_MOVED);
    expect(await as('jean', () => say(id, 'confirm').then(() => move(id, 'CONFIRMED', { confirmed_by: jean })))).toBe(
      'written',
    );
  });
});

describe('an alert', () => {
  it('is not moved without a judgement, nor by one of an earlier version or of other values', async () => {
    const id = await newAlert();
    expect(await as('anna', () => move(id, 'DISMISSED'))).toMatch(NOT_MOVED);
    expect(await as('anna', () => say(id, 'dismiss', { version: 7 }))).toMatch(REFUSED);
    expect(await as('anna', () => say(id, 'dismiss', { basis: '00'.repeat(32) }))).toMatch(REFUSED);
    expect(await as('anna', () => say(id, 'dismiss').then(() => move(id, 'DISMISSED')))).toBe('written');
    const jump = `UPDATE alerts SET state = 'OPEN', version = version + 2 WHERE id = $1`;
    expect(await as('anna', () => say(id, 'reopen').then(() => sql(jump, [id])))).toMatch(NOT_MOVED);
  });

  it('that has ended stays ended', async () => {
    const id = await newAlert();
    const ends = `UPDATE alerts SET state = 'LAPSED', ended_because = 'DELISTED', ended_at = now(), version = version + 1 WHERE id = $1`;
    expect(await as('anna', () => sql(ends, [id]))).toBe('written');
    expect(await as('anna', () => say(id, 'reopen'))).toMatch(REFUSED);
    expect(await as('anna', () => sql(ends, [id]))).toMatch(NOT_MOVED);
  });

  it('is nobody else’s, and its values are written once', async () => {
    const id = await newAlert();
    for (const name of ['diego', 'paola', 'sonia']) {
      expect(await as(name, () => say(id, 'dismiss').then(() => move(id, 'DISMISSED')))).toBe('written');
    }
    expect(await behind('SELECT state, version FROM alerts WHERE id = $1', [id])).toEqual([
      { state: 'OPEN', version: 1 },
    ]);
    expect(await behind('SELECT count(*)::int AS n FROM alert_judgements WHERE alert_id = $1', [id])).toEqual([
      { n: 0 },
    ]);
    for (const text of [`UPDATE alerts SET basis = '\\x00'`, 'UPDATE alerts SET compared = NULL', 'DELETE FROM alerts'])
      expect(await as('anna', () => sql(text))).toMatch(/permission denied/);
    for (const text of [`UPDATE alert_judgements SET reason = 'x'`, 'DELETE FROM alert_judgements'])
      expect(await as('anna', () => sql(text))).toMatch(/permission denied/);
  });

  it('is opened on an own record alone, and as one nobody has judged', async () => {
    const id = await newAlert();
    const theirs = await made(
      world.diego.api.post('/v1/entities', {
        schema: 'Person',
        statements: [{ prop: 'name', value: 'Remy Saint Fleur', source: 'Passport' }],
      }),
    );
    const [place] = await behind(
      'SELECT s.key, s.record_key FROM screening_subjects s JOIN records r ON r.key = s.record_key WHERE r.id = $1',
      [theirs],
    );
    const copy = (columns: string, values: string): Promise<unknown> =>
      sql(
        `INSERT INTO alerts (id, owner_id, pointer, list_key, entry_key, content_key, opened_version, run_id, score, features, compared, sources, rests_on, level,
           basis, record_key, subject_key${columns})
         SELECT gen_random_uuid(), owner_id, pointer, list_key, entry_key, content_key, opened_version, run_id, score, features, compared, sources, rests_on, level,
           sha256('other'), ${values} FROM alerts WHERE id = $1`,
        [id],
      );
    expect(await as('anna', () => copy('', `${place.record_key}, ${place.key}`))).toMatch(REFUSED);
    expect(await as('anna', () => copy(', state', `record_key, subject_key, 'DISMISSED'`))).toMatch(REFUSED);
    expect(await as('anna', () => copy('', 'record_key, subject_key'))).toBe('written');
  });
});
