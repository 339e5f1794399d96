import { defineErrors } from '../../kernel/domain-error';

export const ACCESS = defineErrors('ACCESS', {
  LOGIN_FAILED: {
    kind: 'unauthenticated',
    title: 'The sign-in was refused',
    advice: 'Check address, password and one-time code. Unknown, wrong and disabled look the same on purpose.',
  },
  SECOND_FACTOR_REQUIRED: {
    kind: 'unauthenticated',
    title: 'A one-time code is needed',
    advice: 'Repeat the sign-in with `oneTimeCode` from your authenticator, or with a `recoveryCode`.',
  },
  SLOW_DOWN: {
    kind: 'too_many',
    title: 'Too many failed attempts; wait a little',
    advice: 'Try again after the time in Retry-After. Nobody is locked out for ever.',
  },
  TOKEN_INVALID: {
    kind: 'unauthenticated',
    title: 'The token is unknown, used or expired',
    advice: 'Sign in again, or ask an access administrator for a new link.',
  },
  WEAK_PASSWORD: {
    kind: 'rule',
    title: 'This password is too easy to guess',
    advice:
      'Use 15 characters or more (8 is the least), and no well-known password. No rule asks for special characters.',
  },
  ROLES_REFUSED: {
    kind: 'rule',
    title: 'These roles cannot be given together',
    advice: 'Access administration and auditing are kept apart from casework: make two users.',
  },
  SCOPE_TOO_WIDE: {
    kind: 'rule',
    title: 'An API key cannot do more than its user',
    advice: 'Choose scopes among the actions of the user (GET /v1/users/{id}/access).',
  },
  SECOND_PERSON_NEEDED: {
    kind: 'rule',
    title: 'One administrator cannot reset both factors of a user',
    advice:
      'Ask another access administrator for this link, or let the user first choose a new password or enrol the authenticator again.',
  },
  KEY_ACTIVE: {
    kind: 'conflict',
    title: 'This API key has been activated already',
    advice: 'Its secret was shown once. If it is lost, or it was not you, have the key revoked and ask for another.',
  },
  ORGANISATION_STATE: {
    kind: 'rule',
    title: 'A Member State organisation has a State, no other has',
    advice: 'Give `state` (ISO 3166-1 alpha-2) for kind MEMBER_STATE and leave it out for others.',
  },
  OWN_ACCESS: {
    kind: 'rule',
    title: 'Administrators cannot take away their own administration',
    advice: 'Ask another access administrator: so one always remains.',
  },
  CODE_WRONG: {
    kind: 'rule',
    title: 'The password or one-time code is wrong',
    advice: 'Type it again; a one-time code works once, for about a minute. Check the clock of the authenticator.',
  },
  SECOND_FACTOR_ENROLLED: {
    kind: 'conflict',
    title: 'A second factor is enrolled already',
    advice: "Reset it first, by a recovery code or an administrator's link.",
  },
});
