import { bare } from '../../records';
import { PLAIN } from '../inspection.mapping';
import type { InspectionView } from '../inspections.repository';
import type { InspectionContent } from './amendment.types';

const MORE = ['placeCountry', 'examinedAt', 'declaredMassGrams', 'measuredMassGrams'] as const;
const LISTS = ['agenciesPresent', 'statedTotals'] as const;

/**
 * What the inspection says, and nothing of who may see it; `heldBack` is not part of what is ever shown. Nor is `shipmentId`: a version is
 * read as it was written, and who reads it need not see that record.
 */
export function contentOf(shown: InspectionView): InspectionContent {
  const view = bare('inspection', shown, shown.withheld); // a version is read by whoever sees the inspection
  const fields = [...PLAIN, ...MORE].filter((field) => view[field] !== null).map((field) => [field, view[field]]);
  const lists = LISTS.filter((field) => view[field].length > 0).map((field) => [field, view[field]]);
  return {
    fields: Object.fromEntries([...fields, ...lists]) as InspectionContent['fields'],
    items: view.items as unknown as InspectionContent['items'],
  };
}
