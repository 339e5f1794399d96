import { COMMON } from '../../kernel/common.errors';
import { DomainError, type ErrorDefinition } from '../../kernel/domain-error';
import { REQUEST_ERRORS as REQUEST } from '../http/http.errors';

interface PgError {
  readonly code?: string;
  readonly constraint?: string;
  readonly message: string;
}

/** The driver's own error inside TypeORM's wrapper, if this is one. */
export function pgErrorOf(error: unknown): PgError | undefined {
  const inner = (error as { driverError?: unknown } | undefined)?.driverError ?? error;
  return inner instanceof Error && typeof (inner as PgError).code === 'string' ? inner : undefined;
}

/** Deadlock, serialisation failure, or a prepared plan that a migration made stale: the same work may succeed when repeated. */
export function isTransient(error: unknown): boolean {
  return ['40001', '40P01', '0A000'].includes(pgErrorOf(error)?.code ?? '');
}

/** The values themselves cannot be kept (SQLSTATE classes 22 and 54): the same work fails again, however often it is repeated. */
export function isUnstorable(error: unknown): boolean {
  return ['22', '54'].includes(pgErrorOf(error)?.code?.slice(0, 2) ?? '');
}

export function violates(error: unknown, constraint: string): boolean {
  return pgErrorOf(error)?.constraint === constraint;
}

const BY_SQLSTATE: Readonly<Record<string, ErrorDefinition>> = {
  '22021': REQUEST.INVALID, // character not in repertoire (NUL)
  '22P02': REQUEST.INVALID,
  '22P05': REQUEST.INVALID,
  '22001': REQUEST.INVALID,
  '22003': REQUEST.INVALID,
  '22007': REQUEST.INVALID,
  '22008': REQUEST.INVALID,
  '23502': REQUEST.INVALID,
  '23514': REQUEST.INVALID,
  '23505': COMMON.CONFLICT,
  '23503': COMMON.NOT_FOUND,
  '40001': COMMON.UNAVAILABLE,
  '40P01': COMMON.UNAVAILABLE,
  '0A000': COMMON.UNAVAILABLE,
  '55P03': COMMON.BUSY,
  '57014': COMMON.UNAVAILABLE,
};

/** Resource and connection classes: the database is full, stopping or away. */
const UNAVAILABLE_CLASSES = ['08', '53', '57', '58', 'XX'];
const UNAVAILABLE_NODE_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/** Row-level security refused: the row, or the row it points at, does not exist for this actor. A missing grant is a bug instead. */
const isHiddenRow = (pg: PgError): boolean => pg.code === '42501' && pg.message.includes('row-level security');

/** What a database error means to the client. Never carries the database's own words: they may quote hidden rows. */
export function fromPgError(error: unknown): DomainError | undefined {
  const definition = definitionOf(pgErrorOf(error)) ?? (isAway(error) ? COMMON.UNAVAILABLE : undefined);
  if (!definition) return undefined;
  const details = definition.kind === 'unavailable' ? { retryAfter: 2 } : {};
  return new DomainError(definition, details, { cause: error });
}

function definitionOf(pg: PgError | undefined): ErrorDefinition | undefined {
  if (!pg) return undefined;
  return isHiddenRow(pg) ? COMMON.NOT_FOUND : BY_SQLSTATE[pg.code ?? ''];
}

/** The database is full, stopping, or not to be reached. */
function isAway(error: unknown): boolean {
  const code = pgErrorOf(error)?.code ?? '';
  if (UNAVAILABLE_CLASSES.includes(code.slice(0, 2)) || UNAVAILABLE_NODE_CODES.includes(code)) return true;
  return AWAY.test(error instanceof Error ? error.message : '');
}

const AWAY = /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/;
