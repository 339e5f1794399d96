import { Injectable } from '@nestjs/common';
import { type Clusters, clustersOf } from './clusters.rules';
import type { Decision } from './judgement.types';
import { JudgementsRepository } from './judgements.repository';

/** Two of the records that were asked for, by key, and what stands between them or anything they are the same as. */
export interface JudgedPair {
  readonly left: number;
  readonly right: number;
  readonly decision: Decision;
}

interface Known {
  readonly ids: ReadonlyMap<number, string>;
  readonly keys: ReadonlyMap<string, number>;
  readonly clusters: Clusters;
}

/**
 * What the modules to the right ask, inside their own units of work: the view of the organisation that acts, as far as its user sees.
 * A key that is no visible entity is in no answer.
 */
@Injectable()
export class EntityJudgements {
  constructor(private readonly repository: JudgementsRepository) {}

  /**
   * Pairs among these that were judged, also across clusters: if A and B are the same and B is not C, then A and C are judged. A pair that
   * is not in the answer was never looked at.
   */
  async standingAgainst(keys: readonly number[]): Promise<JudgedPair[]> {
    const { ids, clusters } = await this.known(keys);
    const asked = [...ids];
    return asked.flatMap(([left, leftId], i) =>
      asked.slice(i + 1).flatMap(([right, rightId]) => {
        const decision = clusters.decisionOn(leftId, rightId);
        return decision ? [{ left, right, decision }] : [];
      }),
    );
  }

  /** The same for one against many, such as the candidates of a search: what stands, by the candidate's key. */
  async standingBetween(key: number, candidates: readonly number[]): Promise<ReadonlyMap<number, Decision>> {
    const { ids, clusters } = await this.known([key, ...candidates]);
    const id = ids.get(key);
    return new Map(
      candidates.flatMap((candidate) => {
        const candidateId = ids.get(candidate);
        const decision = id && candidateId && candidate !== key ? clusters.decisionOn(id, candidateId) : undefined;
        return decision ? [[candidate, decision] as const] : [];
      }),
    );
  }

  /** Keys of all that each is the same as, itself included, the one recorded first before the others. */
  async clusterOf(keys: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>> {
    const { ids, keys: keyOf, clusters } = await this.known(keys);
    return new Map([...ids].map(([key, id]) => [key, clusters.membersOf(id).map((member) => keyOf.get(member)!)]));
  }

  async canonicalIds(keys: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const { ids, clusters } = await this.known(keys);
    return new Map([...ids].map(([key, id]) => [key, clusters.canonicalIdOf(id)]));
  }

  private async known(keys: readonly number[]): Promise<Known> {
    const [ids, standing] = await Promise.all([this.repository.ids(keys), this.repository.standing(keys)]);
    const keyOf = new Map([...ids].map(([key, id]) => [id, key]));
    for (const { left, leftKey, right, rightKey } of standing) keyOf.set(left, leftKey).set(right, rightKey);
    return { ids, keys: keyOf, clusters: clustersOf(standing) };
  }
}
