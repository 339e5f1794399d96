import { setTimeout as sleep } from 'node:timers/promises';
import { expectStatus } from '../support/api-client';
import { KillStory, manyBills } from '../support/kill-story';
import { importedList } from '../support/watchlists';

/* The process is killed again and again while it screens a manifest. What comes out must be what an undisturbed run over the same bills gives. */
const KILLS = 4;
const BILLS = 3_000;
/** Every hundredth bill has a consignee who is on the list, the others one of forty. */
const largeManifest = (voyage: string): string =>
  manyBills(BILLS / 3, (bills, n) =>
    bills.replace(
      /<Consignee_name>[^<]*/,
      `<Consignee_name>${n % 100 === 7 ? 'CHERIZIER JIMMY' : `MAGASIN ${n % 40}`}`,
    ),
  ).replace(/<Voyage_number>[^<]*</, `<Voyage_number>${voyage}<`);

let story: KillStory;
beforeAll(async () => {
  story = await KillStory.begin('screenkill');
}, 120_000);
afterAll(() => story.end());

const runOf = async (id: string): Promise<any> =>
  (await story.asked<any>('SELECT * FROM manifest_screenings WHERE manifest_id = $1', [id]))[0];
async function until(id: string, isThere: (run: any) => boolean): Promise<any> {
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(5)) {
    const run = await runOf(id);
    if (run && isThere(run)) return run;
  }
  throw new Error(`the run did not go on: ${JSON.stringify(await runOf(id))}\n${story.output}`);
}
const FOUND = `SELECT b.position, h.seq, h.name, h.score, h.hits FROM manifest_bills b JOIN party_hits h ON h.record_key = b.record_key
  WHERE b.manifest_id = $1 AND h.superseded_at IS NULL ORDER BY 1, 2`;
const KEPT = `SELECT b.position, s.pointer, s.party, (SELECT count(*)::int FROM finding_keys k WHERE k.scope = -1 AND k.item = s.key) AS keys
  FROM manifest_bills b JOIN screening_subjects s ON s.record_key = b.record_key WHERE b.manifest_id = $1 ORDER BY 1, 2`;

it(`killed ${KILLS} times gives what an undisturbed run gives`, async () => {
  await importedList(story.world.anna.api, { code: 'WATCH', title: 'List' }, 'name,schema\nJimmy Cherizier,Person\n');
  const send = async (voyage: string): Promise<string> => {
    const headers = { 'content-type': 'application/xml' };
    const raw = largeManifest(voyage);
    const answer = story.world.anna.api.post(`/v1/manifests?fileName=${voyage}.xml`, undefined, { raw, headers });
    return (await expectStatus(202, answer)).body.id as string;
  };
  const undisturbed = await send('900W');
  const whole = await until(undisturbed, ({ status }) => status === 'DONE');
  const id = await send('901W');
  const seen: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await until(id, ({ bills_done: done }) => done > (seen.at(-1) ?? -1));
    await sleep(Math.random() * 100);
    await story.kill();
    seen.push((await runOf(id)).bills_done);
    await story.startAgain();
  }
  const run = await until(id, ({ status }) => status === 'DONE');
  expect(run.attempts).toBeGreaterThan(1);
  const counts = ({ bills_done, parties, names, screened, hits, lists }: any): object => ({
    ...{ bills_done, parties, names, screened, hits, lists },
  });
  expect(counts(run)).toEqual(counts(whole));
  expect(run).toMatchObject({ bills_done: BILLS, hits: BILLS / 300 });
  for (const sql of [FOUND, KEPT]) expect(await story.asked(sql, [id])).toEqual(await story.asked(sql, [undisturbed]));
}, 180_000);
