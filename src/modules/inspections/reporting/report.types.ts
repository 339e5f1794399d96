import type { BreakCode, CustodyEventKind, Disposal, ExhibitedItem } from '../custody/custody.types';
import type {
  Authority,
  Concealment,
  Cooperation,
  CoordinatePrecision,
  FollowUp,
  Ground,
  InspectionParty,
  InspectionResult,
  Jurisdiction,
  StatedFact,
  TransportMode,
} from '../inspection.types';
import type { ItemCategory, Mark, SerialState, TotalComparison } from '../items/item.types';
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
  readonly yearOfManufacture?: number;
  readonly importerMark?: string;
  readonly importCountry?: string;
  readonly importYear?: number;
  readonly privatelyMade?: boolean;
  readonly assembled?: boolean;
  readonly marks?: readonly Mark[];
  readonly markings?: string;
  readonly headstamp?: string;
  readonly lot?: string;
  readonly brand?: string;
  readonly packaging?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly counterfeit?: boolean;
  readonly concealmentCode?: Concealment;
  readonly description?: string;
}

/** An exhibit and where it went. Where exactly it lies is its owner's alone, and stays out. */
export interface ReportedExhibit {
  readonly exhibitNo: string;
  readonly courtFile: string | null;
  readonly items: readonly ExhibitedItem[];
  readonly isUnbroken: boolean;
  readonly breaks: readonly BreakCode[];
  readonly events: readonly ReportedCustodyEvent[];
}

export interface ReportedCustodyEvent {
  readonly kind: CustodyEventKind;
  readonly occurredAt: string;
  readonly place: string | null;
  readonly fromHolder: string | null;
  readonly toHolder: string | null;
  readonly sealFound: string | null;
  readonly sealSet: string | null;
  readonly disposal: Disposal | null;
}

/** What of an inspection a report says. A field that is not named here never gets into one: held-back fields least of all. */
export interface ReportedInspection {
  readonly reference: string;
  readonly recordVersion: number;
  /** Of a closed inspection, from 1. */
  readonly contentVersion: number | null;
  readonly authority: Authority | null;
  readonly requestedBy: string | null;
  readonly jurisdiction: Jurisdiction | null;
  readonly jurisdictionStatement: string | null;
  readonly legalBasis: string | null;
  readonly necessity: string | null;
  readonly ground: Ground | null;
  readonly groundStatement: string | null;
  readonly placeLocode: string | null;
  readonly placeName: string | null;
  readonly placeCountry: string;
  readonly terminal: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly coordinatePrecision: CoordinatePrecision | null;
  readonly examinedAt: string | null;
  /** A day, a month or a year. */
  readonly examinedOn: string | null;
  readonly examinedUntil: string | null;
  readonly transportMode: string | null;
  readonly transportModeCode: TransportMode | null;
  readonly voyage: string | null;
  readonly vesselFlag: string | null;
  readonly vehiclePlate: string | null;
  readonly aircraftRegistration: string | null;
  readonly portOfLoading: string | null;
  readonly portOfDischarge: string | null;
  readonly declaredGoods: string | null;
  readonly declaredMassGrams: number | null;
  readonly measuredMassGrams: number | null;
  readonly sealsDeclared: readonly string[] | null;
  readonly sealsFound: readonly string[] | null;
  readonly parties: readonly InspectionParty[] | null;
  readonly statedFacts: readonly StatedFact[] | null;
  readonly followUps: readonly FollowUp[] | null;
  readonly cooperation: Cooperation | null;
  readonly agenciesPresent: readonly string[];
  readonly result: InspectionResult | null;
  readonly containerNumber: string | null;
  readonly billReference: string | null;
  readonly vesselName: string | null;
  readonly vesselImo: string | null;
  readonly concealmentCode: Concealment | null;
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
  readonly exhibits: readonly ReportedExhibit[];
  readonly statements: FollowUpStatements;
  readonly omissions: readonly Omission[];
}
