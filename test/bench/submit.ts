import { type BenchApp, captureTemplate, CLIENTS, POOL_SIZE, startBenchApp } from './bench-app';
import { roundTrips } from './capture';
import type { Defer } from './cleanup';
import { HttpClient, type Request } from './load';
import { replayer } from './replay';
import { type BenchResult, flag, measured, numberOption } from './report';
import { describe, interleave, perSecond } from './sides';
import { submissions } from './submission';
import type { TemplateStatement } from './template';

/** Submissions a second are worth half of what raw pg could do with the same statements. */
const AIM = 0.5;
const MOST_ROUND_TRIPS = 6;

/**
 * Inspections accepted per second over HTTP against a replay of the very same statements by raw pg: the difference is what HTTP, access,
 * validation, mapping and signing cost. `--rounds`, `--per-round`; `--one-organisation` lets all clients draw reference numbers of one
 * organisation, which makes them wait for each other in the database on both sides.
 */
export async function benchSubmit(defer: Defer): Promise<BenchResult> {
  const app = await startBenchApp(defer, flag('one-organisation') ? 1 : CLIENTS);
  const clients = await prepare(app, defer);
  const sides = await interleave(
    app,
    { rounds: numberOption('rounds', 5), perRound: numberOption('per-round', 500) },
    {
      ours: (client) => clients[client]!.http.expect(201, clients[client]!.next()),
      reference: (client) => clients[client]!.replay(app.pool),
    },
  );
  const counts = count(clients[0]!.template);
  const notes = [
    `${counts.statements} statements in ${counts.roundTrips} round trips for each (aim ${MOST_ROUND_TRIPS} or fewer); without authentication ` +
      `${counts.statementsWithoutAuthentication} in ${counts.roundTripsWithoutAuthentication}; pool of ${POOL_SIZE} on both sides`,
    ...describe(sides),
  ];
  if (flag('statements')) notes.push(...clients[0]!.template.map(line));
  const one = measured(
    {
      name: 'submit',
      ours: perSecond(sides.ours),
      reference: perSecond(sides.reference),
      unit: 'inspections per second',
      aim: AIM,
      notes,
    },
    counts,
  );
  return { bench: 'submit', cases: [one] };
}

interface SubmitClient {
  readonly next: () => Request;
  readonly template: readonly TemplateStatement[];
  readonly http: HttpClient;
  readonly replay: (pool: BenchApp['pool']) => Promise<void>;
}

async function prepare(app: BenchApp, defer: Defer): Promise<SubmitClient[]> {
  const { liaisons, expert } = app.world;
  const prepared: SubmitClient[] = [];
  for (let client = 0; client < CLIENTS; client += 1) {
    const liaison = liaisons[client % liaisons.length]!;
    const next = submissions(liaison.credentials, expert.audienceId);
    const template = await captureTemplate(app, next, 201);
    const http = new HttpClient(app.url);
    defer(() => http.close());
    prepared.push({ next, template, http, replay: replayer(template) });
  }
  return prepared;
}

/** Authentication is every statement before the unit of work begins. */
function count(template: readonly TemplateStatement[]): Record<string, number> {
  const begin = template.findIndex(({ text }) => text.startsWith('BEGIN'));
  const unit = template.slice(begin).map(({ after }) => ({
    after: after.filter((index) => index >= begin).map((index) => index - begin),
  }));
  return {
    statements: template.length,
    roundTrips: roundTrips(template),
    statementsWithoutAuthentication: unit.length,
    roundTripsWithoutAuthentication: roundTrips(unit),
  };
}

const line = ({ text, after }: TemplateStatement, index: number): string =>
  `${index} after [${after.join(' ')}] ${text.replace(/\s+/g, ' ').slice(0, 110)}`;
