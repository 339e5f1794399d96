import type {
  Cooperation,
  Ground,
  InspectionResult,
  ItemCategory,
  SerialState,
  TotalComparison,
} from '../inspection.types';
import type { Day, Language, ReportKind } from './reporting.types';

/** What a follow-up says beside the inspection itself: 2428 (2018), para. 10 asks for seizure, disposal and transfer details. */
export interface FollowUpStatements {
  readonly seizure?: string;
  readonly disposal?: string;
  readonly origin?: string;
  readonly intendedDestination?: string;
}

/** Something a report of its kind should say and does not, with the reason its owner gives. */
export interface Omission {
  readonly code: MissingCode;
  readonly reason: string;
}

export const MISSING_CODES = [
  'GROUNDS_MISSING',
  'TIME_MISSING',
  'PLACE_MISSING',
  'RESULT_MISSING',
  'COOPERATION_MISSING',
  'ITEMS_MISSING',
  'ITEM_DETAILS_MISSING',
  'SEIZURE_MISSING',
  'DISPOSAL_MISSING',
  'ORIGIN_MISSING',
  'DESTINATION_MISSING',
] as const;
export type MissingCode = (typeof MISSING_CODES)[number];

export interface ReportedItem {
  readonly seq: number;
  readonly category: ItemCategory;
  readonly quantity: number;
  readonly type?: string;
  readonly make?: string;
  readonly model?: string;
  readonly calibre?: string;
  readonly action?: string;
  readonly serial?: string;
  readonly serialState?: SerialState;
  readonly countryOfManufacture?: string;
  readonly markings?: string;
  readonly headstamp?: string;
  readonly lot?: string;
  readonly description?: string;
}

/** What of an inspection a report says. A field that is not named here never gets into one: held-back fields least of all. */
export interface ReportedInspection {
  readonly reference: string;
  readonly recordVersion: number;
  readonly legalBasis: string | null;
  readonly necessity: string | null;
  readonly ground: Ground | null;
  readonly groundStatement: string | null;
  readonly placeLocode: string | null;
  readonly placeName: string | null;
  readonly placeCountry: string;
  readonly examinedAt: string | null;
  readonly transportMode: string | null;
  readonly cooperation: Cooperation | null;
  readonly agenciesPresent: readonly string[];
  readonly result: InspectionResult | null;
  readonly containerNumber: string | null;
  readonly billReference: string | null;
  readonly vesselName: string | null;
  readonly vesselImo: string | null;
  readonly concealment: string | null;
  readonly narrative: string | null;
  readonly items: readonly ReportedItem[];
  readonly totals: readonly TotalComparison[];
  readonly listedTotals: Readonly<Record<string, number>>;
}

/** A report as it was issued. Its canonical JSON (RFC 8785) is what is stored and hashed; documents are drawn from nothing else. */
export interface ReportSnapshot {
  readonly type: 'lambi-inspection-report-v1';
  readonly id: string;
  readonly number: string;
  readonly kind: ReportKind;
  readonly language: Language;
  readonly issuedAt: string;
  readonly organisation: { readonly code: string; readonly name: string };
  readonly classification: 'UNCLASSIFIED' | 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL';
  readonly tlp: string | null;
  readonly recipients: string | null;
  readonly note: string | null;
  /** Number of the report that this one takes the place of. */
  readonly supersedes: string | null;
  readonly due: { readonly on: Day; readonly policyLabel: string; readonly policySource: string } | null;
  readonly timeZone: string;
  readonly inspection: ReportedInspection;
  readonly statements: FollowUpStatements;
  readonly omissions: readonly Omission[];
}
