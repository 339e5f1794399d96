/** The merged view of a cluster. Nothing is merged in the sense that anything is lost: each statement keeps its member and its source. */
import type { EntitySchema, Statement } from '../entity.types';
import { byId } from './clusters.rules';
import { commonSchema } from './judgement.rules';

export interface Member<S extends Statement> {
  readonly id: string;
  readonly schema: EntitySchema;
  readonly statements: readonly S[];
}

export interface MergedStatement<S> {
  readonly entityId: string;
  readonly statement: S;
}

export interface Merged<S> {
  readonly canonicalId: string;
  readonly schema: EntitySchema;
  /** By member, the one recorded first before the others, and within it in the order in which they came. */
  readonly statements: readonly MergedStatement<S>[];
}

/** What was first said after that time was not known then. */
export const knownBy = <S extends { readonly firstSeen: string }>(
  statements: readonly S[],
  at: Date | undefined,
): S[] => statements.filter(({ firstSeen }) => at === undefined || Date.parse(firstSeen) <= at.getTime());

/** @param members at least one */
export function mergeMembers<S extends Statement>(members: readonly Member<S>[]): Merged<S> {
  const inOrder = [...members].sort(byId);
  return {
    canonicalId: inOrder[0]!.id,
    schema: commonSchema(inOrder.map(({ schema }) => schema)),
    statements: inOrder.flatMap(({ id, statements }) => statements.map((statement) => ({ entityId: id, statement }))),
  };
}
