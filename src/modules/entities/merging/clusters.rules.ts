/**
 * Invariant: no two entities that a standing judgement holds apart are ever in one cluster, whatever else stands. Colleagues with
 * different clearances can, without seeing it, judge against each other; for whoever sees both, `not_same` goes before `same`.
 */
import type { Decision, Judged } from './judgement.types';

export interface Clusters {
  /** The entity and all it is the same as, by id, in order. One that nobody judged is alone. */
  membersOf(id: string): readonly string[];
  /** The smallest id of the cluster. Ids are UUIDs of version 7 (RFC 9562), so it is the entity that was recorded first. */
  canonicalIdOf(id: string): string;
  /** What stands between two entities or anything they are the same as; undefined if nobody has judged. */
  decisionOn(one: string, other: string): Decision | undefined;
  /** Judgements `same` that hold the clusters together. */
  readonly ties: readonly Judged[];
  /** Judgements `same` that are not applied, because a `not_same` stands against them. */
  readonly disputed: readonly Judged[];
}

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

const compareIds = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
/** Oldest first, by id: the same for everybody, in whatever order the rows came. */
export const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  compareIds(one.id, other.id);

function neighboursBy(standing: readonly Judged[], decision: Decision): Neighbours {
  const neighbours = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
  };
  for (const judged of standing) {
    if (judged.decision !== decision) continue;
    add(judged.left, judged.right);
    add(judged.right, judged.left);
  }
  return neighbours;
}

/** Does anything of one cluster neighbour anything of the other? The smaller is walked. */
function meet(one: ReadonlySet<string>, other: ReadonlySet<string>, neighbours: Neighbours): boolean {
  const [small, big] = one.size <= other.size ? [one, other] : [other, one];
  for (const member of small) for (const next of neighbours.get(member) ?? []) if (big.has(next)) return true;
  return false;
}

/** Connected components over `same`, oldest judgement first, never across a `not_same`. */
export function clustersOf(standing: readonly Judged[]): Clusters {
  const apart = neighboursBy(standing, 'not_same');
  const doubtful = neighboursBy(standing, 'unsure');
  const clusters = new Map<string, Set<string>>();
  const clusterOf = (id: string): Set<string> => clusters.get(id) ?? new Set([id]);
  const ties: Judged[] = [];
  const disputed: Judged[] = [];
  for (const judged of standing.filter(({ decision }) => decision === 'same').sort(byId)) {
    const [left, right] = [clusterOf(judged.left), clusterOf(judged.right)];
    if (left !== right && meet(left, right, apart)) {
      disputed.push(judged);
      continue;
    }
    ties.push(judged);
    const [small, big] = left.size <= right.size ? [left, right] : [right, left];
    for (const member of [...small, ...big]) {
      big.add(member);
      clusters.set(member, big);
    }
  }
  const membersOf = (id: string): readonly string[] => [...clusterOf(id)].sort(compareIds);
  return {
    membersOf,
    canonicalIdOf: (id) => membersOf(id)[0]!,
    decisionOn: (one, other) => {
      const [left, right] = [clusterOf(one), clusterOf(other)];
      if (left.has(other)) return 'same';
      if (meet(left, right, apart)) return 'not_same';
      return meet(left, right, doubtful) ? 'unsure' : undefined;
    },
    ties,
    disputed,
  };
}

/** The shortest chain of judgements from one entity to another; undefined if there is none. */
export function pathBetween(ties: readonly Judged[], from: string, to: string): readonly Judged[] | undefined {
  const cameBy = new Map<string, readonly Judged[]>([[from, []]]);
  for (const [here, path] of cameBy) {
    if (here === to) return path;
    for (const tie of ties) {
      const next = tie.left === here ? tie.right : tie.right === here ? tie.left : undefined;
      if (next !== undefined && !cameBy.has(next)) cameBy.set(next, [...path, tie]);
    }
  }
  return undefined;
}
