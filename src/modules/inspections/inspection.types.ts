import type { ItemFacts } from './items/item.types';

export const INSPECTION_STATUSES = [
  'DRAFT',
  'REQUESTED',
  'PLANNED',
  'UNDER_WAY',
  'COMPLETED',
  'CLOSED',
  'CANCELLED',
  'REFUSED',
] as const;
export type InspectionStatus = (typeof INSPECTION_STATUSES)[number];

export const INSPECTION_EVENTS = ['request', 'plan', 'start', 'complete', 'close', 'cancel', 'refuse'] as const;
export type InspectionEvent = (typeof INSPECTION_EVENTS)[number];

export const GROUNDS = ['INTELLIGENCE', 'RISK_PROFILE', 'XRAY', 'RANDOM', 'TIP', 'REQUEST_OF_STATE'] as const;
export type Ground = (typeof GROUNDS)[number];

export const RESULTS = ['NIL', 'FOUND', 'REFUSED'] as const;
export type InspectionResult = (typeof RESULTS)[number];

export const COOPERATION = ['FULL', 'PARTIAL', 'NONE', 'UNKNOWN'] as const;
export type Cooperation = (typeof COOPERATION)[number];

/** On whose word it was made: the State's own, another State's request, the Panel's. */
export const AUTHORITIES = ['OWN', 'STATE', 'PANEL'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** Resolution 2692 (2023), para 7, speaks of inspections on a State's own territory; any other is declared. */
export const JURISDICTIONS = ['OWN_TERRITORY', 'JOINT', 'FOREIGN'] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];

/** How exactly coordinates tell the place. */
export const COORDINATE_PRECISIONS = ['EXACT', 'PLACE', 'PORT', 'COUNTRY'] as const;
export type CoordinatePrecision = (typeof COORDINATE_PRECISIONS)[number];

/** Modes of transport, UN/ECE Recommendation 19: the code is the place in this list, from 1. */
export const TRANSPORT_MODES = ['SEA', 'RAIL', 'ROAD', 'AIR', 'POST', 'MULTIMODAL', 'FIXED', 'INLAND_WATER'] as const;
export type TransportMode = (typeof TRANSPORT_MODES)[number];

/** How it was hidden. The words are the officer's own, in `concealment`. */
export const CONCEALMENTS = [
  'NOT_CONCEALED',
  'MISDECLARED',
  'AMONG_DECLARED_GOODS',
  'AMONG_PERSONAL_EFFECTS',
  'AMONG_FOOD',
  'AMONG_CLOTHING',
  'IN_VEHICLE',
  'IN_MACHINERY',
  'IN_ELECTRONICS',
  'IN_FURNITURE',
  'IN_DRUM_OR_BARREL',
  'IN_CONTAINER_STRUCTURE',
  'IN_VESSEL_STRUCTURE',
  'ON_PERSON',
  'OTHER',
] as const;
export type Concealment = (typeof CONCEALMENTS)[number];

export const INSPECTION_PARTY_ROLES = [
  'SHIPPER',
  'CONSIGNEE',
  'NOTIFY',
  'BROKER',
  'FORWARDER',
  'CARRIER',
  'PURCHASER',
  'OWNER',
  'END_USER',
  'DRIVER',
  'ARRESTED',
  'SOUGHT',
  'OTHER',
] as const;
export type InspectionPartyRole = (typeof INSPECTION_PARTY_ROLES)[number];

/** Somebody whom the inspection concerns, as written in its papers or by the officer. */
export interface InspectionParty {
  readonly role: InspectionPartyRole;
  readonly name: string;
  readonly note?: string;
}

export const STATED_FACTS = [
  'DATE',
  'PLACE',
  'ROUTE',
  'VESSEL',
  'CONTAINER',
  'GOODS',
  'PARTY',
  'RESULT',
  'OTHER',
] as const;
export type StatedFactKind = (typeof STATED_FACTS)[number];

/** What a source says of the same event, kept beside the record, also where it differs. */
export interface StatedFact {
  readonly fact: StatedFactKind;
  readonly value: string;
  readonly source: string;
}

export interface FollowUp {
  readonly action: string;
  readonly responsible?: string;
  /** YYYY-MM-DD. */
  readonly dueOn?: string;
  /** YYYY-MM-DD. */
  readonly doneOn?: string;
}

export interface InspectionFacts {
  readonly status: InspectionStatus;
  readonly legalBasis?: string | null;
  readonly necessity?: string | null;
  readonly result?: InspectionResult | null;
  readonly examinedAt?: unknown;
  readonly examinedOn?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly placeCountry: string;
  /** UN/LOCODE. */
  readonly placeLocode?: string | null;
  readonly jurisdiction?: Jurisdiction | null;
  /** The submitting State; null for a body of the United Nations, which has no territory. */
  readonly ownState: string | null;
  readonly items: readonly ItemFacts[];
}
