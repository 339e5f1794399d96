import fs from 'node:fs';
import path from 'node:path';
import { type BenchApp, startBenchApp } from './bench-app';
import { type Defer, temporaryFolder } from './cleanup';
import { ManifestFiles } from './manifest-files';
import { type BenchResult, flag, measured, numberOption, progress, round } from './report';

const SHARED = path.resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data');
const LIST = path.join(SHARED, 'lists/un-consolidated-2026-02-27.xml');
const NAMES = path.join(SHARED, 'names/negatives-global-10k.csv');

/** With --distinct every party has a name of its own, as far as 10,000 go: the worst a manifest can be. */
function billsOf(file: string): Buffer {
  const text = fs.readFileSync(file, 'utf8');
  if (!flag('distinct')) return Buffer.from(text);
  const names = fs.readFileSync(NAMES, 'utf8').split('\n').slice(1);
  let at = 0;
  const name = (): string => names[at++ % names.length]!.replace(/^"|"?,.*|"$/g, '').replace(/[<&>]/g, ' ');
  return Buffer.from(text.replace(/(<(?:Exporter|Notify|Consignee)_name>)[^<]*/g, (_, tag: string) => tag + name()));
}

/** Bills a second of screening and scoring the same manifest, with the Consolidated List live against no list at all. */
export async function benchParties(defer: Defer): Promise<BenchResult> {
  const files = new ManifestFiles(temporaryFolder(defer));
  const app = await startBenchApp(defer, 2);
  const file = files.make('P001', numberOption('bills', 3_390));
  progress(`screening and scoring ${file.bills} bills made of ${files.source}, without a list`);
  const bills = billsOf(file.file);
  const id = await sent(app, 0, bills);
  const bare = { screening: await screened(app, id, 1), ...(await repeated(app, 0, id, 2)) };
  progress('the same with the list');
  await Promise.all([importList(app, 0), importList(app, 1)]);
  const fresh = await screened(app, await sent(app, 1, bills), 1);
  await app.settle();
  await repeated(app, 0, id, 3); // the names are new to it
  const listed = { screening: fresh, ...(await repeated(app, 0, id, 4)) };
  const hit = await ask<object>(
    app,
    "SELECT h.name, h.hits -> 0 ->> 'name' AS listed, h.score, count(*) FROM party_hits h GROUP BY 1, 2, 3",
  );
  progress(`hits: ${JSON.stringify(hit)}`);
  return {
    bench: 'parties',
    cases: (['screening', 'again', 'scoring'] as const).map((what) =>
      measured({
        name: `${what}: with the list against without`,
        ours: file.bills / listed[what],
        reference: file.bills / bare[what],
        unit: 'bills/s',
        notes: [
          `${round((1000 * listed[what]) / file.bills, 3)} ms a bill with, ${round((1000 * bare[what]) / file.bills, 3)} ms without; ${JSON.stringify(listed.counts)}`,
        ],
      }),
    ),
  };
}

interface Repeated {
  /** Seconds of a run asked for afterwards. */
  readonly again: number;
  /** Of scoring all bills again. */
  readonly scoring: number;
  readonly counts: object;
}

const sent = async (app: BenchApp, liaison: number, file: Buffer): Promise<string> =>
  (await call(app, liaison, 'POST', '/v1/manifests?fileName=p.xml', file, 'application/xml')).id as string;

async function repeated(app: BenchApp, liaison: number, id: string, number: number): Promise<Repeated> {
  await app.settle();
  await call(app, liaison, 'POST', `/v1/manifests/${id}/screening`);
  const again = await screened(app, id, number);
  await app.settle();
  const started = performance.now();
  await call(app, liaison, 'POST', '/v1/targets/rescoring');
  await app.settle();
  const scoring = (performance.now() - started) / 1000;
  const [counts] = await ask<object>(
    app,
    `SELECT parties, names, screened, hits, (SELECT count(*) FROM finding_keys WHERE scope = -1) AS keys,
       (SELECT round(pg_total_relation_size('finding_keys') / 1e6)) AS mb FROM manifest_screenings WHERE manifest_id = '${id}' AND number = ${number}`,
  );
  return { again, scoring, counts: counts! };
}

const ask = <Row>(app: BenchApp, sql: string): Promise<Row[]> =>
  app.superuser(async (client) => (await client.query(sql)).rows as Row[]);

async function screened(app: BenchApp, id: string, number: number): Promise<number> {
  for (;;) {
    const [row] = await ask<{ seconds: number | null; status: string }>(
      app,
      `SELECT status, extract(epoch FROM finished_at - started_at)::float8 AS seconds FROM manifest_screenings WHERE manifest_id = '${id}' AND number = ${number}`,
    );
    if (row?.status === 'FAILED') throw new Error('the run failed');
    if (row?.seconds != null) return row.seconds;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function importList(app: BenchApp, liaison: number): Promise<void> {
  const { id } = await call(
    app,
    liaison,
    'POST',
    '/v1/watchlists',
    JSON.stringify({ code: 'UN', title: 'List' }),
    'application/json',
  );
  const xml = fs.readFileSync(LIST);
  await call(app, liaison, 'POST', `/v1/watchlists/${id}/versions?fileName=un.xml`, xml, 'application/octet-stream');
  for (;;) {
    const [row] = await ask<{ live_version: number | null }>(
      app,
      `SELECT live_version FROM watchlists WHERE id = '${id}'`,
    );
    if (row?.live_version) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function call(
  app: BenchApp,
  liaison: number,
  method: string,
  address: string,
  body?: Buffer | string,
  type?: string,
): Promise<any> {
  const headers = { ...app.world.liaisons[liaison]!.credentials, ...(type && { 'content-type': type }) };
  const answer = await fetch(app.url + address, {
    method,
    headers,
    ...(body !== undefined && { body: body as string }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
