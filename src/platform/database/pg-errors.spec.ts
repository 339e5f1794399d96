import { QueryFailedError } from 'typeorm';
import { fromPgError, isTransient } from './pg-errors';

const pg = (code: string, message = 'relation "secrets" has a row you must not know of'): Error =>
  Object.assign(new Error(message), { code });

describe('what a database error means to a client', () => {
  it.each([
    ['22021', 'a NUL character', 'REQUEST.INVALID'],
    ['22P02', 'a malformed id', 'REQUEST.INVALID'],
    ['23505', 'a duplicate', 'COMMON.CONFLICT'],
    ['23503', 'a dangling reference', 'COMMON.NOT_FOUND'],
    ['40P01', 'a deadlock', 'COMMON.UNAVAILABLE'],
    ['55P03', 'a lock that is held', 'COMMON.BUSY'],
    ['57014', 'a statement that took too long', 'COMMON.UNAVAILABLE'],
    ['53300', 'too many connections', 'COMMON.UNAVAILABLE'],
    ['57P01', 'a server that stops', 'COMMON.UNAVAILABLE'],
    ['ECONNREFUSED', 'a server that is away', 'COMMON.UNAVAILABLE'],
  ])('%s, %s: %s', (code, _, expected) => {
    const error = fromPgError(new QueryFailedError('SELECT 1', [], pg(code)));
    expect(error?.definition.code).toBe(expected);
    expect(JSON.stringify(error?.details)).not.toContain('secrets');
  });

  it('tells a hidden row from a missing grant: the first does not exist, the second is our fault', () => {
    expect(fromPgError(pg('42501', 'new row violates row-level security policy for table "x"'))?.definition.code).toBe(
      'COMMON.NOT_FOUND',
    );
    expect(fromPgError(pg('42501', 'permission denied for table x'))).toBeUndefined();
  });

  it('has nothing to say of other errors', () => {
    expect(fromPgError(new TypeError('x is not a function'))).toBeUndefined();
    expect(fromPgError('text')).toBeUndefined();
  });

  it('knows which work may be repeated', () => {
    expect(isTransient(pg('40001'))).toBe(true);
    expect(isTransient(pg('23505'))).toBe(false);
  });
});
