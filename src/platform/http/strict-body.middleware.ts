import { AsyncResource } from 'node:async_hooks';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DomainError, type ErrorDefinition } from '../../kernel/domain-error';
import { receiveBody } from './body-receiver';
import { parseForm } from './form-body';
import { REQUEST_ERRORS } from './http.errors';
import { StrictJsonError, parseStrictJson } from './strict-json';

/**
 * Invariant: a controller sees a JSON body only if it was uncompressed, complete, within the limits and free of anything
 * that would be stored otherwise than it was sent. This stands in place of body-parser (Nest runs with bodyParser: false).
 */
export interface StrictBodyOptions {
  /** Largest JSON body in bytes. */
  readonly maxBytes?: number;
  /** Longest time a body may take to arrive, in milliseconds. */
  readonly timeoutMs?: number;
  /** Media types, lower case, that are left unread for the controller, which then limits them itself. */
  readonly passThrough?: readonly string[];
  /** Beginnings of paths, lower case, where a form (application/x-www-form-urlencoded) is taken in place of JSON. */
  readonly formsAt?: readonly string[];
  /** Beginnings of paths, lower case, where a list of up to 10,000 small objects is taken: 50,000 keys, in a body no larger than others. */
  readonly longListsAt?: readonly string[];
}

const KEYS_OF_LONG_LISTS = 50_000;

const FORM = 'application/x-www-form-urlencoded';

const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export function strictBody(options: StrictBodyOptions = {}): RequestHandler {
  const { maxBytes = 1_048_576, timeoutMs = 30_000, passThrough = [], formsAt = [], longListsAt = [] } = options;
  const left = new Set(passThrough);

  return (request: Request, response: Response, next: NextFunction): void => {
    if (!METHODS_WITH_BODY.has(request.method) || !hasBody(request)) return next();
    const type = mediaType(request.headers['content-type']);
    const isAt = (starts: readonly string[]): boolean =>
      starts.some((start) => request.path.toLowerCase().startsWith(start));
    const isForm = type.name === FORM && isAt(formsAt);
    const limits = isAt(longListsAt) ? { maxKeys: KEYS_OF_LONG_LISTS } : {};
    const refusal = refusalOf(request, type, isForm ? new Set([FORM]) : left);
    if (refusal) {
      // Node throws a short unread body away and keeps the connection; closing at once could lose the answer on its way.
      const declared = Number(request.headers['content-length'] ?? Infinity);
      if (declared > maxBytes) response.setHeader('Connection', 'close');
      return next(new DomainError(refusal));
    }
    if (left.has(type.name)) return next();

    // The body arrives by events of the socket; what follows must still know its request (its id is in every audit leaf).
    const received = AsyncResource.bind((failure: DomainError | null, bytes: Buffer): void => {
      if (failure) {
        if (!response.headersSent) response.setHeader('Connection', 'close');
        return next(failure);
      }
      let body: unknown;
      try {
        body = isForm ? parseForm(bytes) : bytes.length === 0 ? undefined : parseStrictJson(bytes, limits);
      } catch (error) {
        return next(error instanceof StrictJsonError ? malformed(error) : error);
      }
      request.body = body;
      next();
    });
    receiveBody(request, { maxBytes, timeoutMs }, received);
  };
}

function malformed(error: StrictJsonError): DomainError {
  return new DomainError(REQUEST_ERRORS.MALFORMED, { fields: error.faults }, { cause: error });
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

function refusalOf(request: Request, type: MediaType, left: ReadonlySet<string>): ErrorDefinition | null {
  const contentCoding = request.headers['content-encoding'] ?? 'identity';
  const transferCoding = request.headers['transfer-encoding'] ?? 'chunked';
  if (contentCoding.toLowerCase() !== 'identity' || transferCoding.toLowerCase() !== 'chunked') {
    return REQUEST_ERRORS.UNSUPPORTED_ENCODING;
  }
  const isJson = type.name === 'application/json' || type.name.endsWith('+json');
  const isAccepted = left.has(type.name) || (isJson && type.isUtf8);
  return isAccepted ? null : REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE;
}

interface MediaType {
  readonly name: string;
  /** No charset parameter says otherwise. */
  readonly isUtf8: boolean;
}

function mediaType(header = ''): MediaType {
  const [name = '', ...parameters] = header.toLowerCase().split(';');
  const charsets = parameters.map((parameter) => parameter.trim()).filter((one) => one.startsWith('charset='));
  return {
    name: name.trim(),
    isUtf8: charsets.every((charset) => charset === 'charset=utf-8' || charset === 'charset="utf-8"'),
  };
}
