import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expectStatus } from '../support/api-client';
import { makeProgramHome, type Program, type ProgramHome } from '../support/program';
import { importedList } from '../support/watchlists';
import { makeWorld, type World } from '../support/world';

/* The process is killed again and again while it screens a manifest. What comes out must be what an undisturbed run over the same bills gives. */
const KILLS = 4;
const BILLS = 3_000;
const demo = fs.readFileSync(path.resolve(__dirname, '../../seeds/demo/awmds-cap-haitien.xml'), 'utf8');

function largeManifest(voyage: string): string {
  const from = demo.indexOf('<Bol_segment>');
  const to = demo.lastIndexOf('</Bol_segment>') + '</Bol_segment>'.length;
  const bills = demo.slice(from, to);
  // Every hundredth bill has a consignee who is on the list, the others one of forty.
  const rounds = Array.from({ length: BILLS / 3 }, (_, n) =>
    bills
      .replaceAll('RNDCAP024W', `R${n}-`)
      .replace(/<Consignee_name>[^<]*/, `<Consignee_name>${n % 100 === 7 ? 'CHERIZIER JIMMY' : `MAGASIN ${n % 40}`}`),
  );
  const head = demo.slice(0, from).replace(/<Voyage_number>[^<]*</, `<Voyage_number>${voyage}<`);
  return head + rounds.join('') + demo.slice(to);
}

let home: ProgramHome;
let program: Program;
let world: World;
beforeAll(async () => {
  home = await makeProgramHome('screenkill');
  program = await home.start();
  for (let i = 0; i < 100 && !/lambi_first_/.test(program.output()); i += 1) await sleep(50);
  world = await makeWorld(program.url, /lambi_first_[\w-]{43}/.exec(program.output())![0]);
}, 120_000);
afterAll(() => home.close());

async function asked<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: home.superuser });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as T[];
  } finally {
    await client.end();
  }
}
const runOf = async (id: string): Promise<any> =>
  (await asked<any>('SELECT * FROM manifest_screenings WHERE manifest_id = $1', [id]))[0];
async function until(id: string, isThere: (run: any) => boolean): Promise<any> {
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(5)) {
    const run = await runOf(id);
    if (run && isThere(run)) return run;
  }
  throw new Error(`the run did not go on: ${JSON.stringify(await runOf(id))}\n${program.output()}`);
}
const FOUND = `SELECT b.position, h.seq, h.name, h.score, h.hits FROM manifest_bills b JOIN party_hits h ON h.record_key = b.record_key
  WHERE b.manifest_id = $1 AND h.superseded_at IS NULL ORDER BY 1, 2`;
const KEPT = `SELECT b.position, s.pointer, s.party, (SELECT count(*)::int FROM finding_keys k WHERE k.scope = -1 AND k.item = s.key) AS keys
  FROM manifest_bills b JOIN screening_subjects s ON s.record_key = b.record_key WHERE b.manifest_id = $1 ORDER BY 1, 2`;

it(`killed ${KILLS} times gives what an undisturbed run gives`, async () => {
  await importedList(world.anna.api, { code: 'WATCH', title: 'List' }, 'name,schema\nJimmy Cherizier,Person\n');
  const send = async (voyage: string): Promise<string> => {
    const headers = { 'content-type': 'application/xml' };
    const raw = largeManifest(voyage);
    const answer = world.anna.api.post(`/v1/manifests?fileName=${voyage}.xml`, undefined, { raw, headers });
    return (await expectStatus(202, answer)).body.id as string;
  };
  const undisturbed = await send('900W');
  const whole = await until(undisturbed, ({ status }) => status === 'DONE');
  const id = await send('901W');
  const seen: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await until(id, ({ bills_done: done }) => done > (seen.at(-1) ?? -1));
    await sleep(Math.random() * 100);
    await program.kill('SIGKILL');
    seen.push((await runOf(id)).bills_done);
    program = await home.start();
  }
  const run = await until(id, ({ status }) => status === 'DONE');
  expect(run.attempts).toBeGreaterThan(1);
  const counts = ({ bills_done, parties, names, screened, hits, lists }: any): object => ({
    ...{ bills_done, parties, names, screened, hits, lists },
  });
  expect(counts(run)).toEqual(counts(whole));
  expect(run).toMatchObject({ bills_done: BILLS, hits: BILLS / 300 });
  for (const sql of [FOUND, KEPT]) expect(await asked(sql, [id])).toEqual(await asked(sql, [undisturbed]));
}, 180_000);
