import { contextOf, ownInspections, releasedInspections } from './casework';
import { type BenchApp, captureTemplate, CLIENTS, startBenchApp } from './bench-app';
import { roundTrips, type Statement } from './capture';
import type { Defer } from './cleanup';
import { generateCasework, RECORDS } from './dataset';
import { HttpClient, type Request } from './load';
import { replayer } from './replay';
import { type BenchResult, type Measured, measured, numberOption, progress } from './report';
import { measureRowSecurity, type Question } from './row-security';
import { describe, interleave, perSecond } from './sides';
import type { TemplateStatement } from './template';
import type { Person } from './world';

const ORGANISATIONS = 20;
const LIST = '/v1/inspections?limit=50';

/**
 * One inspection with its items and a list of 50, over HTTP against the same statements by raw pg (a read above UNCLASSIFIED leaves a
 * leaf in the log, on both sides), and what row-level security costs. `--rounds`, `--per-round`.
 */
export async function benchRead(defer: Defer): Promise<BenchResult> {
  const app = await startBenchApp(defer, ORGANISATIONS);
  progress(`generating ${RECORDS} records`);
  await app.superuser((client) => generateCasework(client, app.world.liaisons, app.world.expert));
  const cases = [
    await overHttp(app, defer, 'get one with 10 items', (ids, n) => `/v1/inspections/${ids[n % ids.length]!}`),
    await overHttp(app, defer, 'list of 50', () => LIST),
    ...(await rowSecurity(app)),
  ];
  return { bench: 'read', cases };
}

interface ReadClient {
  readonly http: HttpClient;
  next(n: number): Request;
  replay(n: number): Promise<void>;
}

type Address = (ids: readonly string[], n: number) => string;

async function overHttp(app: BenchApp, defer: Defer, name: string, address: Address): Promise<Measured> {
  const clients: ReadClient[] = [];
  let statements: readonly TemplateStatement[] = [];
  for (let i = 0; i < CLIENTS; i += 1) {
    const liaison = app.world.liaisons[i]!;
    const ids = await ownInspections(app, liaison);
    const template = await captureTemplate(app, (n) => get(liaison, address(ids, n)), 200);
    const http = new HttpClient(app.url);
    defer(() => http.close());
    const replay = replayer(template);
    const given = (n: number): Map<string, string> => new Map([[ids[0]!, ids[n % ids.length]!]]);
    clients.push({
      http,
      replay: (n) => replay(app.pool, given(n)),
      next: (n: number) => get(liaison, address(ids, n)),
    });
    statements = template;
  }
  let n = 0;
  const sides = await interleave(
    app,
    { rounds: numberOption('rounds', 5), perRound: numberOption('per-round', 500) },
    {
      ours: (i) => clients[i]!.http.expect(200, clients[i]!.next((n += 1))),
      reference: (i) => clients[i]!.replay((n += 1)),
    },
  );
  const counts = { statements: statements.length, roundTrips: roundTrips(statements) };
  const notes = [`${counts.statements} statements in ${counts.roundTrips} round trips for each`, ...describe(sides)];
  const speeds = { ours: perSecond(sides.ours), reference: perSecond(sides.reference) };
  return measured({ name, ...speeds, unit: 'requests per second', notes }, counts);
}

const get = (person: Person, path: string): Request => ({ method: 'GET', path, headers: person.credentials });

const captured = async (app: BenchApp, person: Person, path: string): Promise<Statement[]> =>
  (await app.capture(get(person, path), 200)).statements;

async function rowSecurity(app: BenchApp): Promise<Measured[]> {
  const results: Measured[] = [];
  const state = app.world.liaisons[0]!;
  for (const [who, person, ids] of [
    ['a State', state, await ownInspections(app, state)],
    ['the Panel', app.world.expert, await releasedInspections(app)],
  ] as const) {
    for (const [what, path] of [
      ['one with items', `/v1/inspections/${ids[0]!}`],
      ['newest 50', LIST],
    ] as const) {
      progress(`row-level security: ${what}, ${who}`);
      const statements = await captured(app, person, path);
      const question = await questionOf(app, `row security, ${what}, ${who}`, person, statements, ids);
      results.push(await measureRowSecurity(app, app.superuserUrl, question));
    }
  }
  return results;
}

/** The reading statements of a request are those between the begin of its unit of work and its leaf. */
async function questionOf(
  app: BenchApp,
  name: string,
  person: Person,
  statements: readonly Statement[],
  ids: readonly string[],
): Promise<Question> {
  const begin = statements.find(({ text }) => text.startsWith('BEGIN'))!.text;
  const reads = statements.filter(({ text }) => /^SELECT/.test(text) && /\b(records|inspections)\b/.test(text));
  const keys = await app.superuser(async (client) => {
    const { rows } = await client.query<{ id: string; key: number }>(
      'SELECT id, key FROM records WHERE id = ANY ($1)',
      [ids],
    );
    return new Map(rows.map(({ id, key }) => [id, key]));
  });
  const [id, key] = [ids[0]!, keys.get(ids[0]!)!];
  const vary: Question['vary'] = (values, round) => {
    const other = ids[round % ids.length]!;
    return values.map((value) => (value === id ? other : value === key ? keys.get(other)! : value));
  };
  return { name, reader: await contextOf(app, person), statements: reads, begin, vary };
}
