import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { assertEveryRouteDeclares } from './modules/access';
import type { Runtime } from './platform/config/runtime';
import { InFlight } from './platform/http/in-flight';
import { loopbackCors } from './platform/http/loopback-cors';
import { serveApiDocument } from './platform/http/openapi';
import { ProblemFilter } from './platform/http/problem.filter';
import { requestId } from './platform/http/request-id';
import { strictBody } from './platform/http/strict-body.middleware';
import { validationPipe } from './platform/http/validation';
import { Metrics } from './platform/metrics/metrics';

/** Bodies that are streamed by their controllers. */
const STREAMED = [
  ...[
    'application/octet-stream',
    'application/offset+octet-stream',
    'application/xml',
    'text/xml',
    'text/csv',
    'application/edifact',
    'application/x-ndjson',
  ],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** Builds the application; used by main, the tests, the demo and the OpenAPI command alike. */
export async function createApp(runtime: Runtime, options: { quiet?: boolean } = {}): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(runtime), {
    bodyParser: false,
    forceCloseConnections: true, // what was accepted is finished before (graceful-stop); a kept-alive line must not hold us up
    bufferLogs: !options.quiet,
    ...(options.quiet && { logger: false }),
    abortOnError: false,
  });
  if (!options.quiet) app.useLogger(app.get(Logger));
  configure(app, runtime);
  assertEveryRouteDeclares(app);
  serveApiDocument(app, runtime.config);
  return app;
}

function configure(app: NestExpressApplication, runtime: Runtime): void {
  app.set('trust proxy', runtime.config.TRUST_PROXY);
  app.set('etag', false);
  app.set('x-powered-by', false);
  app.set('query parser', 'simple'); // nested objects in an address are nobody's business here
  app.use(requestId);
  app.use(app.get(InFlight).middleware);
  app.use(app.get(Metrics).middleware);
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.use('/v1/reconciliation', loopbackCors);
  const longListsAt = ['/v1/blind-sets', '/v1/blind-queries'];
  app.use(strictBody({ passThrough: STREAMED, formsAt: ['/v1/reconciliation/'], longListsAt }));
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
}
