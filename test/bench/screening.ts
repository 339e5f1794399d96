import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { score } from '../../src/modules/screening/matching/match.rules';
import { prepare } from '../../src/modules/screening/matching/prepare.rules';
import { type BenchApp, CLIENTS, startBenchApp } from './bench-app';
import { type Defer, temporaryFolder } from './cleanup';
import { HttpClient, type Request, runLoad } from './load';
import { type BenchResult, measured, type Measured, numberOption, progress, quantile, round } from './report';
import { distorted, generatedNames, Random } from './screening-names';
import { interleave, type Side } from './sides';
import type { Person } from './world';

const SIZES = [1_000, 100_000, 1_000_000];
/** Screenings per second and core. */
const AIM_SMALL = 400;
const AIM_LARGE = 100;

export interface SizeResult {
  readonly names: number;
  /** Screenings a core can do in a second: one over the CPU seconds of program and database for each. */
  readonly perSecond: number;
  /** One client, nothing else running. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The same with twenty names in each request, as a spreadsheet or a manifest is screened. */
  readonly perSecondInBatches: number;
  /** With as many clients as keep the machine busy; the load generator has its share of the cores. */
  readonly wallPerSecond: number;
  /** Queries that were distorted names of the list and had that name among their hits. */
  readonly found: number;
  readonly importSeconds: number;
}

/**
 * Screenings over HTTP, one name a request, against lists of 1,000, 100,000 and 1,000,000 generated names; half of the queries are names of the
 * list as paperwork distorts them, half are strangers. The reference is PostgreSQL's own search for similar names (pg_trgm, GIN index,
 * no access control, no score that looks at the words) on the same names. `--largest=N` leaves out larger lists.
 */
export async function benchScreening(
  defer: Defer,
): Promise<BenchResult & { sizes: SizeResult[]; scoreMicros: number }> {
  const largest = numberOption('largest', SIZES.at(-1)!);
  const app = await startBenchApp(defer, CLIENTS);
  const folder = temporaryFolder(defer);
  const sizes: SizeResult[] = [];
  const cases: Measured[] = [];
  for (const names of SIZES.filter((size) => size <= largest)) {
    const { size, one } = await ofSize(app, defer, folder, names);
    sizes.push(size);
    cases.push(one);
  }
  return { bench: 'screening', cases, sizes, scoreMicros: scoreMicros() };
}

async function ofSize(
  app: BenchApp,
  defer: Defer,
  folder: string,
  names: number,
): Promise<{ size: SizeResult; one: Measured }> {
  const list = [...generatedNames(names, new Random(names))];
  progress(`importing a list of ${names} names`);
  const { listId, seconds: importSeconds } = await importList(app, folder, list);
  await similarNames(app, list);
  const strangers = [...generatedNames(5_000, new Random(1))];
  const random = new Random(names + 1);
  const queries = Array.from({ length: 10_000 }, (_, n) => {
    const target = random.one(list);
    return n % 2 === 0
      ? { name: distorted(target, random), target }
      : { name: random.one(strangers), target: undefined };
  });
  const clients = app.world.liaisons.slice(0, CLIENTS).map(() => new HttpClient(app.url));
  defer(() => clients.forEach((client) => client.close()));
  const signedIn = signedInAs(app.world.liaisons[0]!);
  const found = { asked: 0, hit: 0 };
  let n = 0;
  const screen = async (client: number): Promise<void> => {
    const { name, target } = queries[(n += 1) % queries.length]!;
    const answer = await clients[client]!.expect(200, question(await signedIn(), listId, name));
    if (target === undefined) return;
    found.asked += 1;
    if (answer.includes(`"caption":${JSON.stringify(target)}`)) found.hit += 1;
  };
  const sides = await interleave(
    app,
    { rounds: numberOption('rounds', 3), perRound: numberOption('per-round', 600) },
    {
      ours: screen,
      reference: async () => {
        const { name } = queries[(n += 1) % queries.length]!;
        await app.pool.query({ name: 'similar', text: SIMILAR, values: [name] });
      },
    },
  );
  const inBatches = await batches(app, async (client) => {
    const names = Array.from({ length: TOGETHER }, () => queries[(n += 1) % queries.length]!.name);
    await clients[client]!.expect(200, question(await signedIn(), listId, ...names));
  });
  const alone = await runLoad(1, numberOption('per-round', 600), screen);
  const size: SizeResult = {
    names,
    perSecond: round(perCore(sides.ours), 0),
    perSecondInBatches: round(inBatches, 0),
    p50Ms: round(quantile(alone.latencies, 0.5), 1),
    p99Ms: round(quantile(alone.latencies, 0.99), 1),
    wallPerSecond: round(sides.ours.count / sides.ours.seconds, 0),
    found: round(found.hit / found.asked, 3),
    importSeconds: round(importSeconds, 1),
  };
  const { program, database } = sides.ours.cpu;
  const one = measured({
    name: `${names} names`,
    ours: perCore(sides.ours),
    reference: perCore(sides.reference),
    unit: 'screenings per second and core',
    notes: [
      `aim ${names >= 1_000_000 ? AIM_LARGE : AIM_SMALL} per second and core; p50 ${size.p50Ms} ms, p99 ${size.p99Ms} ms with one client; ${size.perSecondInBatches} in requests of ${TOGETHER}; ${size.wallPerSecond}/s with ${CLIENTS} clients`,
      `CPU for each: program ${round(program / sides.ours.count, 2)} ms, database ${round(database / sides.ours.count, 2)} ms; ` +
        `${round(100 * size.found, 1)} % of the distorted names found; imported in ${size.importSeconds} s`,
    ],
  });
  return { size, one };
}

const TOGETHER = 20;
const BATCHES = 100;

/** Screenings per second and core, many in each request. */
async function batches(app: BenchApp, work: (client: number) => Promise<void>): Promise<number> {
  await runLoad(CLIENTS, BATCHES / 4, work);
  const before = await app.cpu();
  await runLoad(CLIENTS, BATCHES, work);
  const after = await app.cpu();
  return (BATCHES * TOGETHER) / (after.program - before.program + (after.database! - before.database!));
}

const SIGN_IN_EVERY_MS = 240_000;

/** Credentials that are never older than four minutes. */
function signedInAs(person: Person): () => Promise<Request['headers']> {
  let credentials = person.signInAgain();
  let since = performance.now();
  return () => {
    if (performance.now() - since > SIGN_IN_EVERY_MS) {
      credentials = person.signInAgain();
      since = performance.now();
    }
    return credentials;
  };
}

const perCore = ({ count, cpu }: Side): number => (1000 * count) / (cpu.program + cpu.database);

const question = (headers: Request['headers'], listId: string, ...names: readonly string[]): Request => ({
  method: 'POST',
  path: '/v1/screening/match',
  headers,
  body: JSON.stringify({ queries: names.map((name) => ({ schema: 'Person', names: [name] })), listIds: [listId] }),
});

export async function importList(
  app: BenchApp,
  folder: string,
  names: readonly string[],
): Promise<{ listId: string; seconds: number }> {
  const file = path.join(folder, `${names.length}.csv`);
  const out = fs.openSync(file, 'w');
  fs.writeSync(out, 'name,schema,reference\n');
  for (let start = 0; start < names.length; start += 10_000)
    fs.writeSync(
      out,
      names
        .slice(start, start + 10_000)
        .map((name, at) => `"${name}",Person,B-${start + at}\n`)
        .join(''),
    );
  fs.closeSync(out);
  const client = new HttpClient(app.url);
  const headers = await app.world.liaisons[0]!.signInAgain();
  const body = JSON.stringify({ code: `BENCH_${names.length}`, title: 'Generated names' });
  const list = JSON.parse(await client.expect(201, { method: 'POST', path: '/v1/watchlists', headers, body })) as {
    id: string;
  };
  client.close();
  const started = performance.now();
  const versionId = await upload(app, `/v1/watchlists/${list.id}/versions?fileName=generated.csv`, file, headers);
  await app.superuser(async (database) => {
    for (;;) {
      const { rows } = await database.query<{ status: string }>('SELECT status FROM watchlist_versions WHERE id = $1', [
        versionId,
      ]);
      if (rows[0]!.status === 'LIVE') break;
      if (rows[0]!.status === 'REFUSED') throw new Error('the list was refused');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
  const seconds = (performance.now() - started) / 1000;
  // What autovacuum does within a minute.
  await app.superuser((database) =>
    database.query('VACUUM ANALYZE finding_keys, watchlist_contents, watchlist_entries'),
  );
  return { listId: list.id, seconds };
}

function upload(
  app: BenchApp,
  address: string,
  file: string,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const type = { 'content-type': 'text/csv', 'content-length': fs.statSync(file).size };
    const request = http.request(
      new URL(address, app.url),
      { method: 'POST', headers: { ...headers, ...type } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          response.statusCode === 202
            ? resolve((JSON.parse(text) as { id: string }).id)
            : reject(new Error(`${address}: ${response.statusCode} ${text}`)),
        );
      },
    );
    request.on('error', reject);
    fs.createReadStream(file).pipe(request);
  });
}

const SIMILAR =
  'SELECT name, similarity(name, $1) AS alike FROM bench_names WHERE name % $1 ORDER BY alike DESC LIMIT 5';

const similarNames = (app: BenchApp, names: readonly string[]): Promise<void> =>
  app.superuser(async (database) => {
    await database.query('DROP TABLE IF EXISTS bench_names');
    await database.query('CREATE TABLE bench_names AS SELECT unnest($1::text[]) AS name', [names]);
    await database.query('CREATE INDEX ON bench_names USING gin (name gin_trgm_ops)');
    await database.query('ANALYZE bench_names');
    await database.query('GRANT SELECT ON bench_names TO lambi_app');
  });

/** Microseconds of CPU for one pair, list side prepared. */
function scoreMicros(): number {
  const list = [...generatedNames(1_000)].map((name) => prepare({ schema: 'Person', names: [name] }));
  const queries = [...generatedNames(50, new Random(7))].map((name) => prepare({ schema: 'Person', names: [name] }));
  const run = (): number => {
    const before = process.cpuUsage();
    for (const query of queries) for (const candidate of list) score(query, candidate);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / (queries.length * list.length);
  };
  run();
  return round(Math.min(run(), run(), run()), 2);
}
