import { createHash, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';

export const newTotpSecret = (): string => generateSecret();

/** The address an authenticator reads from a QR code (Key URI format). */
export const otpauthUri = (email: string, secret: string): string =>
  generateURI({ issuer: 'Lambi', label: email, secret });

/**
 * The time step a code belongs to, or undefined if it is wrong or its step was used (RFC 6238, section 5.2: a code works once).
 * One step of 30 s before and after is accepted, for clocks that differ.
 */
export async function stepOfCode(
  code: string,
  secret: string,
  lastStep: number | undefined,
  now: Date,
): Promise<number | undefined> {
  if (!/^\d{6}$/.test(code)) return undefined;
  const epoch = Math.floor(now.getTime() / 1000);
  const result = await verify({ secret, token: code, epoch, epochTolerance: 30 });
  if (!result.valid || !('timeStep' in result)) return undefined;
  return lastStep !== undefined && result.timeStep <= lastStep ? undefined : result.timeStep;
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 16;

/** 16 characters of 31: 79 bits, so that a plain hash of it can be stored. */
function newRecoveryCode(): string {
  let code = '';
  while (code.length < CODE_LENGTH) {
    for (const byte of randomBytes(32)) {
      // Bytes from 248 up would make the first letters likelier.
      if (byte < 248 && code.length < CODE_LENGTH) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code.replace(/(.{4})(?!$)/g, '$1-');
}

export const newRecoveryCodes = (count: number): string[] => Array.from({ length: count }, newRecoveryCode);

/** Typed with or without hyphens, in any case. */
export const recoveryHash = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest();
