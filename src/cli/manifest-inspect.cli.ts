import { runManifestInspect } from './manifest-inspect';

async function main(): Promise<void> {
  const { exitCode, output } = await runManifestInspect(process.argv.slice(2));
  process.stdout.write(`${JSON.stringify(output)}\n`);
  process.exitCode = exitCode;
}

void main();
