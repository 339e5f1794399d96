import { withCleanup } from './cleanup';
import { benchRead } from './read';
import { flag, progress, report, table } from './report';
import { benchStart } from './start';
import { benchSubmit } from './submit';

/* eslint-disable no-console -- the table goes to the terminal */
void withCleanup(async (defer) => {
  const results = [];
  for (const [name, bench] of Object.entries({ submit: benchSubmit, read: benchRead, start: benchStart })) {
    progress(name);
    results.push(await bench(defer));
  }
  if (!flag('json')) console.log(`\n${table(results)}\n`);
  report({
    bench: 'all',
    cases: results.flatMap(({ bench, cases }) => cases.map((one) => ({ ...one, name: `${bench}: ${one.name}` }))),
  });
});
