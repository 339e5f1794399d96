import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface DemoUser {
  readonly email: string;
  readonly password: string;
  readonly role: string;
}

export interface BuiltProgram {
  /** Scheme, host and port, without a slash at the end. */
  readonly url: string;
  /** The demo user with this role, from DATA_DIR/demo-users.json. */
  userWith(role: string): DemoUser;
  stop(): Promise<void>;
}

const ROOT = path.resolve(__dirname, '../../..');
const START_TIMEOUT_MS = 60_000;
const OWN_VARIABLES = /^(DATABASE|MIGRATION|WORKER|TOKEN|AUDIT|STORAGE|METRICS|PUBLIC|HOST|LOG)_?/;

/** Starts the built program as `npm start` does, on a free port and a throw-away embedded database: only dist has the Swagger plugin's output. */
export async function startBuiltProgram(): Promise<BuiltProgram> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-browser-'));
  fs.chmodSync(dataDir, 0o755); // run by root, the database belongs to another user, who must reach it
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: ROOT,
    env: { ...withoutOwn(process.env), DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    const url = await announcedAddress(child);
    const users = JSON.parse(fs.readFileSync(path.join(dataDir, 'demo-users.json'), 'utf8')) as Record<
      string,
      Omit<DemoUser, 'email'>
    >;
    const userWith = (role: string): DemoUser => {
      const [email, user] = Object.entries(users).find(([, one]) => one.role === role) ?? [];
      if (!email || !user) throw new Error(`no demo user is ${role}`);
      return { email, ...user };
    };
    return { url, userWith, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function announcedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`the program ${why}:\n${output.slice(-2000)}`));
    };
    const timer = setTimeout(() => fail('did not become ready'), START_TIMEOUT_MS);
    child.once('exit', (code) => fail(`ended with ${code}`));
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /ready \d+ ms after start: (http:\/\/[^/"\s]+)\/docs/.exec(output)?.[1];
      if (!address || !output.includes('Demo users')) return; // the story is told after the first answer
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
  });
}

/** Without what the caller's environment may say about another installation. */
const withoutOwn = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !OWN_VARIABLES.test(name)));
