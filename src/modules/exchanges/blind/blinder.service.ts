/**
 * Invariant: only what this makes of an identifier reaches the database. HMAC-SHA-256 (RFC 2104), the first 16 bytes, under a key that is
 * derived for this use alone and never stored; the text that is hashed begins with the kind and the variant, so that equal numbers of
 * two kinds, or a folded and a plain serial, have nothing in common.
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '../../../kernel/canonical-json';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import type { BlindKeys, BlindKind } from './blind.types';

export const HASH_BYTES = 16;

export interface Blinded {
  /** 16 bytes for each, in order, in one piece: as a list of texts they would take longer to send than to look up. */
  readonly lookups: Buffer;
  /** The same; zeros where there is none. */
  readonly exacts: Buffer;
}

@Injectable()
export class Blinder {
  /** Tells one key from the next, and tells nothing about it. Positive, to fit the column. */
  readonly keyId: number;
  private readonly key: KeyObject;

  constructor(@Inject(RUNTIME) { keys }: Runtime) {
    this.key = createSecretKey(keys.blindIndex);
    this.keyId = this.hash('key id').readUInt32BE(0) >>> 1;
  }

  blind(items: readonly { readonly item: { readonly kind: BlindKind }; readonly keys: BlindKeys }[]): Blinded {
    const lookups = Buffer.alloc(items.length * HASH_BYTES);
    const exacts = Buffer.alloc(items.length * HASH_BYTES);
    items.forEach(({ item: { kind }, keys: { lookup, exact } }, i) => {
      this.hash(`${kind}|lookup|${lookup}`).copy(lookups, i * HASH_BYTES, 0, HASH_BYTES);
      if (exact !== null) this.hash(`${kind}|exact|${exact}`).copy(exacts, i * HASH_BYTES, 0, HASH_BYTES);
    });
    return { lookups, exacts };
  }

  /** What a repeated request is recognised by: a plain hash of its body would let a guessed number be tried against the database. */
  fingerprint(body: unknown): string {
    return this.hash(`body|${canonicalJson(body ?? null)}`).toString('hex');
  }

  private hash(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }
}
