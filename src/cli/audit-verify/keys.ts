import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonicalText, isObject } from './jcs';

/*
 * Signatures are checked under pinned keys only: the key comes from a file of the reader, never from the database.
 * The file may hold several PEM blocks, because heads signed before a change of keys must stay verifiable.
 */
export type PinnedKeys = ReadonlyMap<string, KeyObject>;

export interface Head {
  readonly log: string;
  readonly size: number;
  readonly root: string;
  readonly at: string;
  readonly keyId: string;
  readonly signature: string;
}

export interface PromiseFields {
  readonly log: string;
  readonly leafHash: string;
  readonly acceptedAt: string;
  readonly sequencedWithinSeconds: number;
  readonly keyId: string;
  readonly promise: string;
}

const PEM = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g;

/** @throws Error when the text holds no public key, or one that is not Ed25519 */
export function pinnedKeys(pem: string): PinnedKeys {
  const keys = (pem.match(PEM) ?? []).map((block) => createPublicKey(block));
  if (keys.length === 0) throw new Error('the key file holds no PEM public key');
  if (keys.some((key) => key.asymmetricKeyType !== 'ed25519')) throw new Error('the pinned key is not an Ed25519 key');
  return new Map(keys.map((key) => [idOf(key), key]));
}

function idOf(key: KeyObject): string {
  const der = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

export function headFault(head: Head, keys: PinnedKeys): string | null {
  const { at, keyId, log, root, size } = head;
  return signatureFault({ at, keyId, log, root, size, type: 'lambi-head-v1' }, head.signature, keys);
}

export function promiseFault(promised: PromiseFields, keys: PinnedKeys): string | null {
  const { acceptedAt, keyId, leafHash, log, sequencedWithinSeconds } = promised;
  const signed = { acceptedAt, keyId, leafHash, log, sequencedWithinSeconds, type: 'lambi-promise-v1' };
  return signatureFault(signed, promised.promise, keys);
}

function signatureFault(
  signed: { readonly keyId: string; readonly [key: string]: string | number },
  signature: string,
  keys: PinnedKeys,
): string | null {
  const key = keys.get(signed.keyId);
  if (!key) return `signed with key ${signed.keyId}, which is not a pinned key`;
  const bytes = bytesOfBase64url(signature);
  if (bytes?.length !== 64) return 'the signature is not 64 bytes of base64url';
  const right = verify(null, Buffer.from(canonicalText(signed), 'utf8'), key, bytes);
  return right ? null : 'the signature does not fit the pinned key';
}

/** Strict: Buffer.from would skip what is not base64url, and two texts would stand for one value. */
export function bytesOfBase64url(text: unknown): Buffer | null {
  if (typeof text !== 'string') return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

export const isHashHex = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

/** The head a JSON value holds, or null when a field is missing, superfluous or of another shape. */
export function headOf(value: unknown): Head | null {
  if (!isObject(value) || value['type'] !== 'lambi-head-v1' || Object.keys(value).length !== 7) return null;
  const { log, size, root, at, keyId, signature } = value;
  if (typeof log !== 'string' || typeof at !== 'string' || typeof keyId !== 'string') return null;
  if (typeof signature !== 'string' || !isHashHex(root)) return null;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return null;
  return { log, size, root, at, keyId, signature };
}
