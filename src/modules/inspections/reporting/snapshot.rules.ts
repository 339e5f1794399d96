import { chainOf, standing } from '../custody/chain.rules';
import type { CustodyEvent, ExhibitedItem } from '../custody/custody.types';
import type { StatedTotal } from '../items/item.types';
import { compareTotals, listedTotals } from '../items/totals.rules';
import type { ReportedCustodyEvent, ReportedExhibit, ReportedInspection, ReportedItem } from './report.types';

/** An inspection as its owner reads it. More may be in it than a report takes. */
export type InspectionSource = Omit<ReportedInspection, 'reference' | 'recordVersion' | 'totals' | 'listedTotals'> & {
  readonly record: { readonly reference: string; readonly version: number };
  readonly statedTotals: readonly StatedTotal[];
};

const FIELDS = [
  ...(['contentVersion', 'authority', 'requestedBy', 'jurisdiction', 'jurisdictionStatement'] as const),
  ...(['legalBasis', 'necessity', 'ground', 'groundStatement', 'placeLocode', 'placeName', 'placeCountry'] as const),
  ...(['terminal', 'latitude', 'longitude', 'coordinatePrecision', 'examinedAt', 'examinedOn'] as const),
  ...(['examinedUntil', 'transportMode', 'transportModeCode', 'voyage', 'vesselFlag', 'vehiclePlate'] as const),
  ...(['aircraftRegistration', 'portOfLoading', 'portOfDischarge', 'declaredGoods', 'declaredMassGrams'] as const),
  ...(['measuredMassGrams', 'sealsDeclared', 'sealsFound', 'parties', 'statedFacts', 'followUps'] as const),
  ...(['cooperation', 'agenciesPresent', 'result', 'containerNumber', 'billReference', 'vesselName'] as const),
  ...(['vesselImo', 'concealmentCode', 'concealment', 'narrative'] as const),
] as const satisfies readonly (keyof ReportedInspection)[];

const ITEM_FIELDS = [
  ...(['seq', 'category', 'quantity', 'type', 'make', 'model', 'calibre', 'action', 'serial', 'serialState'] as const),
  ...(['countryOfManufacture', 'yearOfManufacture', 'importerMark', 'importCountry', 'importYear'] as const),
  ...(['privatelyMade', 'assembled', 'marks', 'markings', 'headstamp', 'lot', 'brand', 'packaging'] as const),
  ...(['amount', 'currency', 'counterfeit', 'concealmentCode', 'description'] as const),
] as const satisfies readonly (keyof ReportedItem)[];

/** Takes what a report says, field by field: what is held back, and any field added later, stays outside until it is named here. */
export function reportedOf(source: InspectionSource): ReportedInspection {
  return {
    ...pick(source, FIELDS),
    reference: source.record.reference,
    recordVersion: source.record.version,
    items: source.items.map((item) => pick(item, ITEM_FIELDS)),
    totals: compareTotals(source.statedTotals, source.items),
    listedTotals: listedTotals(source.items),
  };
}

/** An exhibit as it is known to its owner; where exactly it lies may be in it too. */
export interface ExhibitSource {
  readonly exhibitNo: string;
  readonly courtFile: string | null;
  readonly items: readonly ExhibitedItem[];
  readonly events: readonly CustodyEvent[];
}

const EVENT_FIELDS = [
  ...(['kind', 'occurredAt', 'place', 'fromHolder', 'toHolder', 'sealFound', 'sealSet', 'disposal'] as const),
] as const satisfies readonly (keyof ReportedCustodyEvent)[];

/** What stands of the chain, in the order in which it happened, and whether it holds. */
export function exhibitedOf({ exhibitNo, courtFile, items, events }: ExhibitSource): ReportedExhibit {
  const { unbroken, breaks } = chainOf(events);
  return {
    exhibitNo,
    courtFile,
    items: items.map(({ seq, quantity }) => ({ seq, quantity })),
    isUnbroken: unbroken,
    breaks: [...new Set(breaks.map(({ code }) => code))],
    events: standing(events).map((event) => pick(event, EVENT_FIELDS)),
  };
}

function pick<T extends object, K extends keyof T>(source: T, fields: readonly K[]): Pick<T, K> {
  return Object.fromEntries(
    fields.flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]]])),
  ) as Pick<T, K>;
}
