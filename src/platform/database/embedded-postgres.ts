import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { executable, IS_WINDOWS, locateBinaries, reachable, serverUser, type ServerUser } from './postgres-binaries';

export interface EmbeddedPostgres {
  /** Superuser address of a database on this server. For provisioning and tests; the program never runs on it. */
  urlFor(database: string): string;
  readonly port: number;
  readonly dataDir: string;
  /** True if another process owns the server: it is then left running by stop(). */
  readonly attached: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (message: string) => void;
}

interface Cluster {
  readonly binaries: string;
  readonly dataDir: string;
  readonly user: ServerUser;
  readonly password: string;
}

const START_TIMEOUT_MS = 30_000;
/** Names of the same thing: UTF-8 letters without a language, on Linux, macOS and Windows. */
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8', 'en-US'];

/**
 * Starts a real PostgreSQL from the npm binaries, or attaches to the one already running on this directory.
 * Covers what cost others an hour each: root, LANG unset, a killed parent (no orphan stays), a stale postmaster.pid,
 * two first starts at once, a taken port.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const cluster = prepareCluster(options);
  const old = readPidFile(cluster.dataDir);
  if (old) {
    if (await answers(cluster, old.port)) return handle(cluster, old.port, true, () => Promise.resolve());
    if (!isPostgres(old.pid)) fs.rmSync(path.join(cluster.dataDir, 'postmaster.pid'), { force: true });
  }
  for (let attempt = 0; ; attempt += 1) {
    const started = await startServer(cluster, options.settings ?? {});
    if (started.running) return handle(cluster, started.port, false, () => started.stop());
    if (/could not bind|Address already in use/.test(started.output) && attempt < 3) continue;
    const other = readPidFile(cluster.dataDir);
    if (other && (await answers(cluster, other.port))) {
      return handle(cluster, other.port, true, () => Promise.resolve());
    }
    throw new Error(`embedded PostgreSQL did not start:\n${started.output}`);
  }
}

function prepareCluster(options: EmbeddedOptions): Cluster {
  const user = serverUser();
  const binaries = locateBinaries(user);
  let dataDir = path.resolve(options.dataDir ?? '.data/pg');
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  if (user.uid !== undefined && !reachable(path.dirname(dataDir), user)) {
    dataDir = placeWithinReach(dataDir);
    fs.mkdirSync(path.dirname(dataDir), { recursive: true });
    options.log?.(`data directory: ${dataDir}`);
  }
  const passwordFile = `${dataDir}.password`;
  if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) initialise(binaries, dataDir, passwordFile, user);
  refuseOtherMajor(binaries, dataDir);
  return { binaries, dataDir, user, password: fs.readFileSync(passwordFile, 'utf8') };
}

/**
 * Where the data of a folder lies that the server's user cannot enter. The place is drawn once and noted in the folder, not made from its
 * path: a new clone at the same path must not find the database of the one that was there before.
 */
function placeWithinReach(dataDir: string): string {
  const note = `${dataDir}.location`;
  const draft = `${note}.${process.pid}`;
  fs.writeFileSync(draft, `/var/tmp/lambi-pgdata-${randomBytes(8).toString('hex')}/pg`);
  try {
    fs.linkSync(draft, note); // whole or not at all: of two first starts one decides
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(draft);
  }
  return fs.readFileSync(note, 'utf8');
}

/**
 * The locale flags matter: with LC_CTYPE=C trigram search ignores every Cyrillic, Arabic and Chinese letter without a word.
 * Made beside its place and renamed, so that of two first starts one wins whole and the other attaches.
 */
function initialise(binaries: string, dataDir: string, passwordFile: string, user: ServerUser): void {
  const partial = `${dataDir}.init-${process.pid}`;
  fs.mkdirSync(partial, { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  const handed = `${partial}.pw`;
  fs.writeFileSync(handed, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) for (const file of [partial, handed]) fs.chownSync(file, user.uid, user.gid!);
  let fault = '';
  const attempts = LOCALES.flatMap((ctype) => [
    ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', `--lc-ctype=${ctype}`],
    ['--lc-collate=C', `--lc-ctype=${ctype}`], // before 17 there is no builtin provider
  ]);
  for (const locale of attempts) {
    const run = spawnSync(
      path.join(binaries, 'bin', executable('initdb')),
      ['-D', partial, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${handed}`, '--encoding=UTF8'].concat(
        locale,
        ['--lc-messages=C', '--no-instructions', '--no-sync'],
      ),
      { ...user, cwd: '/', env: { ...process.env, LC_ALL: undefined, LANG: 'C' } },
    );
    fault = run.status === 0 ? '' : String(run.stderr || run.error);
    if (!fault) break;
  }
  fs.rmSync(handed);
  if (fault) {
    fs.rmSync(partial, { recursive: true, force: true });
    throw new Error(`initdb failed: ${fault}`);
  }
  const passwordPartial = `${passwordFile}.${process.pid}`;
  try {
    fs.writeFileSync(passwordPartial, password, { mode: 0o600 });
    fs.renameSync(partial, dataDir);
    fs.renameSync(passwordPartial, passwordFile);
  } catch {
    fs.rmSync(partial, { recursive: true, force: true });
    fs.rmSync(passwordPartial, { force: true });
  }
}

function refuseOtherMajor(binaries: string, dataDir: string): void {
  const found = fs.readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8').trim();
  const version = spawnSync(path.join(binaries, 'bin', executable('postgres')), ['--version']).stdout?.toString() ?? '';
  const major = /(\d+)/.exec(version)?.[1];
  if (major && major !== found) {
    throw new Error(
      `${dataDir} was made by PostgreSQL ${found}, these binaries are ${major}: delete it or set DATABASE_URL`,
    );
  }
}

interface Started {
  readonly running: boolean;
  readonly port: number;
  readonly output: string;
  readonly stop: () => Promise<void>;
}

async function startServer(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<Started> {
  const port = await freePort();
  const child = spawnServer(cluster, port, settings);
  let output = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000);
  });
  let exited = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      exited = true;
      resolve();
    });
  });
  const lease = child.stdio[3] as Writable & { unref?(): void };
  lease.on('error', () => undefined);
  lease.unref?.();
  (child.stderr as unknown as { unref?(): void }).unref?.();
  child.unref();

  const deadline = Date.now() + START_TIMEOUT_MS;
  let running = false;
  while (!exited && !running && Date.now() < deadline) {
    const file = readPidFile(cluster.dataDir);
    running = file?.ready === true && file.port === port && (await answers(cluster, port));
    if (!running) await sleep(20);
  }
  if (!running) lease.destroy();
  const stop = async (): Promise<void> => {
    if (exited) return;
    if (IS_WINDOWS) {
      spawnSync(path.join(cluster.binaries, 'bin', 'pg_ctl.exe'), ['-D', cluster.dataDir, '-m', 'fast', '-w', 'stop']);
    } else {
      lease.destroy();
    }
    child.ref(); // nothing else may be left to keep us alive until it is gone
    const patience = new AbortController();
    const late = sleep(10_000, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([gone, late]);
    patience.abort();
    if (!exited) process.kill(readPidFile(cluster.dataDir)!.pid, 'SIGQUIT');
  };
  return { running, port, output, stop };
}

/**
 * On Unix a shell starts the server and holds a pipe from us: when we end, however we end, the pipe closes and the shell asks
 * the server for a fast shutdown. Its own process group keeps the terminal's Ctrl-C from reaching it before us.
 */
function spawnServer(cluster: Cluster, port: number, settings: Readonly<Record<string, string>>): ChildProcess {
  const program = path.join(cluster.binaries, 'bin', executable('postgres'));
  const args = ['-D', cluster.dataDir, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'].concat(
    ['-c', 'unix_socket_directories='],
    Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  );
  if (IS_WINDOWS) return spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe', 'pipe'], windowsHide: true });
  const script =
    '"$0" "$@" </dev/null 3<&- & p=$!; (cat >/dev/null <&3; kill -INT $p 2>/dev/null) & w=$!; wait $p; r=$?; kill $w 2>/dev/null; exit $r';
  return spawn('/bin/sh', ['-c', script, program, ...args], {
    ...cluster.user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: undefined },
  });
}

function handle(cluster: Cluster, port: number, attached: boolean, stop: () => Promise<void>): EmbeddedPostgres {
  return { urlFor: (database) => urlOf(cluster, port, database), port, dataDir: cluster.dataDir, attached, stop };
}

const urlOf = (cluster: Cluster, port: number, database: string): string =>
  `postgres://postgres:${cluster.password}@127.0.0.1:${port}/${database}`;

/** Does the server on this port serve this very directory? */
async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(cluster, port, 'postgres'), connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return fs.realpathSync(rows[0]!.data_directory) === fs.realpathSync(cluster.dataDir);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function readPidFile(dataDir: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: /ready/.test(lines[7] ?? '') };
  } catch {
    return undefined;
  }
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}
