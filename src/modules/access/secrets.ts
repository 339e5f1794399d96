import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A secret handed out once: 256 random bits with a prefix that says what it is, so that a scanner finds a leaked one. */
export const newToken = (
  prefix: 'lambi_key' | 'lambi_refresh' | 'lambi_link' | 'lambi_first' | 'lambi_recon' | 'lambi_hook',
): string => `${prefix}_${randomBytes(32).toString('base64url')}`;

/** What is stored of it. A plain hash suffices: nobody guesses 256 bits. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** TOTP secrets must be readable to the server, so they are encrypted (AES-256-GCM, bound to their user) and not hashed. */
export function encryptFor(userId: string, key: Buffer, plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(userId));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

export function decryptFor(userId: string, key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(userId));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
