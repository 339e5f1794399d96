import { compareTotals, listedTotals } from '../inspection.rules';
import type { ItemFacts, StatedTotal } from '../inspection.types';
import type { ReportedInspection, ReportedItem } from './report.types';

/** An inspection as its owner reads it. More may be in it than a report takes. */
export type InspectionSource = Omit<ReportedInspection, 'reference' | 'recordVersion' | 'totals' | 'listedTotals'> & {
  readonly record: { readonly reference: string; readonly version: number };
  readonly statedTotals: readonly StatedTotal[];
};

const FIELDS = [
  'legalBasis',
  'necessity',
  'ground',
  'groundStatement',
  'placeLocode',
  'placeName',
  'placeCountry',
  'examinedAt',
  'transportMode',
  'cooperation',
  'agenciesPresent',
  'result',
  'containerNumber',
  'billReference',
  'vesselName',
  'vesselImo',
  'concealment',
  'narrative',
] as const satisfies readonly (keyof ReportedInspection)[];

const ITEM_FIELDS = [
  'seq',
  'category',
  'quantity',
  'type',
  'make',
  'model',
  'calibre',
  'action',
  'serial',
  'serialState',
  'countryOfManufacture',
  'markings',
  'headstamp',
  'lot',
  'description',
] as const satisfies readonly (keyof ReportedItem)[];

/** Takes what a report says, field by field: what is held back, and any field added later, stays outside until it is named here. */
export function reportedOf(source: InspectionSource): ReportedInspection {
  return {
    ...pick(source, FIELDS),
    reference: source.record.reference,
    recordVersion: source.record.version,
    items: source.items.map((item) => pick(item, ITEM_FIELDS)),
    totals: compareTotals(source.statedTotals, source.items as readonly ItemFacts[]),
    listedTotals: listedTotals(source.items as readonly ItemFacts[]),
  };
}

function pick<T extends object, K extends keyof T>(source: T, fields: readonly K[]): Pick<T, K> {
  return Object.fromEntries(
    fields.flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]]])),
  ) as Pick<T, K>;
}
