import { spawn } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { projectRoot } from '../../src/platform/config/project-root';
import { type Defer, temporaryFolder } from './cleanup';
import { type BenchResult, measured, numberOption, progress, quantile, round } from './report';

const AIM_SECONDS = 3;
const DEADLINE_MS = 60_000;
const READY = /ready \d+ ms after start/;

/** `npm start` on a built project until it says it is ready: the first start makes the database, the next one finds it. There is no reference but the aim. */
export async function benchStart(defer: Defer): Promise<BenchResult> {
  const first: number[] = [];
  const next: number[] = [];
  for (let i = 0; i < numberOption('starts', 3); i += 1) {
    const dataDir = path.join(temporaryFolder(defer), 'data');
    first.push(await startOnce(dataDir, defer));
    next.push(await startOnce(dataDir, defer));
    progress(`start ${i + 1}: ${first.at(-1)!.toFixed(2)} s, next start ${next.at(-1)!.toFixed(2)} s`);
  }
  const one = (name: string, seconds: number[]): ReturnType<typeof measured> =>
    measured({
      name,
      ours: round(quantile(seconds, 0.5), 3),
      reference: AIM_SECONDS,
      unit: 's',
      aim: 1,
      notes: [`npm included; median of ${seconds.map((value) => value.toFixed(2)).join(', ')} s`],
    });
  return { bench: 'start', cases: [one('first start with initdb', first), one('next start', next)] };
}

async function startOnce(dataDir: string, defer: Defer): Promise<number> {
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, PORT: '0' };
  for (const name of ['DATABASE_URL', 'DATABASE_URL_FILE', 'METRICS_PORT', 'LOG_LEVEL']) delete env[name];
  const startedAt = performance.now();
  // A process group of its own: npm does not hand every signal on.
  const child = spawn('npm', ['start'], { cwd: projectRoot(), env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      // it has ended already
    }
  };
  defer(() => kill('SIGKILL'));
  let output = '';
  const seconds = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${output}`)), DEADLINE_MS);
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!READY.test(output)) return;
      clearTimeout(late);
      resolve((performance.now() - startedAt) / 1000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('close', () => {
      clearTimeout(late);
      reject(new Error(`npm start ended before it was ready:\n${output}`));
    });
  });
  kill('SIGTERM');
  await exited;
  return seconds;
}
