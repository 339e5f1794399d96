import type { HeldBack } from '../../src/modules/records';
import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Actor } from '../../src/platform/context/actor';
import type { RowWriter } from '../../src/platform/database/row-writer';
import type { UnitOfWork } from '../../src/platform/database/unit-of-work';
import type { CursorCodec } from '../../src/platform/http/cursor';
import { type BoxFilter, ExchangeLists } from '../../src/modules/exchanges/exchange-lists.query';
import { ExchangesRepository } from '../../src/modules/exchanges/exchanges.repository';
import { RecordsRepository } from '../../src/modules/records/records.repository';
import { type BenchApp, startBenchApp } from './bench-app';
import { contextOf } from './casework';
import type { Defer } from './cleanup';
import { addExchanges } from './inbox-data';
import { HttpClient } from './load';
import { type BenchResult, measured, type Measured, numberOption, progress, quantile, round } from './report';
import type { Reader } from './row-security';
import type { Person } from './world';

const SMALL = 100_000;
const LARGE = 1_000_000;
const AIM_P99_MS = 20;
const PAGE = 50;
const LIAISONS = 20;

interface Side {
  readonly p50Ms: number;
  readonly p99Ms: number;
}
interface SizeResult extends Side {
  readonly exchanges: number;
  /** The twentieth page. */
  readonly deep: Side;
  readonly sent: Side;
  /** Only what is overdue. */
  readonly overdue: Side;
  /** The whole request, with authentication, the leaf of the log and its commit. */
  readonly overHttp: Side;
  readonly loadSeconds: number;
}

/** The inbox of fifty, of one reader after the other, first a hundred thousand exchanges and then `--size`. */
export async function benchInbox(defer: Defer): Promise<BenchResult> {
  const app = await startBenchApp(defer, LIAISONS);
  const large = numberOption('size', LARGE);
  const sizes: SizeResult[] = [];
  let at = 0;
  for (const size of [...new Set([Math.min(SMALL, large), large])]) {
    progress(`adding exchanges up to ${size}`);
    const started = performance.now();
    await addExchanges(app, at, size);
    at = size;
    const loadSeconds = round((performance.now() - started) / 1000, 1);
    sizes.push(await measure(app, defer, size, loadSeconds));
    progress(JSON.stringify(sizes.at(-1)));
  }
  const last = sizes.at(-1)!;
  return {
    bench: 'inbox',
    cases: sizes.map(caseOf),
    sizes,
    loadAverage: loadavg().map((load) => round(load, 1)),
    cores: availableParallelism(),
    p50Ms: last.p50Ms,
    p99Ms: last.p99Ms,
    growth: round(last.p99Ms / sizes[0]!.p99Ms, 2),
  };
}

async function measure(app: BenchApp, defer: Defer, exchanges: number, loadSeconds: number): Promise<SizeResult> {
  const count = numberOption('questions', 1000);
  const people = [...app.world.liaisons, app.world.expert];
  const readers: Reader[] = [];
  for (const person of people) readers.push(await contextOf(app, person));
  const server = (filter: BoxFilter, skip = 0, times = count): Promise<Side> =>
    onServer(app, readers, filter, skip, times);
  return {
    exchanges,
    ...(await server({ box: 'inbox' })),
    deep: await server({ box: 'inbox' }, 19, Math.ceil(count / 4)),
    sent: await server({ box: 'sent' }, 0, Math.ceil(count / 4)),
    overdue: await server({ box: 'inbox', overdue: true }, 0, Math.ceil(count / 4)),
    overHttp: await overHttp(app, defer, people, count),
    loadSeconds,
  };
}

/** Of all connections: one is borrowed again. */
const names = new Map<string, string>();

/** What GET /v1/exchanges asks of the database, by the program's own repositories, under row-level security as the program's role. */
async function onServer(
  app: BenchApp,
  readers: readonly Reader[],
  filter: BoxFilter,
  skip: number,
  count: number,
): Promise<Side> {
  const client = await app.pool.connect();
  const prepared = async (text: string, values: readonly unknown[] = []): Promise<unknown[]> => {
    if (!names.has(text)) names.set(text, `inbox_${names.size}`);
    return (await client.query({ name: names.get(text)!, text, values: [...values] })).rows;
  };
  const query = async (text: string, values: readonly unknown[] = []): Promise<unknown[]> =>
    (await client.query(text, [...values])).rows;
  const unit = { prepared, query } as unknown as UnitOfWork;
  const lists = new ExchangeLists(unit, { now: () => new Date() }, POSITIONS);
  const records = new RecordsRepository(unit);
  const exchanges = new ExchangesRepository(unit, undefined as unknown as RowWriter, undefined as unknown as HeldBack);
  const times: number[] = [];
  for (let n = 0; n < count * 1.1; n += 1) {
    const reader = readers[n % readers.length]!;
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('app.me', $1, true), set_config('app.user', '1', true), set_config('app.readers', $2, true), set_config('app.clearance', $3, true)`,
      [String(reader.organisationKey), `{${reader.readers.join(',')}}`, String(reader.clearance)],
    );
    let cursor: string | undefined;
    for (let page = 0; page < skip; page += 1)
      cursor = (await lists.page(reader as unknown as Actor, filter, PAGE, cursor)).nextCursor ?? undefined;
    const started = performance.now();
    const { items } = await lists.page(reader as unknown as Actor, filter, PAGE, cursor);
    const [found, heads] = await Promise.all([records.findByKeys(items), exchanges.heads(items)]);
    const milliseconds = performance.now() - started;
    if (found.length !== PAGE || heads.size !== PAGE) throw new Error(`a page of ${found.length} and ${heads.size}`);
    if (n >= count * 0.1) times.push(milliseconds);
    await client.query('ROLLBACK');
  }
  client.release();
  return sideOf(times);
}

const POSITIONS: CursorCodec = {
  encode: (_, position) => JSON.stringify(position),
  decode: (_, text) => JSON.parse(text) as { at: string; id: string },
};

async function overHttp(app: BenchApp, defer: Defer, people: readonly Person[], count: number): Promise<Side> {
  const client = new HttpClient(app.url);
  defer(() => client.close());
  const credentials: Readonly<Record<string, string>>[] = [];
  for (const person of people.slice(0, 5)) credentials.push(await person.signInAgain());
  await app.settle();
  const times: number[] = [];
  for (let n = 0; n < count * 1.1; n += 1) {
    const headers = credentials[n % credentials.length]!;
    const started = performance.now();
    await client.expect(200, { method: 'GET', path: `/v1/exchanges?box=inbox&limit=${PAGE}`, headers });
    if (n >= count * 0.1) times.push(performance.now() - started);
  }
  return sideOf(times);
}

const sideOf = (times: readonly number[]): Side => ({
  p50Ms: round(quantile(times, 0.5), 2),
  p99Ms: round(quantile(times, 0.99), 2),
});

const both = ({ p50Ms, p99Ms }: Side): string => `${p50Ms} / ${p99Ms} ms`;

const caseOf = (size: SizeResult): Measured =>
  measured({
    name: `inbox of ${PAGE} among ${size.exchanges} exchanges, p99`,
    ours: size.p99Ms,
    reference: AIM_P99_MS,
    unit: 'ms',
    aim: 1,
    notes: [
      `the reference is the aim; p50 / p99 on the server ${both(size)}, twentieth page ${both(size.deep)}, sent box ${both(size.sent)}, overdue alone ${both(size.overdue)}`,
      `over HTTP, one client ${both(size.overHttp)}; loaded in ${size.loadSeconds} s`,
    ],
  });
