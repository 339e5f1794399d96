import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { Pool } from 'pg';
import { seedReference } from '../../seeds/reference';
import { readConfig } from '../../src/platform/config/config';
import { type Keys, loadKeys, type Runtime } from '../../src/platform/config/runtime';
import { databaseOptions } from '../../src/platform/database/data-source';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate';
import { asSuperuser, provision } from '../../src/platform/database/provision';
import type { Answer, Command } from './bench-server';
import type { Statement } from './capture';
import { type Defer, temporaryFolder } from './cleanup';
import { ownCpuSeconds, serverCpuSeconds } from './cpu';
import { HttpClient, type Request } from './load';
import { progress } from './report';
import { type TemplateStatement, templateOf } from './template';
import { type BenchWorld, makeWorld } from './world';

export const CLIENTS = 8;
export const POOL_SIZE = 8;

/** CPU seconds so far: of the bench's own process (load generator and replay), the program's, the database's. */
export interface CpuSeconds {
  readonly bench: number;
  readonly program: number;
  readonly database: number | undefined;
}

export interface BenchApp {
  readonly url: string;
  readonly world: BenchWorld;
  /** Address of the database as superuser, for whom row-level security does not count. */
  readonly superuserUrl: string;
  /** The program's own keys. */
  keys(): Keys;
  /** As many connections as the program has, as the same role with the same settings. */
  readonly pool: Pool;
  superuser<T>(work: Parameters<typeof asSuperuser<T>>[1]): Promise<T>;
  /** What the program sends for one request. */
  capture(request: Request, status: number): Promise<{ statements: Statement[]; body: string }>;
  cpu(): Promise<CpuSeconds>;
  /** Most memory the program held at once since this was last asked, in bytes; undefined where the machine does not say. */
  peakMemory(): Promise<number | undefined>;
  /** Waits until sequencer and queue have nothing left, so that a round does not pay for the one before. */
  settle(): Promise<void>;
}

/**
 * A throw-away database with the server's own durable settings, and the program on it in a process of its own. The bench's process
 * generates the load and runs the replay; all of them share the machine's cores.
 */
export async function startBenchApp(defer: Defer, liaisons: number): Promise<BenchApp> {
  const folder = temporaryFolder(defer);
  progress('starting a database and the program on it');
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'pg') });
  defer(() => server.stop());
  const database = await provision(server.urlFor('postgres'), 'lambi');
  await migrate(database.owner, database.worker, seedReference);
  const config = readConfig({
    DATA_DIR: path.join(folder, 'data'),
    PORT: '0',
    DATABASE_POOL_SIZE: String(POOL_SIZE),
  });
  const settled: Omit<Runtime, 'keys' | 'stop'> = {
    config,
    database,
    headsFile: path.join(folder, 'data', 'audit-heads.jsonl'),
    storageDir: path.join(folder, 'data', 'evidence'),
  };
  const ask = startProgram(defer);
  const { url, token } = await ask({ do: 'serve', runtime: settled });
  const options = databaseOptions(settled as Runtime) as { extra: object };
  const pool = new Pool({ connectionString: database.app, ...options.extra });
  defer(() => pool.end());
  const http = new HttpClient(url!);
  defer(() => http.close());
  const superuser: BenchApp['superuser'] = (work) => asSuperuser(server.urlFor('lambi'), work);
  return {
    url: url!,
    superuserUrl: server.urlFor('lambi'),
    keys: () => loadKeys(config),
    world: await makeWorld(http, token!, liaisons),
    pool,
    superuser,
    capture: async (request, status) => {
      await ask({ do: 'capture' });
      const body = await http.expect(status, request);
      return { statements: (await ask({ do: 'captured' })).statements!, body };
    },
    cpu: async () => ({
      bench: ownCpuSeconds(),
      program: (await ask({ do: 'cpu' })).cpuSeconds!,
      database: serverCpuSeconds(server.dataDir),
    }),
    peakMemory: async () => (await ask({ do: 'peak' })).peakBytes,
    settle: () => superuser(waitForAfterwards),
  };
}

/** The program's process, and how to ask it for something. `--cpu-prof=FOLDER` profiles it. */
function startProgram(defer: Defer): (command: Command) => Promise<Answer> {
  const profile = process.argv.find((argument) => argument.startsWith('--cpu-prof='))?.split('=')[1];
  const child: ChildProcess = fork(path.join(__dirname, 'bench-server.js'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // the request log is written, to nowhere
    execArgv: profile ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`] : [],
  });
  const ask = (command: Command): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const gone = (code: number | null): void => reject(new Error(`the program ended with ${code}`));
      child.once('exit', gone);
      child.once('message', (answer: Answer) => {
        child.off('exit', gone);
        if (answer.fault === undefined) resolve(answer);
        else reject(new Error(answer.fault));
      });
      child.send(command, (error) => (error ? reject(error) : undefined));
    });
  defer(async () => {
    if (child.exitCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    await ask({ do: 'stop' }).catch(() => child.kill('SIGKILL'));
    await exited;
  });
  return ask;
}

async function waitForAfterwards(client: { query(sql: string): Promise<{ rows: unknown[] }> }): Promise<void> {
  for (;;) {
    const { rows } = await client.query(
      'SELECT FROM audit_pending UNION ALL SELECT FROM graphile_worker._private_jobs WHERE run_at <= now() LIMIT 1',
    );
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const CAPTURES = 4;

/** Captures a request of the same kind several times and makes its template, whose values are those of `make(0)`. */
export async function captureTemplate(
  app: BenchApp,
  make: (n: number) => Request,
  status: number,
): Promise<TemplateStatement[]> {
  await app.capture(make(CAPTURES), status); // reads what is then held in memory, which no later one does
  const captures: Statement[][] = [];
  for (let n = 0; n < CAPTURES; n += 1) captures.push((await app.capture(make(n), status)).statements);
  return templateOf(captures);
}
