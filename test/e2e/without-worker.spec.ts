import { setTimeout as sleep } from 'node:timers/promises';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';

/* A replica that only serves requests: it adds leaves, and cannot give them a place. */
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({}, { worker: false });
});
afterAll(() => test?.close());

const sql = (text: string): Promise<{ rows: { n: number }[] }> =>
  asSuperuser(test.database.superuser, (client) =>
    client.query(`SET session_replication_role = replica; ${text}`),
  ).then((results) => (results as unknown as { rows: { n: number }[] }[])[1]!);

it('serves, places no leaf, and is not ready once leaves have waited for a minute', async () => {
  const { anna } = await test.world();
  await expectStatus(201, anna.api.post('/v1/inspections', { placeCountry: 'HT' }));
  await sleep(1_200);
  expect((await sql('SELECT count(*)::int AS n FROM audit_entries')).rows[0]!.n).toBe(0);
  expect((await sql('SELECT count(*)::int AS n FROM audit_pending')).rows[0]!.n).toBeGreaterThan(0);
  await expectStatus(200, test.anonymous.get('/health/ready'));

  await sql(
    `UPDATE audit_leaves SET payload = convert_to(regexp_replace(convert_from(payload, 'UTF8'), '"at":"\\d{4}', '"at":"2023'), 'UTF8')`,
  );
  await sleep(1_100);
  const { body } = await expectStatus(503, test.anonymous.get('/health/ready'));
  expect(body.checks).toMatchObject({ accepting: 'ok', database: 'ok', auditLog: expect.stringMatching(/waited/) });
});
