import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../kernel/domain-error';
import type { Keyset } from '../../kernel/page';
import { REQUEST_ERRORS } from './http.errors';

/**
 * Invariant: a cursor works only for the scope it was made for, so that nobody can page through another organisation's
 * list, or past a changed filter, by editing or passing on a cursor. It is signed, not encrypted: it holds only the
 * position of a row the reader was already given.
 */
export interface CursorCodec {
  /** @param scope reading organisation, list and filters, in one text built by the caller. */
  encode(scope: string, keyset: Keyset): string;
  /** @throws DomainError REQUEST.CURSOR_INVALID for any text that `encode` did not give for this scope and key. */
  decode(scope: string, text: string): Keyset;
}

export const CURSORS = Symbol('cursors');

const MAC_BYTES = 32;
const MIN_KEY_BYTES = 32;
const MAX_CURSOR_LENGTH = 512;
const PURPOSE = 'lambi.cursor.v1';

/** Cursors as base64url of HMAC-SHA-256 (RFC 2104) and position. Throws if the key is shorter than 32 bytes. */
export function createCursorCodec(key: Buffer): CursorCodec {
  if (key.length < MIN_KEY_BYTES) throw new Error(`the cursor key needs at least ${MIN_KEY_BYTES} bytes`);
  const sign = (scope: string, position: Buffer): Buffer =>
    // The length keeps scope and position apart: no pair of them can be cut differently and give the same bytes.
    createHmac('sha256', key)
      .update(`${PURPOSE}\n${Buffer.byteLength(scope)}\n${scope}`)
      .update(position)
      .digest();

  return {
    encode(scope, keyset) {
      const position = Buffer.from(`${keyset.at} ${keyset.id}`);
      const cursor = Buffer.concat([sign(scope, position), position]).toString('base64url');
      if (cursor.length > MAX_CURSOR_LENGTH) throw new RangeError('the keyset is too long for a cursor');
      return cursor;
    },
    decode(scope, text) {
      if (typeof text !== 'string' || text.length > MAX_CURSOR_LENGTH) throw invalidCursor();
      const bytes = Buffer.from(text, 'base64url');
      // Node skips characters outside the alphabet; one cursor has one spelling.
      if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== text) throw invalidCursor();
      const position = bytes.subarray(MAC_BYTES);
      if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), sign(scope, position))) throw invalidCursor();
      const signed = position.toString();
      const space = signed.indexOf(' ');
      return { at: signed.slice(0, space), id: signed.slice(space + 1) };
    },
  };
}

function invalidCursor(): DomainError {
  const fault = { pointer: '/cursor', code: 'CURSOR_INVALID', message: 'The cursor does not belong to this list' };
  return new DomainError(REQUEST_ERRORS.CURSOR_INVALID, { fields: [fault] });
}
