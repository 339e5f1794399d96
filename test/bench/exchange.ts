import type { Defer } from './cleanup';
import { benchBlind } from './blind';
import { benchInbox } from './inbox';
import type { BenchResult } from './report';

/** The parts of this bench, each by itself with `--only=NAME`; figures beside the cases stand under the part's name. */
const PARTS: Readonly<Record<string, (defer: Defer) => Promise<BenchResult>>> = {
  inbox: benchInbox,
  blind: benchBlind,
};

/** Exchanges at rest: the inbox of fifty among a million. `--size=N` for another number of exchanges. */
export async function benchExchange(defer: Defer): Promise<BenchResult> {
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
  const wanted = Object.entries(PARTS).filter(([name]) => only === undefined || name === only);
  if (wanted.length === 0) throw new Error(`--only takes ${Object.keys(PARTS).join(', ')}`);
  const results: [string, BenchResult][] = [];
  for (const [name, part] of wanted) results.push([name, await part(defer)]);
  return {
    bench: 'exchange',
    cases: results.flatMap(([, { cases }]) => cases),
    ...Object.fromEntries(results.map(([name, { bench: _, cases: __, ...figures }]) => [name, figures])),
  };
}
