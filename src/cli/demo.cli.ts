import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gatherCast } from '../../seeds/demo/cast';
import type { Answer, Narrator } from '../../seeds/demo/narrator';
import { tellStory } from '../../seeds/demo/story';
import { createApp } from '../app.factory';
import { FirstAdministrator } from '../modules/access';
import { readConfig } from '../platform/config/config';
import { prepareRuntime } from '../start';

const WIDTH = 110;

/** Walks the main job over HTTP on a throw-away database, and prints each step with its answer. Needs nothing running. */
async function main(): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-demo-'));
  fs.chmodSync(dataDir, 0o755); // root lends the server to another user, who must get in
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'fatal' });
  const runtime = await prepareRuntime(config, () => undefined);
  try {
    const app = await createApp(runtime, { quiet: true });
    await app.listen(0, '127.0.0.1');
    try {
      const url = await app.getUrl();
      const cast = await gatherCast(url, (await app.get(FirstAdministrator).offer())!, printed);
      const { linked } = await tellStory(cast, printed);
      print('\nThe linked case:');
      printPaths(linked);
      print(
        '\nDone: a manifest opened at the right bill, two seizures of two States in one case, and the paragraph that says what was forbidden.',
      );
    } finally {
      await app.close();
    }
  } finally {
    await runtime.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const printed: Narrator = {
  step: (title) => print(`\n${title}\n${'-'.repeat(WIDTH)}`),
  exchange: (who, method, address, { status, body }) => {
    print(`  ${who.padEnd(8)} ${method.padEnd(6)} ${address.padEnd(64)} ${status}`);
    const text = JSON.stringify(concise(body));
    if (text !== undefined && text !== '{}')
      print(`           ${text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text}`);
  },
  remark: (text) => print(`  => ${text}`),
};

/** Secrets stay out of the terminal, and long parts of an answer are left to Swagger. */
function concise(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  const hidden = ['accessToken', 'refreshToken', 'setupLink', 'key', 'receipt', 'type', 'advice'];
  return Object.fromEntries(Object.entries(body).filter(([name]) => !hidden.includes(name)));
}

interface Linked {
  readonly nodes: readonly {
    kind: string;
    label?: string;
    name?: string;
    reference?: string;
    path: readonly { via: { type: string; kind?: string; value?: string; reason: string } }[];
  }[];
}

function printPaths({ body }: Answer): void {
  for (const node of (body as Linked).nodes) {
    print(`  ${node.kind.padEnd(11)} ${node.reference ?? ''} ${node.label ?? node.name ?? ''}`);
    for (const { via } of node.path) print(`              <- ${via.reason}`);
  }
}

process.exitCode = 1; // until the story has been told to its end
main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
