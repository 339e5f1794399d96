import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { ActorFactory, ActorsRepository } from '../../src/modules/access';
import { EntityJudgements } from '../../src/modules/entities';
import { asSuperuser } from '../../src/platform/database/provision';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { entity } from '../support/requests';
import { made } from '../support/resource-kind';
import type { Person, World } from '../support/world';

/* What PostgreSQL refuses of judgements, whatever the program would do; and what the modules to the right are told of them. */
let test: TestApp;
let world: World;
let keys: number[];
let ids: string[];
let foreign: number;
let bill: number;
let org: number;
let user: number;

const keyOf = (id: string): Promise<{ key: number; org: number; person: number }> =>
  asSuperuser(test.database.superuser, async (client) => {
    const sql = 'SELECT key::int, owner_id AS org, created_by AS person FROM records WHERE id = $1';
    return (await client.query(sql, [id])).rows[0] as never;
  });
const judge = async (who: Person, left: number, right: number, decision: string): Promise<string> => {
  const body = { otherId: ids[right], decision, reason: 'Photograph' };
  return (await expectStatus(201, who.api.post(`/v1/entities/${ids[left]}/judgements`, body))).body.id;
};

beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  ids = [];
  for (let i = 0; i < 6; i += 1) ids.push(await made(world.anna.api.post('/v1/entities', entity)));
  const rows = await Promise.all(ids.map(keyOf));
  keys = rows.map(({ key }) => key);
  ({ org, person: user } = rows[0]!);
  foreign = (await keyOf(await made(world.diego.api.post('/v1/entities', entity)))).key;
  bill = (await keyOf(await made(world.anna.api.post('/v1/shipments', { billReference: 'RND7' })))).key;
});
afterAll(() => test?.close());

const LEAF = `SELECT app.append_leaf(gen_random_uuid(), decode(repeat('00', 16), 'hex'), '{}', '{}')`;
const insert = (
  left: number,
  right: number,
  more: { by?: number; follows?: string; decision?: string; owner?: number } = {},
) =>
  `INSERT INTO entity_judgements (id, owner_id, left_key, right_key, decision, reason, supersedes_id, judged_by) VALUES
   ('${randomUUID()}', ${more.owner ?? org}, ${left}, ${right}, '${more.decision ?? 'same'}', 'x', ${more.follows ? `'${more.follows}'` : 'NULL'}, ${more.by ?? user})`;
/** As Anna's organisation would, and rolls back what was accepted. */
const attempt = (...statements: string[]): Promise<string> =>
  asSuperuser(test.database.app, async (client: Client) => {
    await client.query(`BEGIN; SELECT set_config('app.me', '${org}', true), set_config('app.user', '${user}', true),
      set_config('app.clearance', '2', true), set_config('app.readers', '{}', true)`);
    try {
      for (const statement of [...statements, 'SET CONSTRAINTS ALL IMMEDIATE']) await client.query(statement);
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await client.query('ROLLBACK');
    }
  });

describe('a row', () => {
  it('is written with a leaf of the log, about two entities the writer sees, in the own name', async () => {
    const [a, b] = keys as [number, number];
    expect(await attempt(insert(a, b), LEAF)).toBe('accepted');
    expect(await attempt(insert(a, b))).toMatch(/without an audit leaf/);
    const wrong = [
      insert(a, foreign),
      insert(a, bill),
      insert(a, b, { by: user + 1 }),
      insert(a, b, { owner: org + 1 }),
    ];
    for (const statement of wrong) expect(await attempt(LEAF, statement)).toMatch(/row-level security/);
    expect(await attempt(LEAF, insert(b, a))).toMatch(/entity_judgements_ordered/);
    expect(await attempt(LEAF, insert(a, b, { decision: 'withdrawn' }))).toMatch(/entity_judgements_withdraws/);
  });

  it('is never changed and never deleted', async () => {
    for (const statement of [`UPDATE entity_judgements SET decision = 'unsure'`, 'DELETE FROM entity_judgements'])
      expect(await attempt(LEAF, statement)).toMatch(/permission denied/);
  });

  it('follows one row of the same pair, and none is followed twice', async () => {
    const [a, b, c] = keys as [number, number, number];
    const first = await judge(world.anna, 0, 1, 'same');
    const second = await judge(world.anna, 1, 0, 'unsure');
    expect(await attempt(insert(a, b, { follows: second }), LEAF)).toBe('accepted');
    expect(await attempt(LEAF, insert(a, b, { follows: first }))).toMatch(/entity_judgements_chain_unique/);
    expect(await attempt(LEAF, insert(a, b))).toMatch(/entity_judgements_chain_unique/);
    expect(await attempt(insert(a, c, { follows: second }), LEAF)).toMatch(/entity_judgements_supersedes_fk/);
  });
});

describe('the modules to the right', () => {
  const ask = async <T>(name: string, question: (service: EntityJudgements) => Promise<T>): Promise<T> => {
    const row = await test.app.get(ActorsRepository, { strict: false }).byEmail(`${name}@lambi.example`);
    const actor = test.app.get(ActorFactory, { strict: false }).make(row!, { kind: 'system' });
    const service = test.app.get(EntityJudgements, { strict: false });
    return test.app.get(UnitOfWork).read(actor, () => question(service));
  };

  it('are told what was judged, also across clusters, so that nothing judged is suggested again', async () => {
    const [, , a, b, c, d] = keys as [number, number, number, number, number, number];
    await judge(world.anna, 2, 3, 'same');
    await judge(world.anna, 3, 4, 'not_same');
    expect(await ask('anna', (service) => service.standingAgainst([d, c, a, foreign]))).toEqual([
      { left: c, right: a, decision: 'not_same' },
    ]);
    const between = await ask('anna', (service) => service.standingBetween(a, [b, c, d, a, foreign, bill]));
    expect([...between]).toEqual([
      [b, 'same'],
      [c, 'not_same'],
    ]);
    expect(await ask('anna', (service) => service.standingAgainst([]))).toEqual([]);
  });

  it('are told clusters and canonical ids, and nothing of what the actor does not see or another judged', async () => {
    const [, , a, b, c] = keys as [number, number, number, number, number];
    const clusters = await ask('anna', (service) => service.clusterOf([b, c, foreign]));
    expect([...clusters]).toEqual([
      [b, [a, b]],
      [c, [c]],
    ]);
    const canonical = await ask('anna', (service) => service.canonicalIds([b, c, foreign]));
    expect([...canonical]).toEqual([
      [b, ids[2]],
      [c, ids[4]],
    ]);
    expect((await ask('diego', (service) => service.canonicalIds([a, b, foreign]))).size).toBe(1);
  });

  it('get an answer for thousands at once', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => keys[i % keys.length]! + (i < 6 ? 0 : 1_000_000 + i));
    expect((await ask('anna', (service) => service.standingBetween(keys[2]!, many))).size).toBeGreaterThan(0);
  });
});
