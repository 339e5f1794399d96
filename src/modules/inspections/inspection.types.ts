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

export const ITEM_CATEGORIES = [
  'FIREARM',
  'AMMUNITION',
  'MAGAZINE',
  'COMPONENT',
  'ACCESSORY',
  'EXPLOSIVE',
  'ARMOUR',
  'CASH',
  'OTHER',
] as const;
export type ItemCategory = (typeof ITEM_CATEGORIES)[number];

export const SERIAL_STATES = ['AS_MARKED', 'PARTIAL', 'OBLITERATED', 'RESTORED', 'NONE', 'NOT_RECORDED'] as const;
export type SerialState = (typeof SERIAL_STATES)[number];

/** A total somebody stated (a press note, a report), kept beside what the listed items add up to. */
export interface StatedTotal {
  readonly category: ItemCategory;
  /** Only this calibre; all calibres without it. */
  readonly calibre?: string;
  readonly quantity: number;
  readonly source: string;
}

export interface ItemFacts {
  readonly category: ItemCategory;
  readonly quantity: number;
  readonly calibre?: string | null;
  readonly serial?: string | null;
}

export interface InspectionFacts {
  readonly status: InspectionStatus;
  readonly legalBasis?: string | null;
  readonly necessity?: string | null;
  readonly result?: InspectionResult | null;
  readonly examinedAt?: unknown;
  readonly items: readonly ItemFacts[];
}

/** Stated against listed, for one category (and calibre, where the statement names one). */
export interface TotalComparison extends StatedTotal {
  readonly listed: number;
  /** stated minus listed; not 0 means that the record contradicts itself or its source. */
  readonly difference: number;
  readonly agrees: boolean;
}
