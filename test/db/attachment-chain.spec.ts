import path from 'node:path';
import { runAuditVerify } from '../../src/cli/audit-verify/run';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { attach } from '../support/evidence';
import { makeInspection } from '../support/resources';
import type { World } from '../support/world';

/* A record says its attachments by one hash: that nobody can change, take away or add one behind the log is proved here. */
let test: TestApp;
let world: World;
let inspectionId: string;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  inspectionId = await makeInspection(world);
  for (const name of ['door.txt', 'seal.txt', 'rifle.txt']) await attach(world.anna.api, inspectionId, name, name);
  await test.sequence();
});
afterAll(() => test?.close());

const verify = async (): Promise<unknown> => {
  const key = path.join(test.runtime.config.DATA_DIR, 'audit-public-key.pem');
  const args = ['--database-url', test.database.owner, '--heads', test.runtime.headsFile, '--key', key];
  return (await runAuditVerify(args, {}, { embeddedUrl: () => Promise.reject(new Error('not here')) })).output;
};
const behind = (sql: string): Promise<unknown> =>
  asSuperuser(test.database.superuser, async (client) => {
    await client.query('SET session_replication_role = replica');
    return client.query(sql);
  });
const ROW =
  'id, record_key, seq, file_name, declared_type, media_type, size, sha256, storage_key, description, created_at, created_by, receipt_id';

it('is whole when nobody touched it', async () => {
  expect(await verify()).toMatchObject({ ok: true, firstBad: null });
});

it.each([
  ['another file put in its place', `UPDATE attachments SET sha256 = sha256('other') WHERE seq = 0`],
  ['another name', `UPDATE attachments SET file_name = 'window.txt' WHERE seq = 1`],
  ['one taken away in the midst', 'DELETE FROM attachments WHERE seq = 1'],
  ['the last one taken away', 'DELETE FROM attachments WHERE seq = 2'],
  ['two exchanged', 'UPDATE attachments SET seq = 12 - seq WHERE seq > 0'],
  ['the chain taken off', 'UPDATE attachments SET chain = NULL WHERE seq = 2'],
  [
    'one added',
    `INSERT INTO attachments (${ROW}, chain) SELECT gen_random_uuid(), record_key, 3, 'planted.txt', declared_type, media_type, size, sha256, storage_key,
       description, created_at, created_by, receipt_id, chain FROM attachments WHERE seq = 2`,
  ],
])('shows %s', async (_, tamper) => {
  await behind('CREATE TABLE untouched AS SELECT * FROM attachments');
  await behind(tamper);
  expect(await verify()).toMatchObject({ ok: false });
  await behind(`DELETE FROM attachments; INSERT INTO attachments SELECT * FROM untouched; DROP TABLE untouched`);
  expect(await verify()).toMatchObject({ ok: true });
});

it('keeps a version without a list that grows with the attachments', async () => {
  const { rows } = await asSuperuser(test.database.superuser, (client) =>
    client.query(
      `SELECT v.state -> 'attachmentChain' AS chain, v.state -> 'attachments' AS listed FROM record_versions v JOIN records r ON r.key = v.record_key
        WHERE r.id = $1 ORDER BY v.version`,
      [inspectionId],
    ),
  );
  expect(rows).toEqual([
    { chain: null, listed: null },
    { chain: { count: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, listed: null },
    { chain: { count: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, listed: null },
  ]);
});

it('says where each stands, whatever the program says', async () => {
  const { body } = await expectStatus(200, world.anna.api.get(`/v1/records/${inspectionId}/attachments`));
  expect(body.items.map(({ seq, fileName }: { seq: number; fileName: string }) => [seq, fileName])).toEqual([
    [0, 'door.txt'],
    [1, 'seal.txt'],
    [2, 'rifle.txt'],
  ]);
});
