import { startedLean } from './platform/lean-start';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { seedDemo } from '../seeds/demo';
import { createApp } from './app.factory';
import { offerFirstAdministrator } from './first-start';
import { ConfigError, readConfig } from './platform/config/config';
import type { Runtime } from './platform/config/runtime';
import { stopGracefully } from './platform/http/graceful-stop';
import { Metrics } from './platform/metrics/metrics';
import { prepareRuntime } from './start';

/* eslint-disable no-console -- before and around the logger */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const runtime = await prepareRuntime(config, (message) => console.log(message));
  const app = await createApp(runtime);
  const server = await app.listen(config.PORT, config.HOST);
  const metrics =
    config.METRICS_PORT === undefined ? undefined : await app.get(Metrics).listen(config.METRICS_PORT, config.HOST);
  stopGracefully(app, server, async () => {
    metrics?.close();
    await runtime.stop();
  });
  startedLean();
  await announce(app, runtime);
}

async function announce(app: NestExpressApplication, runtime: Runtime): Promise<void> {
  const print = (message: string): void => console.log(message);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  print(`Lambi is ready ${Math.round(process.uptime() * 1000)} ms after start: ${url}/docs`);
  if (runtime.config.embedded) await seedDemo(url, app, runtime, print);
  else await offerFirstAdministrator(app, url, print);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
