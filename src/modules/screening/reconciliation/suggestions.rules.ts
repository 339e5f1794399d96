import { RECONCILIATION_PROPERTIES, RECONCILIATION_TYPES } from './reconciliation-properties.cases';
import type { NamedId } from './reconciliation.types';

/** Everything for an empty text: there are few of them. */
function matching(all: readonly NamedId[], prefix: string): NamedId[] {
  const wanted = prefix.trim().toLowerCase();
  return all
    .filter(({ id, name }) => id.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted))
    .map(({ id, name }) => ({ id, name }));
}

export const suggestedTypes = (prefix: string): NamedId[] => matching(RECONCILIATION_TYPES, prefix);
export const suggestedProperties = (prefix: string): NamedId[] => matching(RECONCILIATION_PROPERTIES, prefix);
