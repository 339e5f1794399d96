import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { COMMON } from '../../kernel/common.errors';
import { DomainError, type ErrorKind } from '../../kernel/domain-error';
import { fromPgError } from '../database/pg-errors';
import { REQUEST_ERRORS } from './http.errors';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported: 415,
  range: 416,
  rule: 422,
  precondition_required: 428,
  too_many: 429,
  bug: 500,
  unavailable: 503,
};

export const statusOf = (kind: ErrorKind): number => STATUS[kind];

/**
 * The only place that knows HTTP statuses: any error becomes one RFC 9457 problem document with a code of the catalogue. It never
 * repeats an id or a database message, and has no `instance`, so that "hidden" and "absent" are the same bytes.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const error = toDomainError(thrown);
    const { definition, details } = error;
    const status = STATUS[definition.kind];
    if (status >= 500) this.logger.error({ err: thrown, code: definition.code }, error.message);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (details.retryAfter !== undefined) response.setHeader('Retry-After', String(details.retryAfter));
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.removeHeader('ETag');
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify(toProblem(error, status)));
  }
}

export function toProblem({ definition, details }: DomainError, status: number): Record<string, unknown> {
  return {
    type: `https://lambi.un.example/errors#${definition.code.toLowerCase()}`,
    title: definition.title,
    status,
    code: definition.code,
    ...(details.detail && definition.kind !== 'bug' && definition.kind !== 'not_found' && { detail: details.detail }),
    ...(details.fields && { fields: details.fields }),
    ...(details.reasons && { reasons: details.reasons }),
    advice: definition.advice,
  };
}

function toDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (thrown instanceof HttpException) return fromHttpException(thrown);
  return fromPgError(thrown) ?? new DomainError(COMMON.BUG, {}, { cause: thrown });
}

/** What Nest and Express throw by themselves: unknown routes, undecodable addresses. */
function fromHttpException(thrown: HttpException): DomainError {
  const status = thrown.getStatus();
  // An id that cannot even be decoded is an id that does not exist.
  if (status === 404 || /^Failed to decode param/.test(thrown.message)) return new DomainError(COMMON.NOT_FOUND);
  if (status === 401) return new DomainError(COMMON.UNAUTHENTICATED);
  if (status === 403) return new DomainError(COMMON.FORBIDDEN);
  if (status === 413) return new DomainError(REQUEST_ERRORS.BODY_TOO_LARGE);
  if (status < 500) return new DomainError(REQUEST_ERRORS.INVALID, { detail: thrown.message });
  return new DomainError(status === 503 ? COMMON.UNAVAILABLE : COMMON.BUG, {}, { cause: thrown });
}
