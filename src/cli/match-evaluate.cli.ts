import { runMatchEvaluate } from './match-evaluate';

const { exitCode, output } = runMatchEvaluate(process.argv.slice(2));
process.stdout.write(`${JSON.stringify(output)}\n`);
process.exitCode = exitCode;
