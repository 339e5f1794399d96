import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import swaggerUi from 'swagger-ui-express';
import type { Config } from '../config/config';
import { ErrorModels } from './api-errors.decorator';

const DESCRIPTION = `Case management for the United Nations arms embargo on Haiti (Security Council resolutions 2653, 2692 and their successors).

**Sign in** with \`POST /v1/auth/login\`, press *Authorize*, and paste the access token. What you may not see answers like what does not exist.
Times are RFC 3339, countries ISO 3166-1 alpha-2, places UN/LOCODE, containers ISO 6346. Errors are RFC 9457 problem documents with a stable \`code\`.`;

/** The OpenAPI document, sorted so that it does not depend on the order modules were imported in. */
export function apiDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Lambi')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addServer(publicUrl)
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'Access token of POST /v1/auth/login, valid for 10 minutes',
      },
      'bearer',
    )
    .addApiKey(
      {
        type: 'apiKey',
        in: 'header',
        name: 'X-API-Key',
        description: 'An API key acts as its user, within its scopes',
      },
      'api-key',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: ErrorModels,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  return sorted(document) as OpenAPIObject;
}

/** Serves /openapi.json and Swagger UI at /docs, from this server alone. */
export function serveApiDocument(app: INestApplication, config: Config): void {
  const publicUrl = config.PUBLIC_URL ?? '/';
  let document: OpenAPIObject | undefined;
  const get = (): OpenAPIObject => (document ??= apiDocument(app, publicUrl));
  const server = app.getHttpAdapter().getInstance() as {
    get(path: string, handler: (request: Request, response: Response) => void): void;
  };
  server.get('/openapi.json', (_, response) => void response.json(get()));
  const options = {
    swaggerUrl: '/openapi.json',
    swaggerOptions: { persistAuthorization: true, deepLinking: true, displayOperationId: false, tagsSorter: 'alpha' },
    customSiteTitle: 'Lambi API',
  };
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(undefined, options));
}

/** Keys in order; arrays keep theirs, except tags and required, whose order means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
