import { startTestApp, type TestApp } from '../support/app';
import { SharingWalk } from '../support/sharing-walk';

/*
 * Thousands of random releases, withdrawals, changes of groups, levels and clearances, each followed by random questions: no answer holds
 * anything that a separate model of the rules does not give its reader, and what the model gives is answered.
 */
/** `npm run walk` goes 10,000 steps; on the second PostgreSQL of the CI a shorter walk is enough. */
const STEPS = Number(process.env.LAMBI_WALK_STEPS ?? (process.env.TEST_DATABASE_URL ? 800 : 2_500));
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ MAX_IN_FLIGHT: 100 });
});
afterAll(() => test.close());

it(
  `never shows a byte that the rules do not allow, in ${STEPS} steps`,
  async () => {
    const walk = await SharingWalk.begin(test, 2692);
    for (let step = 0; step < STEPS && walk.leaks.length === 0; step += 1) {
      await walk.act();
      await Promise.all([walk.look(), walk.look()]);
    }
    expect(walk.leaks).toEqual([]);
    expect(Math.min(...walk.done.values())).toBeGreaterThan(STEPS / 200);
  },
  30 * 60_000,
);
