import { DataSource } from 'typeorm';
import { CredentialsAndSequencer1760000000012 } from '../../migrations/1760000000012-credentials-and-sequencer';
import { Jobs } from '../../src/platform/jobs/jobs';
import { asSuperuser } from '../../src/platform/database/provision';
import { startTestApp, type TestApp } from '../support/app';
import { createTestDatabase } from '../support/database';
import { comeAgain, goBack, since } from '../support/migrations';

/* The queue takes what the program has a handler for, from whoever has its connection, and nothing else. */
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({}, { worker: false });
});
afterAll(() => test?.close());

const add = (task: string | null, payload = '{}'): Promise<unknown> =>
  asSuperuser(test.database.app, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT app.add_job($1, $2, now(), NULL)', [task, payload]);
    await client.query('ROLLBACK');
  });

it('every job with a handler can be added', async () => {
  const { tasks } = test.app.get(Jobs);
  expect(tasks.length).toBeGreaterThan(2);
  for (const task of tasks) await expect(add(task)).resolves.toBeUndefined();
});

it.each([['system.run'], [''], [null]])('a job named %p cannot', async (task) => {
  await expect(add(task)).rejects.toThrow(/no such job/);
});

it('nor one with a payload that is no list of ids', async () => {
  await expect(add('targeting.score_bills', JSON.stringify('x'.repeat(9_000)))).rejects.toThrow(/no such job/);
});

it('the migrations that say so go back and come again', async () => {
  const database = await createTestDatabase();
  const source = await new DataSource({ type: 'postgres', url: database.owner, extra: { max: 1 } }).initialize();
  const runner = source.createQueryRunner();
  const steps = since(CredentialsAndSequencer1760000000012);
  const stateOf = (): Promise<unknown> =>
    runner.query(`
      SELECT oid::regprocedure::text AS what, md5(prosrc) || proacl::text AS how FROM pg_proc WHERE pronamespace = 'app'::regnamespace
      UNION ALL SELECT tablename || ' ' || policyname, concat_ws(' ', qual, with_check) FROM pg_policies WHERE schemaname = 'public'
      UNION ALL SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
      ORDER BY 1`);
  try {
    const before = await stateOf();
    await runner.startTransaction();
    await goBack(runner, steps);
    await runner.commitTransaction();
    expect(await stateOf()).not.toEqual(before);
    await runner.startTransaction();
    await comeAgain(runner, steps);
    await runner.commitTransaction();
    expect(await stateOf()).toEqual(before);
  } finally {
    await runner.release();
    await source.destroy();
    await database.drop();
  }
});
