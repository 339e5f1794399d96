import fs from 'node:fs';
import path from 'node:path';

const TICK_SECONDS = 0.01;

/** CPU seconds the database server and its backends have used; undefined where /proc does not say. */
export function serverCpuSeconds(dataDir: string): number | undefined {
  try {
    const postmaster = fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]!;
    let ticks = 0;
    for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const fields = statOf(pid);
      if (!fields) continue;
      if (pid === postmaster) ticks += sum(fields, 11, 15);
      else if (fields[1] === postmaster) ticks += sum(fields, 11, 13);
    }
    return ticks * TICK_SECONDS;
  } catch {
    return undefined;
  }
}

/** Fields from the state on: the name before them may hold blanks. A process may end while we look. */
function statOf(pid: string): string[] | undefined {
  try {
    return fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return undefined;
  }
}

const sum = (fields: readonly string[], from: number, to: number): number =>
  fields.slice(from, to).reduce((total, field) => total + Number(field), 0);

/** CPU seconds of this very process. */
export const ownCpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
