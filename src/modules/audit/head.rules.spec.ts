import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { headBytes, headLine, isHeadSignedBy, keyIdOf, signerOf, signHead } from './head.rules';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = signerOf(privateKey);
const facts = { log: 'system', size: 3, root: Buffer.alloc(32, 0xab), at: new Date('2026-11-22T21:00:00.120Z') };

describe('signed heads', () => {
  it('signs exactly the canonical bytes of the format', () => {
    const head = signHead(signer, facts);
    const text = `{"at":"2026-11-22T21:00:00.120Z","keyId":"${signer.keyId}","log":"system","root":"${'ab'.repeat(32)}","size":3,"type":"lambi-head-v1"}`;
    expect(headBytes(head).toString('utf8')).toBe(text);
    expect(verify(null, Buffer.from(text), publicKey, Buffer.from(head.signature, 'base64url'))).toBe(true);
  });

  it('names the key by the start of the SHA-256 of its SPKI DER', () => {
    const der = publicKey.export({ type: 'spki', format: 'der' });
    expect(keyIdOf(publicKey)).toBe(createHash('sha256').update(der).digest('hex').slice(0, 16));
    expect(signer.keyId).toBe(keyIdOf(publicKey));
  });

  it.each([
    ['log', { log: 'other' }],
    ['size', { size: 4 }],
    ['root', { root: 'ac'.repeat(32) }],
    ['time', { at: '2026-11-22T21:00:00.121Z' }],
    ['key id', { keyId: '0'.repeat(16) }],
  ])('refuses a head with another %s', (_, change) => {
    const head = signHead(signer, facts);
    expect(isHeadSignedBy(head, publicKey)).toBe(true);
    expect(isHeadSignedBy({ ...head, ...change }, publicKey)).toBe(false);
  });

  it('refuses a head signed by another key', () => {
    const other = signerOf(generateKeyPairSync('ed25519').privateKey);
    expect(isHeadSignedBy(signHead(other, facts), publicKey)).toBe(false);
    expect(isHeadSignedBy({ ...signHead(other, facts), keyId: signer.keyId }, publicKey)).toBe(false);
  });

  it('writes one line that reads back as the same head', () => {
    const head = signHead(signer, facts);
    expect(headLine(head).indexOf('\n')).toBe(headLine(head).length - 1);
    expect(JSON.parse(headLine(head))).toEqual(head);
  });
});
