import { defineErrors } from '../../kernel/domain-error';

export const REQUEST_ERRORS = defineErrors('REQUEST', {
  MALFORMED: {
    kind: 'invalid',
    title: 'The body is not JSON that can be kept exactly as sent',
    advice: 'Mend the fields named in `fields` and send the request again.',
  },
  BODY_TOO_LARGE: {
    kind: 'too_large',
    title: 'The body is too large',
    advice: 'Send less at a time; bulk data and files have routes of their own.',
  },
  RANGE_NOT_SATISFIABLE: {
    kind: 'range',
    title: 'The file has no such bytes',
    advice: 'Content-Range says how many it has; ask for bytes before that.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    kind: 'unsupported',
    title: 'The content type is not accepted here',
    advice: 'Send `Content-Type: application/json` in UTF-8, or the type the route documents.',
  },
  UNSUPPORTED_ENCODING: {
    kind: 'unsupported',
    title: 'Compressed bodies are not accepted',
    advice: 'Send the body without Content-Encoding.',
  },
  TIMEOUT: {
    kind: 'invalid',
    title: 'The body did not arrive in time',
    advice: 'Send the request again, in smaller parts on a slow line.',
  },
  INVALID: {
    kind: 'invalid',
    title: 'The request does not have the documented shape',
    advice: 'Mend the fields named in `fields`; the shapes are in /openapi.json.',
  },
  CURSOR_INVALID: {
    kind: 'invalid',
    title: 'The cursor does not belong to this list',
    advice: 'Use a `nextCursor` as it was given, with the same filters, or start again without a cursor.',
  },
});
