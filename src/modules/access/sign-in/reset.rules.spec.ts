import type { LinkPurpose } from './link.types';
import { mayReset } from './reset.rules';

const nothing = { has_totp: true, password_reset_by: null, totp_reset_by: null };

it.each<[string, LinkPurpose, number | null, object, boolean]>([
  ['a lost authenticator', 'TOTP_RESET', 1, {}, true],
  ['a forgotten password', 'PASSWORD_RESET', 1, {}, true],
  ['the authenticator after the password', 'TOTP_RESET', 1, { password_reset_by: 1 }, false],
  ['the authenticator after a password reset by another', 'TOTP_RESET', 2, { password_reset_by: 1 }, true],
  ['the password after the authenticator', 'PASSWORD_RESET', 1, { has_totp: false, totp_reset_by: 1 }, false],
  ['a set-up link after the authenticator', 'SETUP', 1, { has_totp: false, totp_reset_by: 1 }, false],
  [
    'the password after another reset the authenticator',
    'PASSWORD_RESET',
    2,
    { has_totp: false, totp_reset_by: 1 },
    true,
  ],
  ['the password of one who enrolled again', 'PASSWORD_RESET', 1, { has_totp: true, totp_reset_by: 1 }, true],
  ['the same factor twice', 'PASSWORD_RESET', 1, { password_reset_by: 1 }, true],
  ['a link of before issuers were kept', 'TOTP_RESET', null, { password_reset_by: 1 }, true],
])('%s', (_, purpose, issuer, standing, allowed) => {
  expect(mayReset(purpose, issuer, { ...nothing, ...standing }).allowed).toBe(allowed);
});
