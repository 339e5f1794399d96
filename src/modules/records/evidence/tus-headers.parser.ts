import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '../../../kernel/domain-error';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { EVIDENCE } from './evidence.errors';

export const TUS_VERSION = '1.0.0';
export const PART_TYPE = 'application/offset+octet-stream';

/** Throws EVIDENCE.PROTOCOL_VERSION if the client speaks another version of tus, or none. */
export function requireVersion(headers: IncomingHttpHeaders): void {
  if (headers['tus-resumable'] !== TUS_VERSION) throw new DomainError(EVIDENCE.PROTOCOL_VERSION);
}

/** A header that is a number of bytes. Throws REQUEST.INVALID naming it. */
export function bytesIn(headers: IncomingHttpHeaders, name: 'upload-length' | 'upload-offset'): number {
  const text = headers[name];
  if (typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  const message = text === undefined ? 'This header is required' : 'It must be a number of bytes';
  throw new DomainError(REQUEST_ERRORS.INVALID, {
    fields: [{ pointer: `/headers/${name}`, code: 'NOT_A_LENGTH', message }],
  });
}

/** Throws REQUEST.UNSUPPORTED_MEDIA_TYPE for a part that does not say it is one. */
export function requirePart(headers: IncomingHttpHeaders): void {
  if (headers['content-type'] !== PART_TYPE) throw new DomainError(REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE);
  bytesIn(headers, 'upload-offset');
}
