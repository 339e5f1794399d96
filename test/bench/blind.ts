import { randomUUID } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { PoolClient } from 'pg';
import { readItems } from '../../src/modules/exchanges/blind/blind-items.rules';
import { Blinder } from '../../src/modules/exchanges/blind/blinder.service';
import { BlindQueriesRepository } from '../../src/modules/exchanges/blind/queries/blind-queries.repository';
import type { Runtime } from '../../src/platform/config/runtime';
import type { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { type BenchApp, startBenchApp } from './bench-app';
import { contextOf } from './casework';
import type { Defer } from './cleanup';
import { HttpClient } from './load';
import { type BenchResult, measured, type Measured, numberOption, progress, quantile, round } from './report';
import { Random } from './screening-names';
import type { Person } from './world';

const SMALL = 100_000;
const LARGE = 1_000_000;
const ASKED = 10_000;
/** One in a hundred of those asked for is published. */
const HITS = ASKED / 100;
const AIM_RATIO = 0.3;
const ROUNDS = 15;
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

interface Item {
  readonly kind: 'SERIAL';
  readonly value: string;
}

interface Times {
  readonly blind: number[];
  readonly hashing: number[];
  readonly clear: number[];
  readonly overHttp: number[];
}

/**
 * 10,000 serials against those published by other organisations, in one call: from the list as it was received to the hits, with reading,
 * normalising, HMAC, budget, the stored query and its hits, as the program's role under row-level security, against `value = ANY ($1)` on
 * an indexed text of the same values in the same database; and the whole request over HTTP beside it. The two take turns. One in a hundred
 * is a hit. `--size=N` for another largest size.
 */
export async function benchBlind(defer: Defer): Promise<BenchResult> {
  const app = await startBenchApp(defer, 3);
  const large = numberOption('size', LARGE);
  await app.superuser(async (client) => {
    await client.query(`SET session_replication_role = replica;
      INSERT INTO blind_limits (organisation_key, identifiers_per_day, hits_per_day, calls_per_minute, reason, set_by)
        SELECT o.key, 100000000, 100000000, 100000000, 'bench', (SELECT min(key) FROM users) FROM organisations o;
      CREATE TABLE bench_clear (value text COLLATE "C" NOT NULL, place int NOT NULL);
      GRANT SELECT ON bench_clear TO lambi_app`);
  });
  const random = new Random(2692);
  const published: string[] = [];
  const cases: Measured[] = [];
  for (const size of [...new Set([Math.min(SMALL, large), large])]) {
    progress(`publishing up to ${size}`);
    const rate = await publish(app, defer, published, size, random);
    cases.push(await measure(app, defer, published, rate, random));
    progress(JSON.stringify(cases.at(-1)));
  }
  const load = { loadAverage: loadavg().map((one) => round(one, 1)), cores: availableParallelism() };
  return { bench: 'blind', cases, ...load };
}

const serial = (random: Random): string =>
  Array.from({ length: 3 }, () => random.one([...LETTERS])).join('') +
  Array.from({ length: 6 }, () => random.one([...'0123456789'])).join('');

/** Through the API, ten thousand lines at a time, by two organisations in turn. Gives identifiers per second. */
async function publish(
  app: BenchApp,
  defer: Defer,
  published: string[],
  size: number,
  random: Random,
): Promise<number> {
  const client = new HttpClient(app.url);
  defer(() => client.close());
  const known = new Set(published);
  const from = published.length;
  let spent = 0;
  while (published.length < size) {
    const lines: Item[] = [];
    while (lines.length < Math.min(ASKED, size - published.length)) {
      const value = serial(random);
      if (known.has(value)) continue;
      known.add(value);
      lines.push({ kind: 'SERIAL', value });
    }
    const holder = app.world.liaisons[(published.length / ASKED) % 2]!;
    const headers = { ...(await holder.signInAgain()), 'idempotency-key': randomUUID() };
    const body = JSON.stringify({ name: 'bench', rule: 'SOMEONE', classification: 'UNCLASSIFIED', lines });
    const started = performance.now();
    await client.expect(201, { method: 'POST', path: '/v1/blind-sets', headers, body });
    spent += performance.now() - started;
    published.push(...lines.map(({ value }) => value));
  }
  await app.superuser(async (database) => {
    await database.query('DROP INDEX IF EXISTS bench_clear_by_value');
    for (let at = from; at < size; at += 100_000)
      await database.query('INSERT INTO bench_clear SELECT v, n FROM unnest($1::text[]) WITH ORDINALITY AS t (v, n)', [
        published.slice(at, at + 100_000),
      ]);
    await database.query('CREATE INDEX bench_clear_by_value ON bench_clear (value)');
    await database.query('VACUUM ANALYZE bench_clear');
    await database.query('VACUUM ANALYZE blind_index');
  });
  return round(((size - from) / spent) * 1000, 0);
}

/** Not in the set of published ones, but for the hits. */
function questions(published: readonly string[], random: Random): Item[] {
  const known = new Set(published);
  const values = Array.from({ length: HITS }, () => random.one([...published]));
  while (values.length < ASKED) {
    const value = serial(random);
    if (!known.has(value)) values.push(value);
  }
  return values
    .map((value, i) => ({ value, at: (i * 7919) % ASKED }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => ({ kind: 'SERIAL', value }));
}

async function measure(
  app: BenchApp,
  defer: Defer,
  published: readonly string[],
  publishedPerSecond: number,
  random: Random,
): Promise<Measured> {
  const asker = app.world.liaisons[2]!;
  const http = new HttpClient(app.url);
  defer(() => http.close());
  const times: Times = { blind: [], hashing: [], clear: [], overHttp: [] };
  for (let n = -3; n < ROUNDS; n += 1) {
    const items = questions(published, random);
    await app.settle();
    const round: [number, number, number, number] = [
      ...(await askInDatabase(app, asker, items)),
      await askInClear(app, items),
      await askOverHttp(http, asker, items),
    ];
    if (n < 0) continue;
    [times.blind, times.hashing, times.clear, times.overHttp].forEach((all, i) => all.push(round[i]!));
  }
  return caseOf(published.length, times, publishedPerSecond);
}

function caseOf(size: number, times: Times, publishedPerSecond: number): Measured {
  const median = (all: number[]): number => quantile(all, 0.5);
  const perSecond = (all: number[]): number => round((ASKED / median(all)) * 1000, 0);
  const [blind, clear, overHttp] = [times.blind, times.clear, times.overHttp].map(perSecond) as [
    number,
    number,
    number,
  ];
  const extra = {
    published: size,
    blindMs: round(median(times.blind), 1),
    hashingMs: round(median(times.hashing), 1),
    clearMs: round(median(times.clear), 1),
    overHttpMs: round(median(times.overHttp), 1),
    overHttpPerSecond: overHttp,
    overHttpRatio: round(overHttp / clear, 3),
    publishedPerSecond,
  };
  return measured(
    {
      ...{ name: `${ASKED} blind among ${size}`, ours: blind, reference: clear, unit: 'identifiers/s', aim: AIM_RATIO },
      notes: [
        `${extra.blindMs} ms of which ${extra.hashingMs} ms reading and HMAC; in clear ${extra.clearMs} ms`,
        `whole request over HTTP ${extra.overHttpMs} ms, ${overHttp}/s, ${extra.overHttpRatio} of the look-up in clear alone; published ${publishedPerSecond}/s`,
      ],
    },
    extra,
  );
}

async function withClient<T>(app: BenchApp, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await app.pool.connect();
  try {
    await client.query('BEGIN');
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** What the program does of a query between reading and writing JSON, but for the log's leaf. Milliseconds, and of them reading and hashing. */
async function askInDatabase(app: BenchApp, asker: Person, items: readonly Item[]): Promise<[number, number]> {
  const { organisationKey, readers, clearance } = await contextOf(app, asker);
  const blinder = new Blinder({ keys: app.keys() } as Runtime);
  return withClient(app, async (client) => {
    await client.query(
      `SELECT set_config('app.me', $1, true), set_config('app.user', '1', true), set_config('app.readers', $2, true), set_config('app.clearance', $3, true)`,
      [String(organisationKey), `{${readers.join(',')}}`, String(clearance)],
    );
    const rows = async (text: string, values: unknown[]): Promise<unknown[]> => (await client.query(text, values)).rows;
    const queries = new BlindQueriesRepository({ prepared: rows, query: rows } as unknown as UnitOfWork);
    const id = randomUUID();
    const started = performance.now();
    const { matchable } = readItems(items);
    const blinded = blinder.blind(matchable);
    const hashed = performance.now();
    const query = {
      id,
      reason: 'bench',
      legalBasis: null,
      keyId: blinder.keyId,
      identifiers: items.length,
      ...blinded,
    };
    if (await queries.ask(query)) throw new Error('the budget of the bench is spent');
    await queries.answer(id);
    const hits = await queries.hits(id);
    const ended = performance.now();
    if (hits.length < HITS * 0.9) throw new Error(`${hits.length} hits of ${HITS}`);
    return [ended - started, hashed - started];
  });
}

function askInClear(app: BenchApp, items: readonly Item[]): Promise<number> {
  return withClient(app, async (client) => {
    const started = performance.now();
    const { rows } = await client.query('SELECT value, place FROM bench_clear WHERE value = ANY ($1::text[])', [
      items.map(({ value }) => value),
    ]);
    const ended = performance.now();
    if (rows.length < HITS * 0.9) throw new Error(`${rows.length} hits of ${HITS}`);
    return ended - started;
  });
}

async function askOverHttp(client: HttpClient, asker: Person, items: readonly Item[]): Promise<number> {
  const headers = { ...(await asker.signInAgain()), 'idempotency-key': randomUUID() };
  const body = JSON.stringify({ reason: 'bench', items });
  const started = performance.now();
  await client.expect(201, { method: 'POST', path: '/v1/blind-queries', headers, body });
  return performance.now() - started;
}
