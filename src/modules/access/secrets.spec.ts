import { randomBytes } from 'node:crypto';
import { decryptFor, encryptFor, newToken, tokenHash } from './secrets';

describe('secrets', () => {
  it('makes tokens of 256 bits that name what they are', () => {
    const tokens = new Set(Array.from({ length: 100 }, () => newToken('lambi_key')));
    expect(tokens.size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^lambi_key_[\w-]{43}$/);
  });

  it('hashes a token to 32 bytes, the same each time', () => {
    expect(tokenHash('a')).toEqual(tokenHash('a'));
    expect(tokenHash('a')).not.toEqual(tokenHash('b'));
    expect(tokenHash('a')).toHaveLength(32);
  });

  it('gives a sealed secret back to its own user only', () => {
    const key = randomBytes(32);
    const sealed = encryptFor('user-1', key, 'JBSWY3DPEHPK3PXP');
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(decryptFor('user-1', key, sealed)).toBe('JBSWY3DPEHPK3PXP');
    expect(() => decryptFor('user-2', key, sealed)).toThrow();
    expect(() => decryptFor('user-1', randomBytes(32), sealed)).toThrow();
  });

  it('refuses a sealed secret that was altered in any byte', () => {
    const key = randomBytes(32);
    const sealed = Buffer.from(encryptFor('user-1', key, 'JBSWY3DPEHPK3PXP'), 'base64url');
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered[index]! ^= 1;
      expect(() => decryptFor('user-1', key, altered.toString('base64url'))).toThrow();
    }
  });
});
