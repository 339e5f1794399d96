import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres';
import { runAuditVerify } from './run';

async function embeddedUrl(): Promise<{ url: string; stop(): Promise<void> }> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = await startEmbeddedPostgres({ dataDir: `${process.env.DATA_DIR || '.data'}/pg`, log });
  // Stopping does nothing when the program runs on this server at this moment.
  return { url: server.urlFor('lambi'), stop: () => server.stop() };
}

async function main(): Promise<void> {
  const { exitCode, output } = await runAuditVerify(process.argv.slice(2), process.env, { embeddedUrl });
  process.stdout.write(`${JSON.stringify(output)}\n`);
  process.exitCode = exitCode;
}

void main();
