import { withCleanup } from './cleanup';
import { benchManifest } from './manifest';
import { benchRead } from './read';
import { type BenchResult, flag, progress, report, table } from './report';
import { benchStart } from './start';
import { benchSubmit } from './submit';

/* eslint-disable no-console -- the table goes to the terminal */
async function main(): Promise<void> {
  const results: BenchResult[] = [];
  for (const [name, bench] of Object.entries({
    submit: benchSubmit,
    read: benchRead,
    start: benchStart,
    manifest: benchManifest,
  })) {
    progress(name);
    // Each bench is cleaned up before the next: an idle program beside it would still take its share of the cores.
    await withCleanup(async (defer) => void results.push(await bench(defer)));
  }
  if (results.length === 0) return;
  const cases = results.flatMap(({ bench, cases }) => cases.map((one) => ({ ...one, name: `${bench}: ${one.name}` })));
  report({ bench: 'all', cases });
  if (!flag('json')) console.log(`\n${table(results)}`);
}

void main();
