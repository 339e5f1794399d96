import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import * as writer from '../../modules/audit/merkle.rules';
import { EMPTY_ROOT, GrowingTree, hashOfLeaf, rootByPath } from './tree';

const MAX = 70;
const leaves = Array.from({ length: MAX }, (_, i) => createHash('sha256').update(`shared ${i}`).digest());
const all = writer.appendLeaves(0, [], leaves)!;
const stored = new Map(all.nodes.map((node) => [`${node.level}/${node.idx}`, node.hash]));
const getNode = (level: number, idx: number): Buffer => stored.get(`${level}/${idx}`)!;

describe('the verifier against the writer', () => {
  it('hashes leaves alike', () => {
    const bytes = (max: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength: max });
    const salt = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(salt, bytes(96), bytes(200), (s, states, payload) => {
        expect(hashOfLeaf(s, states, payload)).toEqual(writer.leafHash(s, states, payload));
      }),
    );
  });

  it('completes the same subtrees and finds the same root at every size', () => {
    const tree = new GrowingTree();
    expect(tree.root()).toEqual(writer.emptyRoot());
    expect(EMPTY_ROOT).toEqual(writer.emptyRoot());
    const completed = leaves.flatMap((leaf, i) => {
      const nodes = tree.add(leaf);
      expect(tree.root()).toEqual(writer.appendLeaves(0, [], leaves.slice(0, i + 1))!.root);
      return nodes;
    });
    expect(completed).toEqual(all.nodes);
    expect(tree.size).toBe(MAX);
  });

  it('follows every inclusion path of sizes 1..70 to the root', () => {
    const tree = new GrowingTree();
    for (let size = 1; size <= MAX; size++) {
      tree.add(leaves[size - 1]!);
      const root = tree.root();
      for (let index = 0; index < size; index++) {
        const path = writer.inclusionProof(index, size, getNode)!;
        if (!rootByPath(index, size, leaves[index]!, path)?.equals(root)) throw new Error(`${index} of ${size}`);
      }
    }
  });

  it('agrees with the writer on every mutated proof', () => {
    const places = fc
      .integer({ min: 2, max: MAX })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(MAX), fc.nat(MAX), fc.nat(9), fc.nat(3)));
    fc.assert(
      fc.property(places, ([size, index, otherIndex, otherSize, position, kind]) => {
        const root = writer.appendLeaves(0, [], leaves.slice(0, size))!.root;
        const path = writer.inclusionProof(index, size, getNode)!;
        const at = position % path.length;
        const mutated = [
          path,
          path.filter((_, i) => i !== at),
          [...path, leaves[at]!],
          path.map((hash, i) => (i === at ? EMPTY_ROOT : hash)),
        ][kind]!;
        const byVerifier = rootByPath(otherIndex, otherSize, leaves[index]!, mutated)?.equals(root) ?? false;
        expect(byVerifier).toBe(writer.verifyInclusion(otherIndex, otherSize, leaves[index]!, mutated, root));
        if (kind > 0) expect(rootByPath(index, size, leaves[index]!, mutated)?.equals(root) ?? false).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps to a fixed vector, so that both cannot drift together', () => {
    const tree = new GrowingTree();
    for (const text of ['', '\x00', '\x10']) tree.add(createHash('sha256').update(`\x00${text}`).digest());
    // RFC 6962 test vectors: the root over the first three leaves "", 00, 10.
    expect(tree.root().toString('hex')).toBe('aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77');
  });
});
