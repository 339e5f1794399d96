// Builds the program if dist is older than any source. Commands run the built code, so that they start fast and behave like production.
// Everything that is said here goes to standard error: commands print their one JSON line to standard output.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const stamp = path.join(root, 'dist', '.built');
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

const built = fs.existsSync(stamp) ? fs.statSync(stamp).mtimeMs : 0;
if (built < Math.max(...sources.map((source) => newest(path.join(root, source))))) {
  const startedAt = new Date();
  const nest = require.resolve('@nestjs/cli/bin/nest.js');
  const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
  fs.writeFileSync(stamp, '');
  fs.utimesSync(stamp, startedAt, startedAt); // a source changed while we built is newer than this
}
