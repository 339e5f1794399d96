import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { LinkPurpose } from './link.types';

/** What links have done to a user's credentials since the user last made new ones: keys of who issued them. */
export interface ResetsStanding {
  readonly has_totp: boolean;
  readonly password_reset_by: number | null;
  readonly totp_reset_by: number | null;
}

/**
 * One administrator alone must not get past both factors of a user: whoever has reset one of them cannot reset the other, until the user
 * has chosen a password or enrolled an authenticator again.
 */
export function mayReset(purpose: LinkPurpose, issuer: number | null, standing: ResetsStanding): Verdict {
  if (issuer === null) return allow;
  const other =
    purpose === 'TOTP_RESET'
      ? standing.password_reset_by === issuer && 'password'
      : !standing.has_totp && standing.totp_reset_by === issuer && 'second factor';
  return other ? refuse('SAME_ADMINISTRATOR', `The same administrator has reset the ${other}`) : allow;
}
