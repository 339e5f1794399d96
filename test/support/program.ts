import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seedReference } from '../../seeds/reference';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate';
import { provision } from '../../src/platform/database/provision';

const ROOT = path.resolve(__dirname, '../..');

/** The built program as an operator runs it, in a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  readonly url: string;
  output(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** A durable database (the program refuses the tests' own, which has fsync off) on which it can be started again and again. */
export interface ProgramHome {
  /** The database as superuser. */
  readonly superuser: string;
  readonly folder: string;
  start(): Promise<Program>;
  close(): Promise<void>;
}

export async function makeProgramHome(name: string): Promise<ProgramHome> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `lambi-${name}-`));
  fs.chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'pg') });
  const database = await provision(server.urlFor('postgres'), name);
  await migrate(database.owner, database.worker, seedReference);
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  fs.writeFileSync(path.join(folder, 'key.pem'), key);
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: folder,
    PORT: '0',
    METRICS_PORT: '0',
    DATABASE_URL: database.app,
    WORKER_DATABASE_URL: database.worker,
    TOKEN_SECRET: 'k8Zq3vN0rT5yUeWb1XcJd7LmHs9Pf2Ga4Ro6Ti',
    VAULT_SECRET: 'w4Xp7Lk2Nf9Qs1Zy6Tb3Vh8Gd5Rm0Jc+Ea7Ui2Oo',
    AUDIT_SIGNING_KEY_FILE: path.join(folder, 'key.pem'),
    AUDIT_HEADS_FILE: path.join(folder, 'heads.jsonl'),
    LOG_LEVEL: 'warn',
    DATABASE_WAIT_SECONDS: '20',
  };
  let running: Program | undefined;
  return {
    superuser: server.urlFor(name),
    folder,
    start: async () => (running = await startProgram(env)),
    close: async () => {
      await running?.kill('SIGKILL');
      await server.stop();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

async function startProgram(env: NodeJS.ProcessEnv): Promise<Program> {
  const child = spawn(process.execPath, [path.join(ROOT, 'dist/src/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ready = /ready \d+ ms after start: (http:\/\/[^/]+)/;
  for (let i = 0; i < 1800 && !ready.test(output) && child.exitCode === null; i += 1) await sleep(50);
  const url = ready.exec(output)?.[1];
  if (!url) throw new Error(`the program did not start:\n${output}`);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    process: child,
    url,
    output: () => output,
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}
