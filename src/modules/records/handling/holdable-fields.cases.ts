import type { RecordKind } from '../record.types';

/** A field as the API names it: the properties of a view it covers, each with its column. */
type Columns = Readonly<Record<string, string>>;

export interface HoldableKind {
  readonly table: string;
  readonly fields: Readonly<Record<string, Columns>>;
  /** Lists of which one row can be held back whole, as `items/0`: the table, and what tells the place. */
  readonly rows: Readonly<Record<string, { readonly table: string; readonly place: string }>>;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const plain = (...names: readonly string[]): Record<string, Columns> =>
  Object.fromEntries(names.map((name) => [name, { [name]: snake(name) }]));

/**
 * Which fields can be held back, per kind of record. Not here: what decides how a record is listed and which rules it must meet (status,
 * result, country), because a record without it is another record.
 */
export const HOLDABLE: Readonly<Partial<Record<RecordKind, HoldableKind>>> = {
  inspection: {
    table: 'inspections',
    fields: {
      ...plain('requestedBy', 'groundStatement', 'placeName', 'terminal', 'voyage', 'vehiclePlate', 'portOfLoading'),
      ...plain('aircraftRegistration', 'portOfDischarge', 'declaredGoods', 'sealsDeclared', 'sealsFound', 'parties'),
      ...plain('agenciesPresent', 'containerNumber', 'billReference', 'vesselName', 'vesselImo', 'concealment'),
      ...plain('narrative', 'statedFacts', 'followUps', 'jurisdictionStatement'),
      coordinates: { latitude: 'latitude', longitude: 'longitude', coordinatePrecision: 'coordinate_precision' },
      declaredMassKg: { declaredMassGrams: 'declared_mass_grams' },
      measuredMassKg: { measuredMassGrams: 'measured_mass_grams' },
    },
    rows: { items: { table: 'inspection_items', place: 'coalesce(corrects, seq)' } },
  },
  shipment: {
    table: 'shipments',
    fields: {
      ...plain('billReference', 'masterReference', 'voyageNumber', 'vesselName', 'vesselImo', 'carrierName'),
      ...plain('loadingPlace', 'unloadingPlace', 'packageCount', 'goodsDescription', 'hsCodes', 'shippingMarks'),
      ...plain('details'),
      grossMassKg: { grossMassGrams: 'gross_mass_grams' },
    },
    rows: {
      parties: { table: 'shipment_parties', place: 'seq' },
      containers: { table: 'shipment_containers', place: 'seq' },
    },
  },
  exchange: { table: 'exchanges', fields: plain('legalBasis', 'particulars'), rows: {} },
};

/** What stands in a column that may not be null while its value is held back. */
export const EMPTY_LISTS: Readonly<Record<string, string>> = {
  agencies_present: `'{}'`,
  hs_codes: `'{}'`,
  details: `'{}'`,
};
