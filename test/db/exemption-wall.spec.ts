import { DataSource } from 'typeorm';
import { Exemptions1760000000008 } from '../../migrations/1760000000008-exemptions';
import { SourcedEntities1760000000014 } from '../../migrations/1760000000014-sourced-entities';
import { ActorFactory, ActorsRepository } from '../../src/modules/access';
import { AuditTrail } from '../../src/modules/audit';
import type { Actor } from '../../src/platform/context/actor';
import { asSuperuser } from '../../src/platform/database/provision';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { newId } from '../../src/kernel/ids';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { exemption } from '../support/requests-exemptions';
import { made } from '../support/resource-kind';
import { createTestDatabase } from '../support/database';
import { comeAgain, goBack, since } from '../support/migrations';
import type { World } from '../support/world';

/* What PostgreSQL refuses, whatever the program would do: each statement is the one the program sends, by the wrong hand. */
let app: TestApp;
let world: World;
let id: string;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  id = await made(world.anna.api.post('/v1/exemptions', exemption));
});
afterAll(() => app?.close());

async function as(name: string, work: (actor: Actor) => Promise<unknown>): Promise<string> {
  const row = await app.app.get(ActorsRepository, { strict: false }).byEmail(`${name}@lambi.example`);
  const actor = app.app.get(ActorFactory, { strict: false }).make(row!, { kind: 'system' });
  const uow = app.app.get(UnitOfWork);
  return uow
    .write(actor, async () => {
      app.app.get(AuditTrail, { strict: false }).append({ name: 'exemption.decided' });
      await work(actor);
    })
    .then(
      () => 'written',
      (error: Error) => error.message,
    );
}
const keyOf = (of: string): Promise<{ key: number; owner: number }> =>
  asSuperuser(app.database.superuser, async (client) => {
    const { rows } = await client.query(`SELECT key::int, owner_id AS owner FROM records WHERE id = $1`, [of]);
    return rows[0] as never;
  });

async function event(by: string, kind: string, over: { owner?: number; record?: string } = {}): Promise<string> {
  const { key, owner } = await keyOf(over.record ?? id);
  return as(by, (actor) =>
    app.app.get(UnitOfWork).query(
      `INSERT INTO exemption_events (id, record_key, seq, revision, exemption_owner_id, owner_id, event, request_version, decided_on, by_user)
       VALUES ($1, $2, 0, 0, $3, $4, $5, 1, '2025-02-14', $6)`,
      [newId(), key, owner, over.owner ?? actor.organisationKey, kind, actor.userKey],
    ),
  );
}
const REFUSED = /violates row-level security policy/;

describe('a decision', () => {
  it.each([
    ['anna', 'APPROVED'],
    ['anna', 'AMENDED'],
    ['diego', 'REFUSED'],
    ['paola', 'APPROVED'],
    ['diego', 'WITHDRAWN'],
  ])('by %s is refused: %s', async (by, kind) => expect(await event(by, kind)).toMatch(REFUSED));

  it('in the name of another organisation is refused', async () => {
    const { owner } = await keyOf(id);
    expect(await event('sonia', 'APPROVED', { owner })).toMatch(REFUSED);
  });

  it('by the Committee on what it cannot see is refused, and so is taking back for another', async () => {
    const hidden = await made(world.anna.api.post('/v1/inspections', inspection));
    expect(await event('sonia', 'APPROVED', { record: hidden })).toMatch(REFUSED);
    expect(await event('sonia', 'WITHDRAWN')).toMatch(/exemption_events_party_check|row-level security/);
  });

  it('of the Committee is written, and nobody changes or removes it', async () => {
    expect(await event('sonia', 'APPROVED')).toBe('written');
    for (const by of ['anna', 'sonia'])
      for (const sql of [`UPDATE exemption_events SET event = 'REFUSED'`, 'DELETE FROM exemption_events'])
        expect(await as(by, () => app.app.get(UnitOfWork).query(sql))).toMatch(/permission denied/);
  });
});

describe('a use', () => {
  const use = (by: string, shipment: number | null): Promise<string> =>
    as(by, async (actor) => {
      const { key } = await keyOf(id);
      await app.app.get(UnitOfWork).query(
        `INSERT INTO exemption_uses (id, record_key, seq, revision, used_on, category, quantity, shipment_key, reference, by_user)
         VALUES ($1, $2, 0, 0, '2025-03-20', 'SALW', 1, $3, 'AWB', $4)`,
        [newId(), key, shipment, actor.userKey],
      );
    });

  it('by another than the requester, or of a bill the requester cannot see, is refused', async () => {
    const bill = await made(world.diego.api.post('/v1/shipments', { billReference: 'RND8' }));
    expect(await use('sonia', null)).toMatch(REFUSED);
    expect(await use('diego', null)).toMatch(REFUSED);
    expect(await use('anna', (await keyOf(bill)).key)).toMatch(REFUSED);
    expect(await use('anna', null)).toBe('written');
  });
});

describe('a diversion', () => {
  const tie = async (find: string, exempted: string): Promise<string> => {
    const own = await made(world.diego.api.post('/v1/inspections', inspection));
    const [record, found, supply] = await Promise.all([keyOf(own), keyOf(find), keyOf(exempted)]);
    return as('diego', async (actor) => {
      // A diversion is written together with its record.
      await app.app
        .get(UnitOfWork)
        .query('UPDATE records SET version = version + 1, updated_by = $2 WHERE key = $1', [record.key, actor.userKey]);
      await app.app.get(UnitOfWork).query(
        `INSERT INTO diversions (record_key, find_key, exemption_key, found_with_class, found_on, goods, known_by, basis, verdict, reasons)
         VALUES ($1, $2, $3, 'UNKNOWN', '2025-08-02', '[{}]', 'SERIAL', 'x', 'POSSIBLE', '{}')`,
        [record.key, found.key, supply.key],
      );
    });
  };
  it('that names what its author cannot see is refused', async () => {
    const theirs = await made(world.anna.api.post('/v1/inspections', inspection));
    const [mine, own] = await Promise.all([
      made(world.diego.api.post('/v1/inspections', inspection)),
      made(world.diego.api.post('/v1/exemptions', exemption)),
    ]);
    expect(await tie(theirs, own)).toMatch(REFUSED);
    expect(await tie(mine, id)).toMatch(REFUSED);
    expect(await tie(mine, mine)).toMatch(REFUSED);
    expect(await tie(mine, own)).toBe('written');
  });
});

it('the migration goes back and comes again, and refuses to drop casework', async () => {
  const full = await new DataSource({ type: 'postgres', url: app.database.owner, extra: { max: 1 } }).initialize();
  await expect(new Exemptions1760000000008().down(full.createQueryRunner())).rejects.toThrow('records_kind_check');
  await full.destroy();
  const database = await createTestDatabase();
  const source = await new DataSource({ type: 'postgres', url: database.owner, extra: { max: 1 } }).initialize();
  const runner = source.createQueryRunner();
  const migration = new Exemptions1760000000008();
  const stateOf = (): Promise<unknown> => runner.query(`SELECT prosrc FROM pg_proc WHERE proname = 'record_state'`);
  const later = since(SourcedEntities1760000000014); // has given the function another body since
  try {
    await goBack(runner, later);
    const before = await stateOf();
    await migration.down(runner);
    expect(await runner.query(`SELECT to_regclass('exemptions') AS gone`)).toEqual([{ gone: null }]);
    expect(await stateOf()).not.toEqual(before);
    await migration.up(runner);
    expect(await stateOf()).toEqual(before);
    await comeAgain(runner, later);
  } finally {
    await runner.release();
    await source.destroy();
    await database.drop();
  }
});
