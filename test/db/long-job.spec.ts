import { ImportWatchlistJob } from '../../src/modules/screening/watchlists/import-watchlist.job';
import { asSuperuser } from '../../src/platform/database/provision';
import { startTestApp, type TestApp } from '../support/app';

/* A job that takes longer than the sweep for killed workers waits is this process's own, and is run once. */
let test: TestApp;
afterAll(() => test?.close());

it('a long job is not taken for a killed worker’s', async () => {
  test = await startTestApp();
  let runs = 0;
  jest.spyOn(test.app.get(ImportWatchlistJob), 'run').mockImplementation(async () => {
    runs += 1;
    await new Promise((resolve) => setTimeout(resolve, 7_000));
  });
  await asSuperuser(test.database.app, (client) =>
    client.query(`SELECT app.add_job('screening.import_watchlist', '{}', now(), NULL)`),
  );
  const jobs = async (): Promise<unknown[]> =>
    (
      await asSuperuser(test.database.superuser, (client) =>
        client.query(
          'SELECT attempts, locked_by IS NOT NULL AS locked FROM graphile_worker._private_jobs WHERE run_at <= now()',
        ),
      )
    ).rows;
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  expect(await jobs()).toEqual([{ attempts: 1, locked: true }]);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await jobs()).toEqual([]);
  expect(runs).toBe(1);
});
