import type { ItemCategory } from '../items/item.types';
import type { FirearmReference } from './reference-check.rules';
import type { ReferenceCheck, WeaponDescription } from './reference.types';

interface FoundItem extends WeaponDescription {
  readonly seq: number;
  readonly category: ItemCategory;
}

/** What the reference does not know as it was written, of one item. */
export interface ItemReferenceFlag extends ReferenceCheck {
  /** Place of the item. */
  readonly seq: number;
}

/** Unknown spellings of one inspection for which the nearest names are told: a hostile list has thousands, and each reading would wait. */
const MOST_LOOKED_UP = 200;

/** Firearms by make, model, calibre and type, ammunition by its calibre. What the reference knows under the same name is not told. */
export function referenceFlags(reference: FirearmReference, items: readonly FoundItem[]): ItemReferenceFlag[] {
  const spellings = new Set<string>();
  const isLookedUp = (value: string): boolean => {
    if (spellings.size < MOST_LOOKED_UP) spellings.add(value);
    return spellings.has(value);
  };
  return items.flatMap((item) =>
    reference
      .check(described(item), isLookedUp)
      .filter(({ flag }) => flag !== null)
      .map((check) => ({ seq: item.seq, ...check })),
  );
}

function described({ category, make, model, calibre, type }: FoundItem): WeaponDescription {
  if (category === 'FIREARM') return { make, model, calibre, type };
  return category === 'AMMUNITION' ? { calibre } : {};
}
