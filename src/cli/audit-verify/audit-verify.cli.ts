import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres';
import { runAuditVerify } from './run';

async function embeddedUrl(): Promise<{ url: string; stop(): Promise<void> }> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = await startEmbeddedPostgres({ dataDir: '.data/pg', database: 'lambi', log });
  // A server that the program uses at this moment is not ours to stop.
  return { url: server.urlFor('lambi'), stop: async () => (server.attached ? undefined : void (await server.stop())) };
}

async function main(): Promise<void> {
  const { exitCode, output } = await runAuditVerify(process.argv.slice(2), process.env, { embeddedUrl });
  process.stdout.write(`${JSON.stringify(output)}\n`);
  process.exitCode = exitCode;
}

void main();
