/*
 * Invariant: what is sealed opens only where it was sealed: under the same key, for the same source, owner, purpose and version, with
 * every bit as it was. AES-256-GCM with a tag of 128 bits and a random nonce of 96 (NIST SP 800-38D); the place is authenticated with it.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '../../kernel/canonical-json';
import { DomainError } from '../../kernel/domain-error';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import { SOURCE } from './sources.errors';

const NONCE = 12;
const TAG = 16;
const KEY = 32;
/** Lengths are told in steps of this many bytes only: how much is known of a source is nobody's business either. */
const STEP = 1024;

/** Where something sealed belongs. */
export interface Place {
  readonly sourceId: string;
  readonly ownerKey: number;
}
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Buffer;
}

@Injectable()
export class Envelope {
  private readonly ring: ReadonlyMap<string, Buffer>;
  readonly currentKeyId: string;
  private readonly fingerprints: Buffer;

  constructor(@Inject(RUNTIME) { keys }: Runtime) {
    const all = [keys.envelope, ...keys.envelopesBefore];
    this.ring = new Map(all.map((key) => [keyIdOf(key), key]));
    this.currentKeyId = keyIdOf(keys.envelope);
    this.fingerprints = createHmac('sha256', keys.envelope).update('lambi source fingerprint').digest();
  }

  /** A random key of 256 bits for one source, and what is stored of it. */
  newKey(place: Place): { readonly dataKey: Buffer } & WrappedKey {
    const dataKey = randomBytes(KEY);
    return { dataKey, keyId: this.currentKeyId, wrapped: this.wrap(place, dataKey) };
  }

  unwrap(place: Place, { keyId, wrapped }: WrappedKey): Buffer {
    const kek = this.ring.get(keyId);
    if (!kek) throw unreadable(new Error(`key ${keyId} is not among those configured`));
    return open(kek, wrapAad(place, keyId), wrapped);
  }

  /** The same data key under the current key. */
  rewrap(place: Place, wrapped: WrappedKey): WrappedKey {
    return { keyId: this.currentKeyId, wrapped: this.wrap(place, this.unwrap(place, wrapped)) };
  }

  seal(dataKey: Buffer, place: Place, purpose: 'card' | 'content', version: number, value: object): Buffer {
    const text = Buffer.from(canonicalJson(value), 'utf8');
    const padded = Buffer.concat([text, Buffer.alloc((STEP - (text.length % STEP)) % STEP, ' ')]);
    return seal(dataKey, aad(place, purpose, version), padded);
  }

  open<T>(dataKey: Buffer, place: Place, purpose: 'card' | 'content', version: number, sealed: Buffer): T {
    return JSON.parse(open(dataKey, aad(place, purpose, version), sealed).toString('utf8')) as T;
  }

  /** Stands for a body where requests are remembered: a plain hash of few words could be guessed from a dump. */
  fingerprint(body: unknown): string {
    return createHmac('sha256', this.fingerprints)
      .update(canonicalJson(body ?? null))
      .digest('base64url');
  }

  private wrap(place: Place, dataKey: Buffer): Buffer {
    return seal(this.ring.get(this.currentKeyId)!, wrapAad(place, this.currentKeyId), dataKey);
  }
}

const keyIdOf = (key: Buffer): string =>
  createHmac('sha256', key).update('lambi envelope key id').digest('hex').slice(0, 16);
const aad = ({ sourceId, ownerKey }: Place, purpose: string, version: number): Buffer =>
  Buffer.from(canonicalJson(['lambi source', purpose, sourceId, ownerKey, version]));
const wrapAad = ({ sourceId, ownerKey }: Place, keyId: string): Buffer =>
  Buffer.from(canonicalJson(['lambi source key', sourceId, ownerKey, keyId]));
const unreadable = (cause: unknown): DomainError => new DomainError(SOURCE.UNREADABLE, {}, { cause });

function seal(key: Buffer, place: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(place);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function open(key: Buffer, place: Buffer, sealed: Buffer): Buffer {
  try {
    if (sealed.length < NONCE + TAG) throw new Error('too short to be sealed');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(place).setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch (error) {
    throw unreadable(error);
  }
}
