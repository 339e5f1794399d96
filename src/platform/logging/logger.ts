import { LoggerModule } from 'nestjs-pino';
import type { DynamicModule } from '@nestjs/common';
import { RUNTIME, type Runtime } from '../config/runtime';
import { loggedPath } from './logged-path';

/** Never in a log: credentials in any shape they travel in. Bodies are not logged at all. */
export const REDACTED = [
  'req.headers.authorization',
  'req.headers["x-api-key"]',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.password',
  '*.token',
  '*.refreshToken',
  '*.accessToken',
  '*.apiKey',
];

export const loggerModule = (): DynamicModule =>
  LoggerModule.forRootAsync({
    inject: [RUNTIME],
    useFactory: ({ config }: Runtime) => ({
      pinoHttp: {
        level: config.LOG_LEVEL ?? (config.embedded ? 'warn' : 'info'),
        redact: { paths: REDACTED, censor: '[redacted]' },
        quietReqLogger: true,
        genReqId: (request) => (request as { id?: string }).id ?? 'none',
        autoLogging: { ignore: (request) => request.url?.startsWith('/health/') ?? false },
        serializers: {
          req: (request: { id: string; method: string; url: string }) => ({
            id: request.id,
            method: request.method,
            path: loggedPath(request.url),
          }),
          res: (response: { statusCode: number }) => ({ status: response.statusCode }),
        },
      },
    }),
  });
