import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { InFlight } from './in-flight';

const DEADLINE_MS = 14_000;

/**
 * On SIGTERM or SIGINT: no new connections, each kept-alive one closed after its answer, everything accepted is finished, then the
 * modules and the database. Our own, as Nest 11 keeps serving polling clients for ever or cuts requests off. After the deadline it ends.
 */
export function stopGracefully(app: INestApplication, server: Server, afterwards: () => Promise<void>): void {
  const logger = new Logger('stop');
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.log(`${signal}: finishing what was accepted`);
    setTimeout(() => process.exit(1), DEADLINE_MS).unref();
    const drained = app.get(InFlight).drain();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await drained;
    server.closeIdleConnections();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    server.closeAllConnections();
    await app.close();
    await afterwards();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      });
    });
  }
}
