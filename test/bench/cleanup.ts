import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Defer = (undo: () => Promise<void> | void) => void;

/**
 * Runs a bench and undoes, last first, what it deferred: after success, after a failure, and when it is interrupted. Nothing of a
 * bench stays behind.
 */
export async function withCleanup(work: (defer: Defer) => Promise<void>): Promise<void> {
  const undos: (() => Promise<void> | void)[] = [];
  const undoAll = async (): Promise<void> => {
    const alive = setInterval(() => undefined, 1000); // a stopping database server does not keep the event loop alive by itself
    for (let undo = undos.pop(); undo; undo = undos.pop()) {
      try {
        await undo();
      } catch (error) {
        process.stderr.write(`cleaning up: ${String(error)}\n`);
      }
    }
    clearInterval(alive);
  };
  const interrupted = (): void => void undoAll().finally(() => process.exit(130));
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, interrupted);
  try {
    await work((undo) => undos.push(undo));
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  } finally {
    await undoAll();
    for (const signal of signals) process.off(signal, interrupted);
  }
}

/** A folder of the bench's own. Passable by others: as root the database server runs as another user and must reach it. */
export function temporaryFolder(defer: Defer): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-bench-'));
  fs.chmodSync(folder, 0o711);
  defer(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return folder;
}
