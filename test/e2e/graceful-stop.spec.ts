import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seedReference } from '../../seeds/reference';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate';
import { provision } from '../../src/platform/database/provision';

const ROOT = path.resolve(__dirname, '../..');

/**
 * The built program as an operator runs it: its own process, a durable database (it refuses the tests' own, which has fsync off), and
 * SIGTERM while clients are at work.
 */
describe('the program', () => {
  let server: EmbeddedPostgres;
  let folder: string;
  let program: ChildProcess;
  let output = '';
  let url = '';

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-stop-'));
    fs.chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'pg') });
    const database = await provision(server.urlFor('postgres'), 'stop');
    await migrate(database.owner, database.worker, seedReference);
    fs.writeFileSync(
      path.join(folder, 'key.pem'),
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    const env = {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      PORT: '0',
      METRICS_PORT: '0',
      DATABASE_URL: database.app,
      WORKER_DATABASE_URL: database.worker,
      TOKEN_SECRET: 'k8Zq3vN0rT5yUeWb1XcJd7LmHs9Pf2Ga4Ro6Ti',
      AUDIT_SIGNING_KEY_FILE: path.join(folder, 'key.pem'),
      AUDIT_HEADS_FILE: path.join(folder, 'heads.jsonl'),
      LOG_LEVEL: 'warn',
    };
    program = spawn(process.execPath, [path.join(ROOT, 'dist/src/main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [program.stdout!, program.stderr!])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    for (let i = 0; i < 300 && !/first administrator/.test(output) && program.exitCode === null; i += 1)
      await sleep(50);
    url = /ready \d+ ms after start: (http:\/\/[^/]+)/.exec(output)?.[1] ?? '';
  });
  afterAll(async () => {
    program.kill('SIGKILL');
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('has no default account: it prints a one-time token for the first administrator', async () => {
    if (!url) throw new Error(output);
    expect(output).toMatch(/lambi_first_[\w-]{43}/);
    expect(output).not.toMatch(/Demo users/);
    const refused = await fetch(`${url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'adele@lambi.example', password: 'anything at all' }),
    });
    expect(refused.status).toBe(401);
  });

  it('asked to stop under load finishes what it accepted, and ends within 15 seconds', async () => {
    const token = /lambi_first_[\w-]{43}/.exec(output)![0];
    const post = (body: object): Promise<Response> =>
      fetch(`${url}/v1/auth/first-administrator`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const made = await post({
      token,
      email: 'first@lambi.example',
      displayName: 'First',
      password: 'conch-blown-at-dawn-2692',
    });
    expect(made.status).toBe(201);

    let stopping = false;
    const broken: string[] = [];
    const answers: number[] = [];
    const client = async (): Promise<void> => {
      while (!stopping || answers.length < 50) {
        try {
          const answer = await fetch(`${url}/v1/auth/login`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ email: `nobody-${Math.random()}@lambi.example`, password: 'x'.repeat(20) }),
          });
          await answer.text();
          answers.push(answer.status);
        } catch (error) {
          const cause = (error as { cause?: { code?: string } }).cause?.code ?? String(error);
          if (cause !== 'ECONNREFUSED') broken.push(cause); // refused: it was never accepted
          return;
        }
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await sleep(500);
    const asked = Date.now();
    const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    stopping = true;
    expect(await ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
    await Promise.all(clients);
    expect(answers.length).toBeGreaterThan(8);
    expect(answers.every((status) => [401, 429, 503].includes(status))).toBe(true);
    // A client may pick a kept-alive line in the very moment it is closed; the request on it was then never read.
    expect(broken.filter((code) => !['UND_ERR_SOCKET', 'ECONNRESET'].includes(code))).toEqual([]);
  });
});
