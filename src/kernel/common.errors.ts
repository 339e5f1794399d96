import { defineErrors } from './domain-error';

/** Errors any module may answer with. What a caller may not see answers NOT_FOUND, byte for byte like what does not exist. */
export const COMMON = defineErrors('COMMON', {
  NOT_FOUND: {
    kind: 'not_found',
    title: 'Not found',
    advice: 'Check the address. What you may not see answers like what does not exist.',
  },
  FORBIDDEN: {
    kind: 'forbidden',
    title: 'Your role does not allow this',
    advice: 'Ask an access administrator of your organisation which role is needed.',
  },
  UNAUTHENTICATED: {
    kind: 'unauthenticated',
    title: 'Sign in first',
    advice: 'Send a valid access token (Authorization: Bearer) or API key (X-API-Key).',
  },
  CONFLICT: {
    kind: 'conflict',
    title: 'This clashes with something that exists',
    advice: 'Read the current state and decide again.',
  },
  VERSION_MISMATCH: {
    kind: 'precondition_failed',
    title: 'The record has changed since you read it',
    advice: 'Read it again and repeat the change with the new ETag in If-Match.',
  },
  VERSION_REQUIRED: {
    kind: 'precondition_required',
    title: 'Say which version you are changing',
    advice: 'Send the ETag you read in the If-Match header.',
  },
  UNAVAILABLE: {
    kind: 'unavailable',
    title: 'Not possible at this moment; nothing was changed',
    advice: 'Repeat the same request, with the same Idempotency-Key, after the time in Retry-After.',
  },
  BUSY: {
    kind: 'conflict',
    title: 'The same thing is being done at this moment',
    advice: 'Wait a second and repeat the request.',
  },
  BUG: {
    kind: 'bug',
    title: 'A fault in the program; nothing was changed',
    advice: 'Report the X-Request-Id header of the answer to the operator.',
  },
});

export const notFound = COMMON.NOT_FOUND;
