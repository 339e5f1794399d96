/** A small table in the body of a request. */
import type { IncomingMessage } from 'node:http';
import { DomainError } from '../../../kernel/domain-error';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';

export const SMALL_TABLE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];
const MOST_BYTES = 1024 * 1024;

/** Throws UNSUPPORTED_MEDIA_TYPE (a JSON body was taken by the middleware before) and BODY_TOO_LARGE. */
export async function smallTable(request: IncomingMessage): Promise<Buffer> {
  const type = (request.headers['content-type'] ?? 'application/octet-stream').split(';')[0]!.trim().toLowerCase();
  if (!SMALL_TABLE_TYPES.includes(type)) throw new DomainError(REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new DomainError(REQUEST_ERRORS.BODY_TOO_LARGE);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
