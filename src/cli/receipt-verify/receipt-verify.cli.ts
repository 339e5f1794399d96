import { runReceiptVerify } from './run';

async function main(): Promise<void> {
  const { exitCode, output } = await runReceiptVerify(process.argv.slice(2), process.env);
  process.stdout.write(`${JSON.stringify(output)}\n`);
  process.exitCode = exitCode;
}

void main();
