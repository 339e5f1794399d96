/** Who stands on a bill of lading. SHIPPER is the exporter of an AWMDS file and the shipper of the sea waybill. */
export const PARTY_ROLES = ['CARRIER', 'SHIPPER', 'CONSIGNEE', 'NOTIFY'] as const;
export type ShipmentPartyRole = (typeof PARTY_ROLES)[number];

export interface ShipmentParty {
  readonly role: ShipmentPartyRole;
  readonly code: string | null;
  /** Null where the document gives only a code or an address. */
  readonly name: string | null;
  readonly address: string | null;
  /** "TO ORDER", "SAME AS CONSIGNEE" and the like: names nobody. */
  readonly isPlaceholder: boolean;
}

export interface ShipmentContainer {
  /** As written; null where the line has none. */
  readonly number: string | null;
  readonly packageCount: number | null;
  /** ISO 6346 size and type code, as written. */
  readonly sizeType: string | null;
  readonly fullEmpty: string | null;
  readonly seals: readonly string[];
  readonly sealingParty: string | null;
  readonly tareGrams: number | null;
  readonly goodsMassGrams: number | null;
  readonly description: string | null;
  readonly hsCode: string | null;
}

/** One bill of lading, whether it came in a manifest or by itself. Masses in whole grams, dates as yyyy-MM-dd. */
export interface ShipmentFacts {
  readonly billReference: string | null;
  readonly masterReference: string | null;
  readonly lineNumber: number | null;
  readonly nature: string | null;
  readonly typeCode: string | null;
  readonly customsOffice: string | null;
  readonly voyageNumber: string | null;
  readonly vesselName: string | null;
  readonly vesselImo: string | null;
  readonly vesselFlag: string | null;
  readonly carrierName: string | null;
  readonly transportMode: string | null;
  readonly departureOn: string | null;
  readonly arrivalOn: string | null;
  readonly loadingPlace: string | null;
  readonly unloadingPlace: string | null;
  readonly packageCount: number | null;
  readonly packageType: string | null;
  readonly grossMassGrams: number | null;
  readonly goodsDescription: string | null;
  readonly hsCodes: readonly string[];
  readonly shippingMarks: string | null;
  readonly parties: readonly ShipmentParty[];
  readonly containers: readonly ShipmentContainer[];
  /** What the document says beyond these fields: goods lines, vehicles, values, location, elements nobody mapped. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Where a bill came from. `sha256` is of the whole file, hexadecimal; `line` counts from 1. */
export interface ShipmentSource {
  readonly format: string;
  readonly fileName?: string;
  readonly sha256?: string;
  readonly line?: number;
}

/** Fields a document states once, as the API names them; mass, codes, parties and containers have forms of their own. */
export const PLAIN_FIELDS = [
  'billReference',
  'masterReference',
  'nature',
  'typeCode',
  'customsOffice',
  'voyageNumber',
  'vesselName',
  'vesselImo',
  'vesselFlag',
  'carrierName',
  'transportMode',
  'departureOn',
  'arrivalOn',
  'loadingPlace',
  'unloadingPlace',
  'packageCount',
  'packageType',
  'goodsDescription',
  'shippingMarks',
] as const;
