import { runEmbargoAssess } from './embargo-assess';

const { exitCode, output } = runEmbargoAssess(process.argv.slice(2));
process.stdout.write(`${JSON.stringify(output)}\n`);
process.exitCode = exitCode;
