import type { Reason } from './verdict';

/** What went wrong, in words the kernel knows; only platform/http/problem.filter.ts knows HTTP. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'precondition_required'
  | 'unsupported'
  | 'range'
  | 'too_large'
  | 'rule'
  | 'too_many'
  | 'unavailable'
  | 'bug';

export interface ErrorDefinition {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly title: string;
  /** What the caller can do about it. */
  readonly advice: string;
}

/** One fault in a request, with the JSON pointer (RFC 6901) of the field, e.g. `/items/0/serial`. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly detail?: string;
  readonly fields?: readonly FieldFault[];
  readonly reasons?: readonly Reason[];
  /** Seconds after which a retry makes sense. */
  readonly retryAfter?: number;
}

export class DomainError extends Error {
  constructor(
    readonly definition: ErrorDefinition,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(`${definition.code}: ${details.detail ?? definition.title}`, options);
    this.name = 'DomainError';
  }
}

const catalogue = new Map<string, ErrorDefinition>();

/**
 * Declares a module's errors: `defineErrors('INSPECTION', { ALREADY_CLOSED: {...} })` gives the code
 * `INSPECTION.ALREADY_CLOSED`. Codes are unique across the program; docs/errors.md is generated from them.
 */
export function defineErrors<const K extends string>(
  module: string,
  definitions: Record<K, Omit<ErrorDefinition, 'code'>>,
): Record<K, ErrorDefinition> {
  const defined = {} as Record<K, ErrorDefinition>;
  for (const reason of Object.keys(definitions) as K[]) {
    const code = `${module}.${reason}`;
    if (catalogue.has(code)) throw new Error(`error code ${code} is declared twice`);
    defined[reason] = { code, ...definitions[reason] };
    catalogue.set(code, defined[reason]);
  }
  return defined;
}

/** Every declared error, sorted by code. */
export function errorCatalogue(): readonly ErrorDefinition[] {
  return [...catalogue.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
