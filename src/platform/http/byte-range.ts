import type { Request, Response } from 'express';
import { DomainError } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from './http.errors';

/** Bytes of a file from `start` to `end`, both included, as RFC 9110, section 14.1.2 counts them. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * The range that `Range: bytes=...` asks of a file of `size` bytes; undefined for the whole file, which also answers what we do not
 * understand (RFC 9110, section 14.2: several ranges, other units). Null if no byte of it exists.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined | null {
  const [, first = '', last = ''] = ONE_RANGE.exec((header ?? '').replace(/\s/g, '')) ?? [];
  if (first === '') return last === '' ? undefined : lastBytes(Number(last), size);
  const [start, end] = [Number(first), last === '' ? size - 1 : Number(last)];
  if (last !== '' && end < start) return undefined;
  return start >= size ? null : { start, end: Math.min(end, size - 1) };
}

const lastBytes = (count: number, size: number): ByteRange | null =>
  count === 0 || size === 0 ? null : { start: Math.max(0, size - count), end: size - 1 };

/**
 * Lets a download over a broken line go on where it stopped. What never changes is named by its hash: with `If-Range` of another one
 * the whole file is sent. Sets status and headers; throws REQUEST.RANGE_NOT_SATISFIABLE.
 */
export function partAsked(
  request: Request,
  response: Response,
  file: { etag: string; size: number },
): ByteRange | undefined {
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', file.etag);
  const condition = request.headers['if-range'];
  if (condition !== undefined && condition !== file.etag) return undefined;
  const range = rangeOf(request.headers.range, file.size);
  if (range === null) {
    response.setHeader('Content-Range', `bytes */${file.size}`);
    throw new DomainError(REQUEST_ERRORS.RANGE_NOT_SATISFIABLE);
  }
  if (range) {
    response.status(206);
    response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
  }
  return range;
}
