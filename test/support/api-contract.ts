import fs from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Answer } from './api-client';

interface Operation {
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, Record<string, unknown>> };
}

const FILE = path.resolve(__dirname, '../../openapi.json');
const validators = new Map<string, ValidateFunction>();
let loaded: { document: Document; ajv: Ajv; routes: { pattern: RegExp; path: string }[] } | undefined;

/** Fails if an answer has a status or a field the checked-in document does not know. Left out while the document is being written anew. */
export function assertDocumented(method: string, address: string, answer: Answer): void {
  if (process.env.LAMBI_SKIP_CONTRACT || !fs.existsSync(FILE)) return;
  const found = find(method, address);
  if (!found) return; // an unknown route: answers the 404 every unknown route does
  const response = found.operation.responses[String(answer.status)];
  if (!response && !EVERYWHERE.includes(answer.status)) {
    throw new Error(`${found.name} answered ${answer.status}, which its document does not name: ${answer.text}`);
  }
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]!;
  const schema = response?.content?.[type]?.schema;
  if (schema && answer.body !== undefined) assertShape(`${found.name} ${answer.status}`, schema, answer);
}

function find(method: string, address: string): { name: string; operation: Operation } | undefined {
  const { document, routes } = (loaded ??= load());
  const route = routes.find(({ pattern }) => pattern.test(address.split('?')[0]!));
  const operation = route && document.paths[route.path]?.[method.toLowerCase()];
  return operation && { name: `${method} ${route.path}`, operation };
}

/** Faults of the transport itself are the same everywhere. */
const EVERYWHERE = [413, 415, 429, 500, 503];

function assertShape(what: string, schema: object, answer: Answer): void {
  const validate = validatorFor(what, schema);
  if (validate(answer.body)) return;
  throw new Error(
    `${what} is not as documented: ${JSON.stringify(validate.errors?.slice(0, 5))}\n${answer.text.slice(0, 2000)}`,
  );
}

function load(): NonNullable<typeof loaded> {
  const document = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Document;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(closed(nullable(document)) as object, 'openapi');
  const routes = Object.keys(document.paths)
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .map((route) => ({ path: route, pattern: new RegExp(`^${route.replace(/\{[^}]+\}/g, '[^/]+')}$`) }));
  return { document, ajv, routes };
}

function validatorFor(key: string, schema: object): ValidateFunction {
  let validate = validators.get(key);
  if (!validate) {
    const absolute = JSON.parse(
      JSON.stringify(nullable(schema)).replaceAll('"#/components', '"openapi#/components'),
    ) as object;
    validators.set(key, (validate = loaded!.ajv.compile(absolute)));
  }
  return validate;
}

/** OpenAPI 3.0 says `nullable: true` where JSON Schema says `type: [..., 'null']`. */
function nullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullable);
  if (value === null || typeof value !== 'object') return value;
  const mapped = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, nullable(member)])) as Record<
    string,
    unknown
  >;
  if (mapped.nullable !== true) return mapped;
  delete mapped.nullable;
  return { anyOf: [mapped, { type: 'null' }] };
}

/** Undocumented fields fail: a field that slips into an answer is how things leak. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const mapped = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, closed(member)])) as Record<
    string,
    unknown
  >;
  if (mapped.type === 'object' && typeof mapped.properties === 'object' && mapped.additionalProperties === undefined)
    mapped.additionalProperties = false;
  return mapped;
}
