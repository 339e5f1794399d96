import { runMatchScreen } from './match-screen';

const { exitCode, output } = runMatchScreen(process.argv.slice(2));
process.stdout.write(`${JSON.stringify(output)}\n`);
process.exitCode = exitCode;
