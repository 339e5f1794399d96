import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import swaggerUi from 'swagger-ui-express';
import { DomainError, errorCatalogue } from '../../kernel/domain-error';
import type { Config } from '../config/config';
import { ErrorModels } from './api-errors.decorator';
import { statusOf, toProblem } from './problem.filter';

const DESCRIPTION = `Case management for the United Nations arms embargo on Haiti (Security Council resolutions 2653, 2692 and their successors).

**Sign in** with \`POST /v1/auth/login\`, press *Authorize*, and paste the access token. What you may not see answers like what does not exist.
Times are RFC 3339, countries ISO 3166-1 alpha-2, places UN/LOCODE, containers ISO 6346. Errors are RFC 9457 problem documents with a stable \`code\`.`;

/** In the order in which people work. */
const TAGS: readonly (readonly [string, string])[] = [
  ['sign-in', 'Access tokens, one-time links, the first administrator'],
  ['account', 'Who you are, your password and second factor'],
  ['manifests', 'Cargo manifests in, bills of lading out'],
  ['tables', 'Templates, column maps and code maps: how tables and codes of an office are read'],
  ['shipments', 'Bills of lading with parties and containers'],
  ['targeting', 'Which bills to open, and why: the queue, its indicators and how often they were right'],
  ['inspections', 'What was examined and found (resolution 2692, para 7)'],
  [
    'inspection reports',
    'Reports of inspections to others: by when they are owed under project policy, documents, and whether one is genuine',
  ],
  ['custody', 'Exhibits and their chains of custody, from the seizure to the end'],
  ['sync', 'Bundles of inspections from a port with a bad line: verdicts, conflicts, photos still to come'],
  ['firearms', 'Numbers with gaps, weapons that are possibly one, known makes, models and calibres'],
  ['traces', 'Trace requests to eTrace, iARMS, CCGIU and national systems, and what they answered'],
  ['embargo', 'Is a supply prohibited, exempt, or in need of approval: assessments, gaps, versions of the rules'],
  ['exemptions', 'Requests to the Committee, its decisions, and what was used of them'],
  ['diversions', 'Exempt goods that were found with somebody else'],
  ['records', 'What all casework shares: releases, withdrawal, evidence'],
  [
    'handling',
    'What others may see of a record and do with it: held-back fields, previews, onward releases, consent, quotes',
  ],
  ['search', 'By serial number, container, vessel, name, document'],
  ['entities', 'Parties and relations as sourced statements; which of them are one'],
  ['watchlists', 'Lists with versions: the Consolidated List, published to everybody, and your own'],
  ['screening', 'Names in any script against lists and casework; alerts and who judged them; links for OpenRefine'],
  ['comments', 'What people say of a record, among themselves or to its owner or readers'],
  ['tasks', 'What an organisation means to do about a record; templates; my work'],
  ['sources', 'Confidential human sources: known to handler and custodians, opened with approval'],
  ['exchanges', 'Requests for information, notices, replies (paras 7 and 8)'],
  [
    'blind matching',
    'Hit or no hit: published identifiers, queries under a budget, and matches by the rule of who holds them',
  ],
  ['recalls', 'Taking back what was released: who read it, who is told, who destroyed copies'],
  ['cases', 'The Panel\u2019s case files: links, paths, judgements'],
  ['notifications', 'Inbox, e-mail and quiet hours, webhooks: ids and no content'],
  ['audit', 'The tamper-evident log and its receipts'],
  ['organisations', 'For access administrators'],
  ['users', 'For access administrators'],
  ['api-keys', 'For access administrators'],
  ['groups', 'Sharing groups, for access administrators'],
  ['access', 'Who can do and see what'],
  ['audiences', 'Whom something can be released to'],
  ['reference', 'Countries, ports, classification levels'],
  ['health', 'For load balancers'],
];

/** One example of each problem document, by its code. */
const errorExamples = (): Record<string, { value: unknown }> =>
  Object.fromEntries(
    errorCatalogue().map((definition) => [
      definition.code,
      { value: toProblem(new DomainError(definition), statusOf(definition.kind)) },
    ]),
  );

/** The OpenAPI document, sorted so that it does not depend on the order modules were imported in. */
export function apiDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const builder = new DocumentBuilder()
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
    );
  for (const [tag, description] of TAGS) builder.addTag(tag, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    extraModels: ErrorModels,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  document.components = { ...document.components, examples: errorExamples() };
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
    swaggerOptions: { persistAuthorization: true, deepLinking: true, displayOperationId: false },
    customSiteTitle: 'Lambi API',
    customCss: '.swagger-ui .topbar { display: none }',
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
