import { generateKeyPairSync, verify } from 'node:crypto';
import { signerOf, signHead } from './head.rules';
import { leafHash } from './merkle.rules';
import { inclusionOf, promiseBytes, receiptOf, signPromise } from './receipt.rules';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = signerOf(privateKey);
const leaf = { salt: Buffer.alloc(16, 1), states: Buffer.alloc(32, 2), payload: Buffer.from('{"v":1}') };
const hash = leafHash(leaf.salt, leaf.states, leaf.payload);
const promised = signPromise(signer, { log: 'system', leafHash: hash, acceptedAt: new Date(1_795_000_000_000) });

describe('receipts', () => {
  it('signs exactly the canonical bytes of the promise', () => {
    const text = `{"acceptedAt":"${promised.acceptedAt}","keyId":"${signer.keyId}","leafHash":"${hash.toString('hex')}","log":"system","sequencedWithinSeconds":60,"type":"lambi-promise-v1"}`;
    expect(promiseBytes(promised).toString('utf8')).toBe(text);
    expect(verify(null, Buffer.from(text), publicKey, Buffer.from(promised.promise, 'base64url'))).toBe(true);
  });

  it('carries the leaf, so that the holder can recompute its hash', () => {
    const receipt = receiptOf(promised, leaf, null);
    const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
    const { salt, states, payload } = receipt.leaf;
    expect(leafHash(bytes(salt), bytes(states), bytes(payload)).toString('hex')).toBe(receipt.leafHash);
    expect(receipt.inclusion).toBeNull();
  });

  it('takes the size of the proof from the signed head', () => {
    const head = signHead(signer, { log: 'system', size: 1, root: hash, at: new Date(1_795_000_000_500) });
    expect(inclusionOf(0, [Buffer.alloc(32, 3)], head)).toEqual({ index: 0, size: 1, path: ['03'.repeat(32)], head });
  });
});
