import { all, allow, refuse, type Verdict } from '../../../kernel/verdict';
import { COMMON_PASSWORDS } from './common-passwords.cases';

export const PASSWORD_LENGTH = { least: 8, most: 128 } as const;
const TELLING_PART = 4;

/**
 * May this be a password of the user with this address? Length and well-known passwords only: rules of composition make passwords
 * worse (OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.5). Length counts code points, as a person would.
 */
export function mayBePassword(password: string, email: string): Verdict {
  return all(lengthOf(password), notCommon(password), notTheAddress(password, email));
}

function lengthOf(password: string): Verdict {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.least) return refuse('TOO_SHORT', `At least ${PASSWORD_LENGTH.least} characters`);
  return length > PASSWORD_LENGTH.most ? refuse('TOO_LONG', `At most ${PASSWORD_LENGTH.most} characters`) : allow;
}

function notCommon(password: string): Verdict {
  return COMMON_PASSWORDS.has(password.toLowerCase())
    ? refuse('WELL_KNOWN', 'It is among the passwords that are tried first')
    : allow;
}

function notTheAddress(password: string, email: string): Verdict {
  const name = email.toLowerCase().split('@', 1)[0] ?? '';
  return name.length >= TELLING_PART && password.toLowerCase().includes(name)
    ? refuse('CONTAINS_ADDRESS', 'It contains the name in the e-mail address')
    : allow;
}
