/** Facts of a bill and of what came before it, in; indicators with their facts, out. Masses in whole grams, dates as yyyy-MM-dd. */

export const INDICATOR_CODES = [
  'CONSIGNEE_SEEN',
  'SHIPPER_SEEN',
  'NOTIFY_SEEN',
  'SAME_CONTAINER_AS_SEIZURE',
  'LISTED_PARTY',
  'CONTROLLED_HEADING',
  'DUAL_USE_HEADING',
  'HS_TEXT_MISMATCH',
  'WEIGHT_AGAINST_GOODS',
  'PERSONAL_EFFECTS',
  'USED_VEHICLES',
  'CONSIGNEE_RELIGIOUS',
  'CONSIGNEE_DIPLOMATIC',
  'DUTY_FREE',
  'FIRST_TIME_SHIPPER',
  'NOTIFY_IS_CONSIGNEE_OF_OTHERS',
  'ROUTE_CHANGE',
  'LOAD_PORT',
  'CONSOLIDATOR',
  'CONTAINER_CHECK_DIGIT',
  'TRANSIT_OR_FROB',
] as const;
export type IndicatorCode = (typeof INDICATOR_CODES)[number];

export type Parameter = number | string | readonly string[];

/** One line of the table. */
export interface RiskIndicator {
  readonly code: IndicatorCode;
  readonly title: string;
  /** Why this is worth a look, for the officer who reads it. */
  readonly reason: string;
  /** What it adds to the score of a bill, 0 to 100. */
  readonly weight: number;
  readonly source: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

export type RiskRole = 'SHIPPER' | 'CONSIGNEE' | 'NOTIFY' | 'CARRIER';

export interface RiskParty {
  readonly seq: number;
  readonly role: RiskRole;
  readonly name: string | null;
  readonly address: string | null;
  readonly isPlaceholder: boolean;
}

export interface RiskContainer {
  readonly seq: number;
  readonly number: string | null;
  readonly fullEmpty: string | null;
  readonly goodsMassGrams: number | null;
  readonly description: string | null;
  readonly hsCode: string | null;
}

export interface BillFacts {
  readonly key: number;
  readonly id: string;
  /** Classification level of the bill: nothing above it may be said of it. */
  readonly level: number;
  /** Office, voyage and departure: bills of one voyage are not each other's past. */
  readonly voyage: string;
  readonly billReference: string | null;
  readonly masterReference: string | null;
  readonly nature: string | null;
  readonly onDate: string | null;
  readonly loadingPlace: string | null;
  readonly unloadingPlace: string | null;
  readonly packageCount: number | null;
  readonly packageType: string | null;
  readonly grossMassGrams: number | null;
  readonly goodsDescription: string | null;
  readonly hsCodes: readonly string[];
  readonly vehicles: number;
  readonly parties: readonly RiskParty[];
  readonly containers: readonly RiskContainer[];
}

/** An inspection that found something, with the parties of the bills it is tied to. */
export interface Seizure {
  readonly inspectionId: string;
  readonly inspectionReference: string;
  readonly level: number;
  readonly on: string | null;
  /** Bills it is tied to: a bill's own seizure is not its past. */
  readonly billKeys: readonly number[];
  /** Their numbers: an amended manifest brings the same bill under another key. */
  readonly billReferences: readonly string[];
  readonly containers: readonly SeizureContainer[];
  readonly parties: readonly SeizureParty[];
}

export interface SeizureContainer {
  readonly number: string;
  /** The bill that names it; null where the inspection does. */
  readonly billId: string | null;
  readonly level: number;
}

export interface SeizureParty {
  readonly billId: string;
  readonly level: number;
  readonly role: RiskRole;
  readonly name: string;
  readonly address: string | null;
}

/** Bills of one voyage and route in which a name stands in a role. */
export interface PartyBills {
  readonly voyage: string;
  readonly level: number;
  readonly loadingPlace: string | null;
  readonly unloadingPlace: string | null;
  readonly bills: number;
  readonly firstKey: number;
  /** Id of the first of them, as an example. */
  readonly exampleId: string;
  /** Whether they are another organisation's, who may take them back. */
  readonly foreign: boolean;
}

export type ListedHits = readonly {
  /** Code of the list, and the version that was live. */
  readonly list: string;
  readonly listVersion: number;
  /** Reference of the entry. */
  readonly listRef: string;
  readonly name: string;
  readonly score: number;
  readonly why: readonly string[];
}[];

/** One thing an indicator rests on, with the place in the bill and, where there is one, the record it was compared with. */
export interface HitFact {
  /** JSON pointer into the shipment as the API shows it. */
  readonly pointer: string;
  readonly says: string;
  /** The text or number as it stands in the bill. */
  readonly value: string;
  readonly band?: { readonly from: number; readonly to: number; readonly unit: string };
  readonly record?: { readonly id: string; readonly kind: 'shipment' | 'inspection'; readonly reference?: string };
  /** Ids of further records it rests on: not shown, and the fact is not either once one of them is out of sight. */
  readonly restsOn?: readonly string[];
}

export interface IndicatorHit {
  readonly code: IndicatorCode;
  readonly weight: number;
  readonly facts: readonly HitFact[];
}

export interface RiskScore {
  readonly score: number;
  readonly indicators: readonly IndicatorHit[];
}

/** What an organisation has set; an indicator without a setting is on, with the weight of the table. */
export type IndicatorSettings = ReadonlyMap<string, { readonly enabled: boolean; readonly weight: number | null }>;
