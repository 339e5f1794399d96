import fs from 'node:fs';
import path from 'node:path';

/* The checked-in OpenAPI document as tests read it: what is generated from it covers a new route without anybody thinking of it. */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema?: Schema;
}

export interface OperationObject {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { schema?: Schema; example?: unknown; examples?: unknown }>>;
  };
  readonly responses: Readonly<Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>>;
  readonly security?: readonly unknown[];
  readonly 'x-action'?: string;
  readonly 'x-roles'?: readonly string[];
  readonly 'x-public'?: string;
  /** The address holds the credential: nothing else says who asks. */
  readonly 'x-by-link'?: boolean;
}

export interface OpenApi {
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly servers?: readonly { url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes?: Readonly<Record<string, unknown>>;
  };
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
  /** `POST /v1/inspections`, for messages and as a key. */
  readonly name: string;
}

export const OPENAPI_FILE = path.resolve(__dirname, '../../openapi.json');
const METHODS = ['get', 'head', 'put', 'post', 'delete', 'patch'];

export const readOpenApi = (file = OPENAPI_FILE): OpenApi => JSON.parse(fs.readFileSync(file, 'utf8')) as OpenApi;

export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([route, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path: route,
        operation,
        name: `${method.toUpperCase()} ${route}`,
      })),
  );
}

export function resolveSchema(document: OpenApi, schema: Schema | undefined): Schema | undefined {
  if (!schema?.$ref) return schema;
  return resolveSchema(document, document.components.schemas[schema.$ref.replace('#/components/schemas/', '')]);
}

/** The schema of an operation's JSON body, resolved; undefined if it takes none. */
export const jsonBodyOf = (document: OpenApi, operation: OperationObject): Schema | undefined =>
  resolveSchema(document, operation.requestBody?.content['application/json']?.schema);

/** Is there an example anywhere in it, followed through references? */
export function hasExample(document: OpenApi, schema: Schema | undefined, seen = new Set<Schema>()): boolean {
  const resolved = resolveSchema(document, schema);
  if (!resolved || seen.has(resolved)) return false;
  seen.add(resolved);
  if (resolved.example !== undefined) return true;
  const inner = [
    ...Object.values(resolved.properties ?? {}),
    ...(resolved.items ? [resolved.items] : []),
    ...(resolved.allOf ?? []),
    ...(resolved.oneOf ?? []),
    ...(resolved.anyOf ?? []),
  ];
  return inner.some((one) => hasExample(document, one, seen));
}
