import { sign } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json';
import type { SignedHead, Signer } from './head.rules';

/*
 * A receipt lets the holder show, years later and without the system, what was accepted and when. It carries the leaf
 * itself, because the holder must be able to recompute the hash that the promise and the log are about.
 */
export const SEQUENCED_WITHIN_SECONDS = 60;

export interface LeafBytes {
  readonly salt: Buffer;
  readonly states: Buffer;
  readonly payload: Buffer;
}

export interface Promised {
  readonly log: string;
  readonly leafHash: string;
  readonly acceptedAt: string;
  readonly sequencedWithinSeconds: number;
  readonly keyId: string;
  /** Ed25519 over `promiseBytes`, base64url. */
  readonly promise: string;
}

export interface Inclusion {
  /** Position from 0. */
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
  readonly head: SignedHead;
}

export interface Receipt extends Promised {
  readonly type: 'lambi-receipt-v1';
  readonly leaf: { readonly salt: string; readonly states: string; readonly payload: string };
  /** Null until the sequencer has given the leaf its place. */
  readonly inclusion: Inclusion | null;
}

/** The signed bytes: RFC 8785 form of the promise without its signature, UTF-8. */
export function promiseBytes(promised: Omit<Promised, 'promise'>): Buffer {
  const { acceptedAt, keyId, leafHash, log, sequencedWithinSeconds } = promised;
  const signed = { acceptedAt, keyId, leafHash, log, sequencedWithinSeconds, type: 'lambi-promise-v1' };
  return Buffer.from(canonicalJson(signed), 'utf8');
}

/** Promises that the leaf will have its place in the log within 60 seconds. */
export function signPromise(
  signer: Signer,
  facts: { readonly log: string; readonly leafHash: Buffer; readonly acceptedAt: Date },
): Promised {
  const promised = {
    log: facts.log,
    leafHash: facts.leafHash.toString('hex'),
    acceptedAt: facts.acceptedAt.toISOString(),
    sequencedWithinSeconds: SEQUENCED_WITHIN_SECONDS,
    keyId: signer.keyId,
  };
  return { ...promised, promise: sign(null, promiseBytes(promised), signer.privateKey).toString('base64url') };
}

export const receiptOf = (promised: Promised, leaf: LeafBytes, inclusion: Inclusion | null): Receipt => ({
  type: 'lambi-receipt-v1',
  ...promised,
  leaf: {
    salt: leaf.salt.toString('base64url'),
    states: leaf.states.toString('base64url'),
    payload: leaf.payload.toString('base64url'),
  },
  inclusion,
});

/** The size comes from the head: a proof is worth nothing against a size nobody signed. */
export const inclusionOf = (index: number, path: readonly Buffer[], head: SignedHead): Inclusion => ({
  index,
  size: head.size,
  path: path.map((hash) => hash.toString('hex')),
  head,
});
