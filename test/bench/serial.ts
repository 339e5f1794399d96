import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { fold, latin } from '../../src/modules/inspections/serials/serial-keys.rules';
import { FirearmMarks } from '../../src/modules/inspections/serials/firearm-marks.repository';
import { candidatesFor } from '../../src/modules/inspections/serials/serial-candidates.query';
import type { SearchFirearmsDto } from '../../src/modules/inspections/serials/dto/serial-search.dto';
import { FirearmReferences } from '../../src/modules/inspections/references/references.repository';
import type { RowWriter } from '../../src/platform/database/row-writer';
import type { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { contextOf } from './casework';
import type { Reader } from './row-security';
import { type BenchApp, startBenchApp } from './bench-app';
import type { Defer } from './cleanup';
import { HttpClient, runLoad } from './load';
import { type BenchResult, measured, type Measured, numberOption, progress, quantile, round } from './report';
import { Random } from './screening-names';
import { addFirearms } from './serial-data';
import { QUESTIONS, type Weapon } from './serial-weapons';
import type { Person } from './world';

const SMALL = 100_000;
const LARGE = 1_000_000;
const AIM_P99_MS = 50;
const LIAISONS = 8;

interface Side {
  readonly p50Ms: number;
  readonly p99Ms: number;
}
export interface SizeResult extends Side {
  readonly firearms: number;
  /** The whole request, with authentication, the leaf of the log and its commit. */
  readonly overHttp: Side;
  /** A search for a container that finds nothing and leaves its leaf: what any search costs on this machine at this moment. */
  readonly request: Side;
  /** Half of all firearms are this reader's own. */
  readonly seesHalf: Side;
  /** A hundred firearms were released to this reader. */
  readonly seesHundred: Side;
  readonly byQuestion: Readonly<Record<string, Side>>;
  /** Share of the questions whose answer held the weapon they were made from. */
  readonly found: number;
  /** `SELECT ... WHERE folded = ...` on the same table without row-level security or HTTP. */
  readonly equalityP50Ms: number;
  readonly loadSeconds: number;
}

/**
 * Searches for serial numbers, complete and with gaps, in the database as the program sends them and over HTTP, as somebody who sees half of all firearms and as the Panel, which sees a
 * hundred; one client, every kind of question in turn. `--size=N` for another largest size, `--questions=N` for each reader.
 */
export async function benchSerial(defer: Defer): Promise<BenchResult> {
  const app = await startBenchApp(defer, LIAISONS);
  const large = numberOption('size', LARGE);
  const sizes: SizeResult[] = [];
  const own: Weapon[] = [];
  const panels: Weapon[] = [];
  let at = 0;
  for (const size of [...new Set([Math.min(SMALL, large), large])]) {
    progress(`adding firearms up to ${size}`);
    const started = performance.now();
    const added = await addFirearms(app, at, size);
    const loadSeconds = round((performance.now() - started) / 1000, 1);
    own.push(...added.own);
    panels.push(...added.panels);
    at = size;
    sizes.push(await measure(app, defer, size, own, panels, loadSeconds));
    progress(JSON.stringify(sizes.at(-1)));
  }
  const [first, last] = [sizes[0]!, sizes.at(-1)!];
  return {
    bench: 'serial',
    cases: sizes.map(caseOf),
    sizes,
    loadAverage: loadavg().map((load) => round(load, 1)),
    cores: availableParallelism(),
    p50Ms: last.p50Ms,
    p99Ms: last.p99Ms,
    growth: round(last.p99Ms / first.p99Ms, 2),
    growthOfMedian: round(last.p50Ms / first.p50Ms, 2),
  };
}

/** The search alone, under row-level security as the program's role: what it sends, and the rules that rank the answer. */
async function askDatabase(app: BenchApp, reader: Reader, from: readonly Weapon[], count: number): Promise<Timed[]> {
  const client = await app.pool.connect();
  const names = new Map<string, string>();
  const prepared = async (text: string, values: unknown[]): Promise<unknown[]> => {
    if (!names.has(text)) names.set(text, `serial_${names.size}`);
    return (await client.query({ name: names.get(text)!, text, values })).rows;
  };
  const unit = { prepared } as unknown as UnitOfWork;
  const marks = new FirearmMarks(unit, undefined as unknown as RowWriter);
  const references = new FirearmReferences(unit, undefined as unknown as RowWriter);
  const random = new Random(count + 1);
  const kinds = Object.entries(QUESTIONS);
  const timed: Timed[] = [];
  await client.query('BEGIN');
  await client.query(
    `SELECT set_config('app.me', $1, true), set_config('app.user', '1', true), set_config('app.readers', $2, true), set_config('app.clearance', $3, true)`,
    [String(reader.organisationKey), `{${reader.readers.join(',')}}`, String(reader.clearance)],
  );
  for (let n = 0; n < count * 1.1; n += 1) {
    const [question, make] = kinds[n % kinds.length]!;
    let weapon = random.one(from);
    while (weapon.make === '') weapon = random.one(from);
    const body = make(weapon) as SearchFirearmsDto;
    const started = performance.now();
    const { met } = await candidatesFor(marks, await references.current(), body);
    const milliseconds = performance.now() - started;
    if (n >= count * 0.1)
      timed.push({ question, milliseconds, found: met.some(({ mark }) => mark.raw === weapon.raw) });
  }
  await client.query('ROLLBACK');
  client.release();
  return timed;
}

async function unrelated(app: BenchApp, defer: Defer): Promise<Side> {
  const client = new HttpClient(app.url);
  defer(() => client.close());
  const headers = await app.world.liaisons[0]!.signInAgain();
  const body = JSON.stringify({ by: 'container', value: 'SMLU4815164' });
  const { latencies } = await runLoad(1, 300, () =>
    client.expect(200, { method: 'POST', path: '/v1/search', headers, body }),
  );
  return { p50Ms: round(quantile(latencies, 0.5), 2), p99Ms: round(quantile(latencies, 0.99), 2) };
}

interface Timed {
  readonly question: string;
  readonly milliseconds: number;
  readonly found: boolean;
}

async function measure(
  app: BenchApp,
  defer: Defer,
  firearms: number,
  own: readonly Weapon[],
  panels: readonly Weapon[],
  loadSeconds: number,
): Promise<SizeResult> {
  const count = numberOption('questions', 1200);
  const inDatabase = [
    ...(await askDatabase(app, await contextOf(app, app.world.liaisons[0]!), own, count)),
    ...(await askDatabase(app, await contextOf(app, app.world.expert), panels, count)),
  ];
  const liaison = await ask(app, defer, app.world.liaisons[0]!, own, count);
  const expert = await ask(app, defer, app.world.expert, panels, count);
  const all = [...liaison, ...expert];
  return {
    firearms,
    ...sideOf(inDatabase),
    overHttp: sideOf(all),
    request: await unrelated(app, defer),
    seesHalf: sideOf(liaison),
    seesHundred: sideOf(expert),
    byQuestion: Object.fromEntries(
      Object.keys(QUESTIONS).map((kind) => [kind, sideOf(inDatabase.filter(({ question }) => question === kind))]),
    ),
    found: round(all.filter(({ found }) => found).length / all.length, 3),
    equalityP50Ms: await equality(app, own),
    loadSeconds,
  };
}

const sideOf = (timed: readonly Timed[]): Side => {
  const all = timed.map(({ milliseconds }) => milliseconds);
  return { p50Ms: round(quantile(all, 0.5), 2), p99Ms: round(quantile(all, 0.99), 2) };
};

/** One after the other on one connection; the first tenth only warms up. */
async function ask(
  app: BenchApp,
  defer: Defer,
  reader: Person,
  from: readonly Weapon[],
  count: number,
): Promise<Timed[]> {
  const client = new HttpClient(app.url);
  defer(() => client.close());
  const headers = await reader.signInAgain();
  const random = new Random(count);
  const kinds = Object.entries(QUESTIONS);
  const timed: Timed[] = [];
  await app.settle();
  for (let n = 0; n < count * 1.1; n += 1) {
    const [question, make] = kinds[n % kinds.length]!;
    let weapon = random.one(from);
    while (weapon.make === '') weapon = random.one(from);
    const body = JSON.stringify({ ...make(weapon), limit: 100 });
    const started = performance.now();
    const answer = await client.expect(200, { method: 'POST', path: '/v1/firearms/search', headers, body });
    const milliseconds = performance.now() - started;
    if (n >= count * 0.1)
      timed.push({ question, milliseconds, found: answer.includes(`"text":${JSON.stringify(weapon.raw)}`) });
  }
  return timed;
}

const EQUAL = 'SELECT key, record_key, raw FROM firearm_marks WHERE folded = $1';

/** Milliseconds at the median. */
async function equality(app: BenchApp, from: readonly Weapon[]): Promise<number> {
  const random = new Random(3);
  return app.superuser(async (database) => {
    const times: number[] = [];
    for (let n = 0; n < 500; n += 1) {
      const values = [fold(latin(random.one(from).number))];
      const started = performance.now();
      await database.query({ name: 'equal', text: EQUAL, values });
      times.push(performance.now() - started);
    }
    return round(quantile(times, 0.5), 3);
  });
}

const caseOf = (size: SizeResult): Measured =>
  measured({
    name: `${size.firearms} firearms`,
    ours: size.p50Ms,
    reference: size.equalityP50Ms,
    unit: 'ms',
    notes: [
      `p99 ${size.p99Ms} ms (aim ${AIM_P99_MS}); over HTTP p50 / p99 ${size.overHttp.p50Ms} / ${size.overHttp.p99Ms}, where an unrelated request takes ${size.request.p50Ms} / ${size.request.p99Ms}; over HTTP p50 / p99 of who sees half ${size.seesHalf.p50Ms} / ${size.seesHalf.p99Ms}, of who sees a hundred ${size.seesHundred.p50Ms} / ${size.seesHundred.p99Ms}; one client`,
      `the weapon was among the first 100 hits of ${round(size.found * 100, 1)} % of the questions; loaded in ${size.loadSeconds} s; the reference is SQL equality of one key alone`,
      ...Object.entries(size.byQuestion).map(([kind, { p50Ms, p99Ms }]) => `${kind}: ${p50Ms} / ${p99Ms} ms`),
    ],
  });
