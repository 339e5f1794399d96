import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app.factory';
import { FirstAdministrator } from '../../src/modules/access';
import { Sequencer } from '../../src/modules/audit';
import { type Config, readConfig } from '../../src/platform/config/config';
import { loadKeys, type Runtime } from '../../src/platform/config/runtime';
import { ApiClient } from './api-client';
import { createTestDatabase, type TestDatabase } from './database';
import { makeWorld, type World } from './world';

export interface TestApp {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly runtime: Runtime;
  readonly database: TestDatabase;
  /** Not signed in. */
  readonly anonymous: ApiClient;
  /** Two States' customs, the Panel, an administrator and an auditor, each with a signed-in client. Made on first use. */
  world(): Promise<World>;
  /** Gives every committed leaf its place in the log. */
  sequence(): Promise<number>;
  close(): Promise<void>;
}

const running = new Map<string, TestApp>();
/** The one that answers at this address, for what no API can do: to be told something by another module, say. */
export const appAt = (url: string): TestApp => running.get(url)!;

/** The whole application on a private database, listening on a free port, as lambi_app, jobs running unless there is no worker. */
export async function startTestApp(overrides: Partial<Config> = {}, { worker = true } = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-test-'));
  const config: Config = {
    ...readConfig({
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_POOL_SIZE: '8',
      DATABASE_WAIT_SECONDS: '20',
    }),
    ...overrides,
  };
  const runtime: Runtime = {
    config,
    database: worker ? database : { app: database.app, owner: database.owner },
    keys: loadKeys(config),
    headsFile: path.join(dataDir, 'audit-heads.jsonl'),
    storageDir: path.join(dataDir, 'evidence'),
    stop: () => Promise.resolve(),
  };
  const app = await createApp(runtime, { quiet: true });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  let world: Promise<World> | undefined;
  const started: TestApp = {
    app,
    url,
    runtime,
    database,
    anonymous: new ApiClient(url),
    world: () =>
      (world ??= app
        .get(FirstAdministrator)
        .offer()
        .then((token) => makeWorld(url, token!))),
    sequence: () => app.get(Sequencer).sequenceAll(),
    close: async () => {
      running.delete(url);
      await app.close();
      await database.drop();
      fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
  running.set(url, started);
  return started;
}
