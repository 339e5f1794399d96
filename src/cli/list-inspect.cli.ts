import { runListInspect } from './list-inspect';

async function main(): Promise<void> {
  const { exitCode, output } = await runListInspect(process.argv.slice(2));
  process.stdout.write(`${JSON.stringify(output)}\n`);
  process.exitCode = exitCode;
}

void main();
