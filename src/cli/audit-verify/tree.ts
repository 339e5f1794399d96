import { hash as hashOnce } from 'node:crypto';

/*
 * The verifier's own Merkle mathematics (RFC 9162, section 2.1). It must never import from src/modules: a fault in the
 * writer is found only because this was written a second time, another way.
 */
export interface Completed {
  readonly level: number;
  readonly idx: number;
  readonly hash: Buffer;
}

const digest = (bytes: Uint8Array): Buffer => hashOnce('sha256', bytes, 'buffer');

export const EMPTY_ROOT = digest(new Uint8Array(0));

/** SHA-256(0x00 || salt(16) || uint32be(states length) || states || payload). */
export function hashOfLeaf(salt: Uint8Array, states: Uint8Array, payload: Uint8Array): Buffer {
  const bytes = Buffer.alloc(1 + salt.length + 4 + states.length + payload.length);
  bytes.set(salt, 1);
  bytes.writeUInt32BE(states.length, 1 + salt.length);
  bytes.set(states, 5 + salt.length);
  bytes.set(payload, 5 + salt.length + states.length);
  return digest(bytes);
}

function hashOfPair(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = Buffer.alloc(1 + left.length + right.length, 1);
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return digest(bytes);
}

/** A binary counter: place l holds the complete subtree of 2^l leaves that waits for its right-hand sister. */
export class GrowingTree {
  private readonly waiting: (Buffer | undefined)[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Adds one leaf; returns the subtrees it completes, the leaf itself first. */
  add(leaf: Buffer): Completed[] {
    const completed: Completed[] = [{ level: 0, idx: this.count, hash: leaf }];
    let [level, idx, hash] = [0, this.count, leaf];
    for (let left = this.waiting[level]; left; left = this.waiting[level]) {
      this.waiting[level] = undefined;
      [level, idx, hash] = [level + 1, Math.floor(idx / 2), hashOfPair(left, hash)];
      completed.push({ level, idx, hash });
    }
    this.waiting[level] = hash;
    this.count += 1;
    return completed;
  }

  root(): Buffer {
    const waiting = this.waiting.filter((hash) => hash !== undefined);
    const [smallest, ...larger] = waiting;
    if (!smallest) return EMPTY_ROOT;
    return larger.reduce((right, left) => hashOfPair(left, right), smallest);
  }
}

const isPlace = (index: number, size: number): boolean =>
  Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;

/**
 * The root that a leaf and its inclusion path lead to, from the root's side down (the definition of PATH, 2.1.3.1);
 * null when the path has too many or too few hashes for this place.
 */
export function rootByPath(index: number, size: number, leaf: Buffer, path: readonly Buffer[]): Buffer | null {
  if (!isPlace(index, size)) return null;
  if (size === 1) return path.length === 0 ? leaf : null;
  const sister = path.at(-1);
  if (!sister || sister.length !== 32) return null;
  let leftSize = 1;
  while (leftSize * 2 < size) leftSize *= 2;
  const rest = path.slice(0, -1);
  if (index < leftSize) {
    const left = rootByPath(index, leftSize, leaf, rest);
    return left && hashOfPair(left, sister);
  }
  const right = rootByPath(index - leftSize, size - leftSize, leaf, rest);
  return right && hashOfPair(sister, right);
}
