import type { IncomingMessage } from 'node:http';
import { DomainError } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from './http.errors';

export interface ReceiveLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

const NOTHING: Buffer = Buffer.alloc(0);
const FIRST_BUFFER_BYTES = 16_384;

/**
 * Collects a request's body and calls `done` once, whatever happens: with the bytes, or with REQUEST.BODY_TOO_LARGE,
 * REQUEST.TIMEOUT, or REQUEST.MALFORMED when the client went away. After a failure nothing more is read or kept.
 */
export function receiveBody(
  request: IncomingMessage,
  limits: ReceiveLimits,
  done: (failure: DomainError | null, bytes: Buffer) => void,
): void {
  const tooLarge = (): DomainError =>
    new DomainError(REQUEST_ERRORS.BODY_TOO_LARGE, { detail: `The limit is ${limits.maxBytes} bytes.` });
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBytes) return done(tooLarge(), NOTHING);

  // Copied into one growing buffer: a list of one-byte chunks would cost a hundred times what was sent.
  let buffer = NOTHING;
  let length = 0;

  const settle = (failure: DomainError | null): void => {
    clearTimeout(timer);
    request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
    if (failure) request.pause();
    const bytes = failure ? NOTHING : buffer.subarray(0, length);
    buffer = NOTHING;
    done(failure, bytes);
  };
  const onData = (chunk: Buffer): void => {
    const total = length + chunk.length;
    if (total > limits.maxBytes) return settle(tooLarge());
    if (total > buffer.length) buffer = grow(buffer, length, total);
    chunk.copy(buffer, length);
    length = total;
  };
  const onEnd = (): void => settle(null);
  const onGone = (): void =>
    settle(new DomainError(REQUEST_ERRORS.MALFORMED, { detail: 'The connection ended before the body did.' }));
  const timer = setTimeout(() => settle(new DomainError(REQUEST_ERRORS.TIMEOUT)), limits.timeoutMs);

  request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
}

function grow(buffer: Buffer, used: number, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(needed, buffer.length * 2, FIRST_BUFFER_BYTES));
  buffer.copy(larger, 0, 0, used);
  return larger;
}
