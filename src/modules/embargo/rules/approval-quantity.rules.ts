import type { CommitteeDecision, GoodsItem } from './embargo.types';

type Scope = CommitteeDecision['scope'];

/** The goods of a supply against the quantities of an approval. Found once for a case: it does not depend on the item asked about. */
export interface ApprovedQuantity {
  /** Why the goods go beyond what is left; undefined: they do not, as far as they are counted. */
  readonly beyond: string | undefined;
  /** Whether the quantity of every item that the approval is about is stated. */
  readonly counted: boolean;
}

export function approvedQuantity(goods: readonly GoodsItem[], scope: Scope): ApprovedQuantity {
  const covered = coveredBy(goods, scope?.categories);
  const limits = scope?.limits ?? [];
  const found = [
    beyond(covered, scope, 'quantity'),
    ...limits.map((one) => {
      return beyond(coveredBy(goods, one.category && [one.category]), one, one.category ?? 'quantity');
    }),
  ];
  return {
    beyond: found.find((why) => why !== undefined),
    counted: covered.every(({ quantity }) => quantity !== undefined),
  };
}

function beyond(
  goods: readonly GoodsItem[],
  limit: { readonly quantity?: number; readonly quantityUsed?: number } | undefined,
  what: string,
): string | undefined {
  if (limit?.quantity === undefined) return undefined;
  const shipped = goods.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
  const left = limit.quantity - (limit.quantityUsed ?? 0);
  return shipped > left ? `${what} ${shipped} exceeds what is left of the approval (${left})` : undefined;
}

const coveredBy = (goods: readonly GoodsItem[], categories: readonly string[] | undefined): readonly GoodsItem[] =>
  goods.filter(({ category }) => categories === undefined || categories.includes(category ?? 'UNKNOWN'));
