import { startedLean } from '../../src/platform/lean-start';
import fs from 'node:fs';
import { createApp } from '../../src/app.factory';
import { FirstAdministrator } from '../../src/modules/access';
import type { Runtime } from '../../src/platform/config/runtime';
import { loadKeys } from '../../src/platform/config/runtime';
import { Capture, type Statement } from './capture';

/** What the bench tells its server process, and what that answers. */
export type Command =
  { do: 'serve'; runtime: Omit<Runtime, 'keys' | 'stop'> } | { do: 'capture' | 'captured' | 'cpu' | 'peak' | 'stop' };
export interface Answer {
  readonly url?: string;
  readonly token?: string;
  readonly statements?: Statement[];
  readonly cpuSeconds?: number;
  /** Most memory held at once since the last question, in bytes; absent where /proc does not say. */
  readonly peakBytes?: number;
  readonly fault?: string;
}

/**
 * The application in a process of its own, as `npm start` runs it: request log on (to nowhere), sequencer and jobs working. Only the
 * parent steers it, by messages; it ends with its parent.
 */
let capture: Capture | undefined;

async function obey(command: Command): Promise<Answer> {
  switch (command.do) {
    case 'serve':
      return serve(command.runtime);
    case 'capture':
      capture = new Capture();
      capture.start();
      return {};
    case 'captured':
      return { statements: capture!.stop() };
    case 'cpu': {
      const { user, system } = process.cpuUsage();
      return { cpuSeconds: (user + system) / 1e6 };
    }
    case 'peak':
      return peakMemory();
    case 'stop':
      await app?.close();
      return {};
  }
}

/** Reads the high-water mark and puts it back to what is held now. */
function peakMemory(): Answer {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync('/proc/self/status', 'utf8'))![1]!;
    fs.writeFileSync('/proc/self/clear_refs', '5');
    return { peakBytes: Number(kilobytes) * 1024 };
  } catch {
    return {};
  }
}

let app: Awaited<ReturnType<typeof createApp>> | undefined;

async function serve(settled: Omit<Runtime, 'keys' | 'stop'>): Promise<Answer> {
  const runtime: Runtime = { ...settled, keys: loadKeys(settled.config), stop: () => Promise.resolve() };
  app = await createApp(runtime, { quiet: true });
  await app.listen(0, '127.0.0.1');
  startedLean();
  const token = await app.get(FirstAdministrator).offer();
  return { url: await app.getUrl(), ...(token && { token }) };
}

process.on('message', (command: Command) => {
  obey(command)
    .catch((error: unknown): Answer => ({
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }))
    .then((answer) => process.send!(answer, () => (command.do === 'stop' ? process.exit(0) : undefined)))
    .catch(() => process.exit(1));
});
process.on('disconnect', () => process.exit(1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined); // the parent decides
