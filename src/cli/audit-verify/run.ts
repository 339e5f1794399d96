import { readFile } from 'node:fs/promises';
import { readHeadsFile } from './heads-file';
import { pinnedKeys } from './keys';
import { LogReader } from './log-reader';
import { auditOptions } from './options';
import { verifyAudit, type Report } from './verify';

export interface Dependencies {
  embeddedUrl(): Promise<{ readonly url: string; stop(): Promise<void> }>;
}

export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  readonly output: Report | { readonly ok: false; readonly error: string };
}

/** Never throws: 0 the log is whole, 1 it is not, 2 it could not be checked. */
export async function runAuditVerify(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  dependencies: Dependencies,
): Promise<Outcome> {
  try {
    const options = auditOptions(args, env);
    const keys = pinnedKeys(await readFile(options.keyFile, 'utf8'));
    // Before the snapshot: a head that comes between must be missing here, not seem to be missing in the database.
    const outside = await readHeadsFile(options.headsFile, keys);
    const embedded = options.databaseUrl === null ? await dependencies.embeddedUrl() : null;
    try {
      const reader = await LogReader.connect(embedded?.url ?? options.databaseUrl!);
      try {
        const output = await verifyAudit(reader, keys, outside, { records: options.records });
        return { exitCode: output.ok ? 0 : 1, output };
      } finally {
        await reader.close();
      }
    } finally {
      await embedded?.stop();
    }
  } catch (error) {
    return { exitCode: 2, output: { ok: false, error: messageOf(error) } };
  }
}

/** A refused connection to several addresses is an AggregateError with an empty message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
