import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import {
  appendLeaves,
  consistencyNodes,
  consistencyProof,
  emptyRoot,
  frontierCoordinates,
  inclusionNodes,
  inclusionProof,
  leafHash,
  nodeHash,
  rootFromFrontier,
  verifyConsistency,
  verifyInclusion,
} from './merkle.rules';

const MAX = 70;
const sha = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const leaves = Array.from({ length: MAX }, (_, i) => sha(Buffer.from(`leaf ${i}`)));

/** The definition of RFC 9162, 2.1.1, word for word: slow and obviously right. */
function naiveRoot(of: readonly Buffer[]): Buffer {
  if (of.length === 0) return sha(Buffer.alloc(0));
  if (of.length === 1) return of[0]!;
  let k = 1;
  while (k * 2 < of.length) k *= 2;
  return sha(Buffer.concat([Buffer.of(1), naiveRoot(of.slice(0, k)), naiveRoot(of.slice(k))]));
}

const roots = Array.from({ length: MAX + 1 }, (_, size) => naiveRoot(leaves.slice(0, size)));
const stored = new Map(appendLeaves(0, [], leaves)!.nodes.map((node) => [`${node.level}/${node.idx}`, node.hash]));
const getNode = (level: number, idx: number): Buffer => stored.get(`${level}/${idx}`)!;

/** Only the announced nodes may be used: the caller fetches exactly those. */
const only = (nodes: readonly { level: number; idx: number }[]) => {
  const allowed = new Set(nodes.map(({ level, idx }) => `${level}/${idx}`));
  return (level: number, idx: number): Buffer => {
    if (!allowed.has(`${level}/${idx}`)) throw new Error(`node ${level}/${idx} was not announced`);
    return getNode(level, idx);
  };
};
const flip = (hash: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(hash);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
};
const replaced = (path: readonly Buffer[], at: number, hash: Buffer): Buffer[] =>
  path.map((p, i) => (i === at ? hash : p));

describe('appendLeaves', () => {
  it('gives the root of the definition for every size, in one batch or leaf by leaf', () => {
    let state = appendLeaves(0, [], [])!;
    expect(state.root).toEqual(emptyRoot());
    for (let size = 1; size <= MAX; size++) {
      state = appendLeaves(state.size, state.frontier, [leaves[size - 1]!])!;
      expect(state.root).toEqual(roots[size]);
      expect(appendLeaves(0, [], leaves.slice(0, size))!.root).toEqual(roots[size]);
      expect(rootFromFrontier(size, state.frontier)).toEqual(roots[size]);
      expect(state.frontier).toEqual(frontierCoordinates(size).map(({ level, idx }) => getNode(level, idx)));
    }
  });

  it('completes each subtree exactly once, however the leaves are batched', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }), (batches) => {
        let state = appendLeaves(0, [], [])!;
        const seen = new Map<string, Buffer>();
        for (const batch of batches) {
          state = appendLeaves(state.size, state.frontier, leaves.slice(state.size, state.size + batch))!;
          for (const { level, idx, hash } of state.nodes) {
            expect(seen.has(`${level}/${idx}`)).toBe(false);
            seen.set(`${level}/${idx}`, hash);
          }
        }
        for (const [at, hash] of seen) expect(hash).toEqual(stored.get(at));
        let expected = 0;
        for (let width = 1; width <= state.size; width *= 2) expected += Math.floor(state.size / width);
        expect(seen.size).toBe(expected);
        expect(state.root).toEqual(roots[state.size]);
      }),
    );
  });

  it('refuses a frontier that does not fit the size', () => {
    expect(appendLeaves(3, [leaves[0]!], [leaves[1]!])).toBeNull();
    expect(appendLeaves(-1, [], [])).toBeNull();
    expect(rootFromFrontier(4, [])).toBeNull();
  });

  it('stays exact beyond 2^31 leaves', () => {
    const size = 2 ** 40 + 5;
    expect(frontierCoordinates(size)).toEqual([
      { level: 40, idx: 0 },
      { level: 2, idx: 2 ** 38 },
      { level: 0, idx: 2 ** 40 + 4 },
    ]);
    expect(inclusionNodes(2 ** 40 + 4, size)).toEqual([
      { level: 2, idx: 2 ** 38 },
      { level: 40, idx: 0 },
    ]);
  });
});

describe('inclusion', () => {
  it('proves every leaf of every size 1..70, from the announced nodes alone', () => {
    for (let size = 1; size <= MAX; size++) {
      for (let index = 0; index < size; index++) {
        const path = inclusionProof(index, size, only(inclusionNodes(index, size)))!;
        if (!verifyInclusion(index, size, leaves[index]!, path, roots[size]!)) throw new Error(`${index} of ${size}`);
      }
    }
    expect(inclusionProof(1, 1, getNode)).toBeNull();
    expect(inclusionProof(-1, 5, getNode)).toBeNull();
    expect(inclusionProof(0.5, 5, getNode)).toBeNull();
  });

  it('refuses every mutation of a proof', () => {
    const places = fc
      .integer({ min: 1, max: MAX })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(MAX), fc.nat(255), fc.nat(20)));
    fc.assert(
      fc.property(places, ([size, index, other, bit, position]) => {
        const [leaf, root] = [leaves[index]!, roots[size]!];
        const path = inclusionProof(index, size, getNode)!;
        const verify = (p: readonly Buffer[], i = index): boolean => verifyInclusion(i, size, leaf, p, root);
        path.forEach((hash, i) => expect(verify(replaced(path, i, flip(hash, bit)))).toBe(false));
        path.forEach((hash, i) => expect(verify(replaced(path, i, hash.subarray(1)))).toBe(false));
        path.forEach((_, i) => expect(verify(path.filter((__, j) => j !== i))).toBe(false));
        const at = position % (path.length + 1);
        expect(verify([...path.slice(0, at), leaves[other % MAX]!, ...path.slice(at)])).toBe(false);
        if (other !== index) expect(verify(path, other)).toBe(false);
        expect(verifyInclusion(index, size, flip(leaf, bit), path, root)).toBe(false);
        expect(verifyInclusion(index, size, leaf, path, flip(root, bit))).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('refuses another size whenever the leaf has another path in it, and the root of another size always', () => {
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const path = inclusionProof(index, size, getNode)!;
        for (let other = index + 1; other <= 40; other++) {
          if (other === size) continue;
          const accepted = verifyInclusion(index, other, leaves[index]!, path, roots[size]!);
          if (accepted !== (shape(index, size) === shape(index, other))) throw new Error(`${index} ${size} ${other}`);
          const misplaced = verifyInclusion(index, other, leaves[index]!, path, roots[other]!);
          if (misplaced) throw new Error(`root of ${other} for ${index} of ${size}`);
        }
      }
    }
  });
});

/** Left and right turns from the leaf to the root, by the definition. */
function shape(index: number, size: number): string {
  if (size <= 1) return '';
  let k = 1;
  while (k * 2 < size) k *= 2;
  return index < k ? `${shape(index, k)}R` : `${shape(index - k, size - k)}L`;
}

describe('consistency', () => {
  it('proves every pair of sizes 0..70, from the announced nodes alone', () => {
    for (let second = 0; second <= MAX; second++) {
      for (let first = 0; first <= second; first++) {
        const path = consistencyProof(first, second, only(consistencyNodes(first, second)))!;
        if (!verifyConsistency(first, second, roots[first]!, roots[second]!, path))
          throw new Error(`${first} ${second}`);
      }
    }
    expect(consistencyProof(3, 2, getNode)).toBeNull();
  });

  it('refuses every mutation of a proof', () => {
    const pairs = fc
      .integer({ min: 2, max: MAX })
      .chain((second) =>
        fc.tuple(fc.integer({ min: 1, max: second - 1 }), fc.constant(second), fc.nat(255), fc.nat(20)),
      );
    fc.assert(
      fc.property(pairs, ([first, second, bit, position]) => {
        const [older, newer] = [roots[first]!, roots[second]!];
        const path = consistencyProof(first, second, getNode)!;
        const verify = (p: readonly Buffer[]): boolean => verifyConsistency(first, second, older, newer, p);
        path.forEach((hash, i) => expect(verify(replaced(path, i, flip(hash, bit)))).toBe(false));
        path.forEach((_, i) => expect(verify(path.filter((__, j) => j !== i))).toBe(false));
        const at = position % (path.length + 1);
        expect(verify([...path.slice(0, at), leaves[bit % MAX]!, ...path.slice(at)])).toBe(false);
        expect(verifyConsistency(first, second, flip(older, bit), newer, path)).toBe(false);
        expect(verifyConsistency(first, second, older, flip(newer, bit), path)).toBe(false);
        expect(verifyConsistency(second, first, newer, older, path)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('refuses the roots of other sizes', () => {
    for (let second = 2; second <= MAX; second++) {
      for (let first = 1; first < second; first++) {
        const path = consistencyProof(first, second, getNode)!;
        expect(verifyConsistency(first, second, roots[first - 1]!, roots[second]!, path)).toBe(false);
        expect(verifyConsistency(first, second, roots[first]!, roots[second - 1]!, path)).toBe(false);
      }
    }
    expect(verifyConsistency(0, 3, emptyRoot(), roots[3]!, [leaves[0]!])).toBe(false);
    expect(verifyConsistency(3, 3, roots[3]!, roots[3]!, [leaves[0]!])).toBe(false);
  });
});

describe('hashes', () => {
  it('follows the fixed encoding, with domains for leaf and node', () => {
    const [salt, states, payload] = [Buffer.alloc(16, 7), Buffer.alloc(64, 9), Buffer.from('{"v":1}')];
    expect(leafHash(salt, states, payload)).toEqual(
      sha(Buffer.concat([Buffer.of(0), salt, Buffer.of(0, 0, 0, 64), states, payload])),
    );
    expect(nodeHash(salt, states)).toEqual(sha(Buffer.concat([Buffer.of(1), salt, states])));
    expect(emptyRoot().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('does not let bytes move between states and payload', () => {
    const [salt, bytes] = [Buffer.alloc(16), Buffer.from('abcdef')];
    const hashes = [0, 1, 3, 6].map((n) => leafHash(salt, bytes.subarray(0, n), bytes.subarray(n)).toString('hex'));
    expect(new Set(hashes).size).toBe(4);
  });
});
