import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json';

/*
 * A signed head says: at this moment the log had this many leaves and this root. Copies kept outside the database are
 * what makes a rewritten log visible, so every field of a head is under the signature.
 */
export interface HeadFacts {
  /** The organisation's uuid, or 'system'. */
  readonly log: string;
  readonly size: number;
  readonly root: Buffer;
  /** Milliseconds at most: PostgreSQL microseconds would not survive into the signed text. */
  readonly at: Date;
}

/** One line of the heads file. */
export interface SignedHead {
  readonly type: 'lambi-head-v1';
  readonly log: string;
  readonly size: number;
  readonly root: string;
  readonly at: string;
  readonly keyId: string;
  readonly signature: string;
}

/** An Ed25519 private key with the id of its public half. */
export interface Signer {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** First 16 hexadecimal characters of SHA-256 over the SubjectPublicKeyInfo DER. */
export const keyIdOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

export const signerOf = (privateKey: KeyObject): Signer => ({
  keyId: keyIdOf(createPublicKey(privateKey)),
  privateKey,
});

/** The signed bytes: RFC 8785 form of the head without its signature, UTF-8. */
export function headBytes(head: Omit<SignedHead, 'signature'>): Buffer {
  const { at, keyId, log, root, size, type } = head;
  return Buffer.from(canonicalJson({ at, keyId, log, root, size, type }), 'utf8');
}

export function signHead(signer: Signer, facts: HeadFacts): SignedHead {
  const head = {
    type: 'lambi-head-v1',
    log: facts.log,
    size: facts.size,
    root: facts.root.toString('hex'),
    at: facts.at.toISOString(),
    keyId: signer.keyId,
  } as const;
  return { ...head, signature: sign(null, headBytes(head), signer.privateKey).toString('base64url') };
}

export const isHeadSignedBy = (head: SignedHead, publicKey: KeyObject): boolean =>
  head.keyId === keyIdOf(publicKey) &&
  verify(null, headBytes(head), publicKey, Buffer.from(head.signature, 'base64url'));

/** One line for the heads file, with its line end. */
export const headLine = (head: SignedHead): string => `${canonicalJson(head)}\n`;
