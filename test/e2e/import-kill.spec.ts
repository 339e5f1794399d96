import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, expectStatus } from '../support/api-client';
import { KillStory, manyBills } from '../support/kill-story';

/*
 * The process is killed again and again while it imports, at random points, and started again. What comes out must be row for row what
 * an undisturbed import of the same file gives (another organisation's, so that it is made anew).
 */
const KILLS = 10;
const BILLS = 6_000;
let story: KillStory;
beforeAll(async () => {
  story = await KillStory.begin('kill');
}, 120_000);
afterAll(() => story.end());

const send = async (api: ApiClient, file: string): Promise<string> => {
  const headers = { 'content-type': 'application/xml' };
  const answer = api.post('/v1/manifests?fileName=large.xml', undefined, { raw: file, headers });
  return (await expectStatus(202, answer)).body.id as string;
};
const stateOf = async (id: string): Promise<{ status: string; done: number }> =>
  (
    await story.asked<{ status: string; done: number }>(
      'SELECT status, bills_done AS done FROM manifests WHERE id = $1',
      [id],
    )
  )[0]!;
async function untilPast(id: string, bills: number): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(10))
    if ((await stateOf(id)).done >= bills) return;
  throw new Error(`the import did not go on: ${JSON.stringify(await stateOf(id))}\n${story.output}`);
}
async function untilDone(id: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(100))
    if ((await stateOf(id)).status === 'DONE') return;
  throw new Error(`the import did not end: ${JSON.stringify(await stateOf(id))}\n${story.output}`);
}

/** All rows of an import, without what differs between any two: keys, ids and times. */
const ROWS = `
  SELECT b.position, b.bill_reference, b.occurrence, encode(b.content_hash, 'hex') AS hash, b.change, b.line, r.version, r.classification,
    right(r.reference, 6) AS number, to_jsonb(s) - '{record_key,manifest_id}'::text[] AS shipment,
    (SELECT jsonb_agg(to_jsonb(p) - 'record_key' ORDER BY seq) FROM shipment_parties p WHERE p.record_key = r.key) AS parties,
    (SELECT jsonb_agg(to_jsonb(c) - 'record_key' ORDER BY seq) FROM shipment_containers c WHERE c.record_key = r.key) AS containers,
    (SELECT jsonb_agg(to_jsonb(i) - 'record_key' ORDER BY seq) FROM identifiers i WHERE i.record_key = r.key) AS identifiers
  FROM manifest_bills b JOIN records r ON r.key = b.record_key JOIN shipments s ON s.record_key = r.key
  WHERE b.manifest_id = $1 ORDER BY b.position`;

it(`killed ${KILLS} times gives the same rows as an undisturbed import`, async () => {
  const file = manyBills(BILLS / 3);
  const undisturbed = await send(story.world.diego.api, file);
  await untilDone(undisturbed);
  const id = await send(story.world.anna.api, file);
  const seen: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await untilPast(id, Math.floor(((kill + Math.random()) * BILLS) / (KILLS + 1)));
    await sleep(Math.random() * 150);
    await story.kill();
    seen.push((await stateOf(id)).done);
    await story.startAgain();
  }
  await untilDone(id);
  expect(new Set(seen).size).toBeGreaterThan(KILLS / 2); // hit at different points of its work
  const rows = await story.asked(ROWS, [id]);
  expect(rows).toHaveLength(BILLS);
  expect(rows).toEqual(await story.asked(ROWS, [undisturbed]));
  const leaves = await story.asked<{ count: number }>(
    `SELECT count(*)::int AS count FROM audit_leaves l JOIN manifests m ON m.id = $1 AND m.owner_id = l.log_id
        WHERE convert_from(l.payload, 'UTF8')::jsonb -> 'events' @> '[{"name": "manifest.batch_imported"}]'`,
    [id],
  );
  expect(leaves[0]!.count).toBe(BILLS / 500);
}, 180_000);
