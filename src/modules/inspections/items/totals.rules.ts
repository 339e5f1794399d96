import type { ItemFacts, StatedTotal, TotalComparison } from './item.types';

/** Both numbers are kept and the conflict is shown; nobody is made to bend one until it fits the other. */
export function compareTotals(stated: readonly StatedTotal[], items: readonly ItemFacts[]): TotalComparison[] {
  return stated.map((total) => {
    const listed = items.filter((item) => isMeant(total, item)).reduce((sum, item) => sum + item.quantity, 0);
    return { ...total, listed, difference: total.quantity - listed, agrees: total.quantity === listed };
  });
}

/** What the listed items add up to, by category. */
export function listedTotals(items: readonly ItemFacts[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { category, quantity } of items) totals[category] = (totals[category] ?? 0) + quantity;
  return totals;
}

const isMeant = ({ category, calibre, type }: StatedTotal, item: ItemFacts): boolean =>
  item.category === category && isSaid(calibre, item.calibre) && isSaid(type, item.type);
/** What a total does not say, it does not ask for. */
const isSaid = (wanted: string | null | undefined, found: string | null | undefined): boolean =>
  wanted === undefined || wanted === null || plain(found ?? '') === plain(wanted);
const plain = (text: string): string => text.toLowerCase().replace(/[\s×]/g, (c) => (c === '×' ? 'x' : ''));
