import { generateKeyPairSync } from 'node:crypto';
import { keyIdOf, signerOf, signHead } from '../../modules/audit/head.rules';
import { signPromise } from '../../modules/audit/receipt.rules';
import { bytesOfBase64url, headFault, headOf, pinnedKeys, promiseFault } from './keys';

const [old, present] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
const pemOf = (pair: typeof old): string => pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;
const facts = { log: 'system', size: 2, root: Buffer.alloc(32, 1), at: new Date(0) };

describe('pinned keys', () => {
  it('verify what the writer signs, also under an older key of the same file', () => {
    const keys = pinnedKeys(`# old\n${pemOf(old)}# new\n${pemOf(present)}`);
    expect([...keys.keys()]).toEqual([keyIdOf(old.publicKey), keyIdOf(present.publicKey)]);
    for (const { privateKey } of [old, present]) {
      const signer = signerOf(privateKey);
      expect(headFault(signHead(signer, facts), keys)).toBeNull();
      const promised = signPromise(signer, { log: 'system', leafHash: Buffer.alloc(32), acceptedAt: new Date(0) });
      expect(promiseFault(promised, keys)).toBeNull();
      expect(promiseFault({ ...promised, sequencedWithinSeconds: 61 }, keys)).toContain('does not fit');
    }
  });

  it('refuse another key, another text and a malformed signature', () => {
    const keys = pinnedKeys(pemOf(present));
    expect(headFault(signHead(signerOf(old.privateKey), facts), keys)).toContain('not a pinned key');
    const head = signHead(signerOf(present.privateKey), facts);
    expect(headFault({ ...head, size: 3 }, keys)).toContain('does not fit');
    expect(headFault({ ...head, signature: `${head.signature}=` }, keys)).toContain('not 64 bytes');
  });

  it('refuse a file without an Ed25519 public key', () => {
    expect(() => pinnedKeys('')).toThrow('no PEM public key');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(() => pinnedKeys(rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string)).toThrow('not an Ed25519');
  });

  it('read a head only when it is whole', () => {
    const head = signHead(signerOf(present.privateKey), facts);
    expect(headOf(JSON.parse(JSON.stringify(head)))).toEqual({ ...head, type: undefined });
    for (const field of Object.keys(head)) expect(headOf({ ...head, [field]: undefined })).toBeNull();
    expect(headOf({ ...head, note: 'x' })).toBeNull();
    expect(headOf({ ...head, size: 1.5 })).toBeNull();
    expect(headOf({ ...head, root: head.root.toUpperCase() + 'A' })).toBeNull();
    expect(bytesOfBase64url('a+b/')).toBeNull();
  });
});
