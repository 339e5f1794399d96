import { benchBlind } from './blind';
import { withCleanup } from './cleanup';
import { report } from './report';

/** `--only=NAME` for one of them. */
const BENCHES = { blind: benchBlind };
const only = process.argv.find((argument) => argument.startsWith('--only='))?.split('=')[1];

async function main(): Promise<void> {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (only === undefined || only === name) await withCleanup(async (defer) => report(await bench(defer)));
  }
}

void main();
