import { createHash } from 'node:crypto';

/*
 * The audit log is an RFC 9162 (section 2.1) Merkle tree. Only complete subtrees are stored, and a stored node never
 * changes: node (level, idx) covers the leaves [idx * 2^level, (idx + 1) * 2^level). Everything at the right edge is
 * computed when asked for. The verifier in src/cli/audit-verify has its own copy of this mathematics, on purpose.
 * Sizes are whole numbers below 2^53: no bit operators here, they would cut at 2^31.
 */
export const HASH_BYTES = 32;
export const SALT_BYTES = 16;

export interface NodeCoordinates {
  readonly level: number;
  readonly idx: number;
}

export interface TreeNode extends NodeCoordinates {
  readonly hash: Buffer;
}

export interface Appended {
  /** Every subtree completed by this append, level 0 included, in the order of completion. */
  readonly nodes: readonly TreeNode[];
  /** Hashes at `frontierCoordinates(size)`: what the next append starts from. */
  readonly frontier: readonly Buffer[];
  readonly root: Buffer;
  readonly size: number;
}

export type NodeLookup = (level: number, idx: number) => Buffer;

interface Range {
  readonly start: number;
  readonly end: number;
}

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const LEAF = Buffer.of(0);
const INNER = Buffer.of(1);

/**
 * SHA-256(0x00 || salt || uint32be(length of states) || states || payload).
 * @param salt 16 random bytes, so that a proof shown to another State does not let it guess the content
 * @param states 32-byte record state hashes, joined, in the order of `payload.records`; may be empty
 * @param payload the stored bytes of the RFC 8785 JSON, never re-serialised
 */
export function leafHash(salt: Uint8Array, states: Uint8Array, payload: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(states.length);
  return sha256(LEAF, salt, length, states, payload);
}

export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(INNER, left, right);

/** Root of the tree without leaves (RFC 9162, 2.1.1): SHA-256 of nothing. */
export const emptyRoot = (): Buffer => sha256();

/** The complete subtrees a tree of `size` leaves is made of, from left to right; at most one for each level. */
export function frontierCoordinates(size: number): NodeCoordinates[] {
  return coverOf({ start: 0, end: size });
}

/** Root from the hashes at `frontierCoordinates(size)`; null when their number does not fit the size. */
export function rootFromFrontier(size: number, hashes: readonly Buffer[]): Buffer | null {
  if (!isSize(size) || hashes.length !== frontierCoordinates(size).length) return null;
  return hashes.length === 0 ? emptyRoot() : foldRight(hashes);
}

/**
 * Appends leaves to a tree of `size` leaves, given the hashes at `frontierCoordinates(size)`.
 * Null when their number does not fit the size: a head must never be signed over a guessed frontier.
 */
export function appendLeaves(
  size: number,
  frontier: readonly Buffer[],
  leafHashes: readonly Buffer[],
): Appended | null {
  const coordinates = isSize(size) ? frontierCoordinates(size) : null;
  if (coordinates?.length !== frontier.length) return null;
  const stack: TreeNode[] = coordinates.map((at, i) => ({ ...at, hash: frontier[i]! }));
  const nodes: TreeNode[] = [];
  leafHashes.forEach((hash, i) => {
    let node: TreeNode = { level: 0, idx: size + i, hash };
    nodes.push(node);
    for (let left = stack.at(-1); left?.level === node.level; left = stack.at(-1)) {
      stack.pop();
      node = { level: node.level + 1, idx: left.idx / 2, hash: nodeHash(left.hash, node.hash) };
      nodes.push(node);
    }
    stack.push(node);
  });
  const hashes = stack.map((node) => node.hash);
  const root = hashes.length === 0 ? emptyRoot() : foldRight(hashes);
  return { nodes, frontier: hashes, root, size: size + leafHashes.length };
}

/** Stored nodes needed by `inclusionProof(index, size)`: at most about 2 * log2(size), so one query fetches them. */
export const inclusionNodes = (index: number, size: number): NodeCoordinates[] =>
  (inclusionRanges(index, size) ?? []).flatMap(coverOf);

/** Sibling hashes from leaf to root (RFC 9162, 2.1.3.1); null when the tree has no such leaf. */
export const inclusionProof = (index: number, size: number, getNode: NodeLookup): Buffer[] | null =>
  inclusionRanges(index, size)?.map((range) => rangeRoot(range, getNode)) ?? null;

/** Stored nodes needed by `consistencyProof(first, second)`. */
export const consistencyNodes = (first: number, second: number): NodeCoordinates[] =>
  (consistencyRanges(first, second) ?? []).flatMap(coverOf);

/**
 * Proof that the tree of `first` leaves is the beginning of the tree of `second` leaves (RFC 9162, 2.1.4.1).
 * Empty for equal sizes and for first = 0; null when first > second.
 */
export const consistencyProof = (first: number, second: number, getNode: NodeLookup): Buffer[] | null =>
  consistencyRanges(first, second)?.map((range) => rangeRoot(range, getNode)) ?? null;

/**
 * RFC 9162, 2.1.3.2. The size is taken from a signed head: a proof alone cannot tell two sizes apart in which the leaf
 * has the same path (leaf 0 of 3 and of 4, for example), therefore never accept a size from anywhere else.
 */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Buffer,
  path: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || ![leaf, root, ...path].every(isHash)) return false;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash);
      [fn, sn] = skipEven(fn, sn);
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && hash.equals(root);
}

/** RFC 9162, 2.1.4.2, extended to equal sizes (same root, empty path) and to the empty first tree (empty path). */
export function verifyConsistency(
  first: number,
  second: number,
  firstRoot: Buffer,
  secondRoot: Buffer,
  path: readonly Buffer[],
): boolean {
  if (!isSize(first) || !isSize(second) || first > second) return false;
  if (![firstRoot, secondRoot, ...path].every(isHash)) return false;
  if (first === second || first === 0) {
    return path.length === 0 && firstRoot.equals(first === second ? secondRoot : emptyRoot());
  }
  return path.length > 0 && leadsToBoth(first, second, firstRoot, secondRoot, path);
}

function leadsToBoth(
  first: number,
  second: number,
  firstRoot: Buffer,
  secondRoot: Buffer,
  path: readonly Buffer[],
): boolean {
  const [start, ...rest] = highestPower(first) === first ? [firstRoot, ...path] : path;
  let [fn, sn] = [first - 1, second - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [firstHash, secondHash] = [start!, start!];
  for (const sibling of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      [firstHash, secondHash] = [nodeHash(sibling, firstHash), nodeHash(sibling, secondHash)];
      [fn, sn] = skipEven(fn, sn);
    } else {
      secondHash = nodeHash(secondHash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && firstHash.equals(firstRoot) && secondHash.equals(secondRoot);
}

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isHash = (hash: Buffer): boolean => hash.length === HASH_BYTES;
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** At the right edge a node with no right sibling rises unchanged: skip those levels. */
function skipEven(fn: number, sn: number): [number, number] {
  while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
  return [fn, sn];
}

const foldRight = (hashes: readonly Buffer[]): Buffer => hashes.reduceRight((right, left) => nodeHash(left, right));

/** Largest power of two that is at most n, for n >= 1. */
function highestPower(n: number): number {
  let power = 1;
  while (power * 2 <= n) power *= 2;
  return power;
}

/** RFC 9162 splits n > 1 leaves at the largest power of two *smaller* than n. */
const split = ({ start, end }: Range): number => start + highestPower(end - start - 1);

/** Complete subtrees that tile a range; its start must be a multiple of the largest of them. */
function coverOf({ start, end }: Range): NodeCoordinates[] {
  const nodes: NodeCoordinates[] = [];
  for (let from = start; from < end;) {
    const width = highestPower(end - from);
    nodes.push({ level: Math.round(Math.log2(width)), idx: from / width });
    from += width;
  }
  return nodes;
}

const rangeRoot = (range: Range, getNode: NodeLookup): Buffer =>
  foldRight(coverOf(range).map(({ level, idx }) => getNode(level, idx)));

function inclusionRanges(index: number, size: number): Range[] | null {
  if (!isSize(index) || !isSize(size) || index >= size) return null;
  const ranges: Range[] = [];
  let within: Range = { start: 0, end: size };
  while (within.end - within.start > 1) {
    const middle = split(within);
    const [left, right] = [
      { start: within.start, end: middle },
      { start: middle, end: within.end },
    ];
    ranges.push(index < middle ? right : left);
    within = index < middle ? left : right;
  }
  return ranges.reverse();
}

function consistencyRanges(first: number, second: number): Range[] | null {
  if (!isSize(first) || !isSize(second) || first > second) return null;
  if (first === 0 || first === second) return [];
  const ranges: Range[] = [];
  let within: Range = { start: 0, end: second };
  while (within.end !== first) {
    const middle = split(within);
    const [left, right] = [
      { start: within.start, end: middle },
      { start: middle, end: within.end },
    ];
    ranges.push(first <= middle ? right : left);
    within = first <= middle ? left : right;
  }
  // When the first tree is one complete subtree at the left, the verifier has its root already.
  if (within.start !== 0) ranges.push(within);
  return ranges.reverse();
}
