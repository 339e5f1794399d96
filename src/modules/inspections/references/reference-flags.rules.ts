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

/** Firearms by make, model, calibre and type, ammunition by its calibre. What the reference knows under the same name is not told. */
export function referenceFlags(reference: FirearmReference, items: readonly FoundItem[]): ItemReferenceFlag[] {
  return items.flatMap((item) =>
    reference
      .check(described(item))
      .filter(({ flag }) => flag !== null)
      .map((check) => ({ seq: item.seq, ...check })),
  );
}

function described({ category, make, model, calibre, type }: FoundItem): WeaponDescription {
  if (category === 'FIREARM') return { make, model, calibre, type };
  return category === 'AMMUNITION' ? { calibre } : {};
}
