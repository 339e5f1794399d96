// Builds the program if dist is older than any source. Commands run the built code, so that they start fast and behave like production.
// Two commands started at once build once: the second waits for the first. Everything that is said here goes to standard error:
// commands print their one JSON line to standard output.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const stamp = path.join(root, 'dist', '.built');
const lock = path.join(root, '.building'); // holds the number of the process that builds; not in dist, which a build empties
const sources = [
  'src',
  'migrations',
  'seeds',
  'test/bench',
  'package.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

function newest(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...fs.readdirSync(file).map((name) => newest(path.join(file, name))));
}

function isStale() {
  const built = fs.existsSync(stamp) ? fs.statSync(stamp).mtimeMs : 0;
  return built < Math.max(...sources.map((source) => newest(path.join(root, source))));
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** 0 if it was given back meanwhile. */
function holderOf() {
  try {
    return Number(fs.readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

/** True once the lock is ours; false while another holds it. The lock of a process that died is taken away. */
function takeLock() {
  const mine = `${lock}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    fs.linkSync(mine, lock); // appears whole or not at all
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = holderOf();
    if (holder > 0 && !isRunning(holder)) fs.rmSync(lock, { force: true });
    return false;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function build() {
  const startedAt = new Date();
  const nest = require.resolve('@nestjs/cli/bin/nest.js');
  const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) return status ?? 1;
  fs.writeFileSync(stamp, '');
  fs.utimesSync(stamp, startedAt, startedAt); // a source changed while we built is newer than this
  return 0;
}

if (isStale()) {
  while (!takeLock()) wait(200);
  let status = 0;
  try {
    if (isStale()) status = build();
  } finally {
    fs.rmSync(lock, { force: true });
  }
  process.exit(status);
}
