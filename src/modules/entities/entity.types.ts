/** Schemata of FollowTheMoney 4.5.2 that this system keeps. */
export const ENTITY_SCHEMAS = [
  'Person',
  'Organization',
  'Company',
  'PublicBody',
  'Vessel',
  'Airplane',
  'Vehicle',
  'Address',
] as const;
export type EntitySchema = (typeof ENTITY_SCHEMAS)[number];

/** Property types of FollowTheMoney that have a form of their own; every other type is free text. */
export type PropertyType =
  | 'name'
  | 'string'
  | 'text'
  | 'identifier'
  | 'country'
  | 'date'
  | 'gender'
  | 'phone'
  | 'email'
  | 'url'
  | 'address'
  | 'number'
  | 'language'
  | 'topic';

/** Admiralty code (NATO AJP-2.1): how reliable the source is. */
export const RELIABILITY = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof RELIABILITY)[number];

/** One sourced value. Two sources that disagree are two statements, and both are shown. */
export interface Statement {
  readonly prop: string;
  readonly value: string;
  readonly originalValue?: string | null;
  readonly lang?: string | null;
  readonly source: string;
  readonly sourceRecordId?: string | null;
  readonly reliability?: Reliability | null;
  /** Admiralty code: 1 confirmed by others ... 5 improbable, 6 cannot be judged. */
  readonly credibility?: number | null;
}

/** A statement in its place: the order in which it came. */
export interface KeptStatement extends Statement {
  readonly seq: number;
}
