/** Schemata of FollowTheMoney 4.5.2 that this system keeps: who and what there is. LegalEntity where a source knows no more. */
export const PARTY_SCHEMAS = [
  'Person',
  'Organization',
  'Company',
  'PublicBody',
  'LegalEntity',
  'Vessel',
  'Airplane',
  'Vehicle',
  'Address',
] as const;
export type PartySchema = (typeof PARTY_SCHEMAS)[number];

/** And how they hang together. A relation is an entity too: it has handling, releases and statements of its own. */
export const RELATION_SCHEMAS = [
  'Ownership',
  'Directorship',
  'Membership',
  'Employment',
  'Family',
  'Associate',
  'Representation',
  'UnknownLink',
] as const;
export type RelationSchema = (typeof RELATION_SCHEMAS)[number];

export const ENTITY_SCHEMAS = [...PARTY_SCHEMAS, ...RELATION_SCHEMAS] as const;
export type EntitySchema = (typeof ENTITY_SCHEMAS)[number];

export const isRelation = (schema: EntitySchema): schema is RelationSchema =>
  (RELATION_SCHEMAS as readonly string[]).includes(schema);

/** Admiralty code (NATO AJP-2.1): how reliable the source is. */
export const RELIABILITY = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof RELIABILITY)[number];

/** One sourced value. Two sources that disagree are two statements, and both are shown. */
export interface Statement {
  readonly prop: string;
  /** Of a property of type entity: the id of that entity. */
  readonly value: string;
  readonly originalValue?: string | null;
  readonly lang?: string | null;
  readonly source: string;
  readonly sourceRecordId?: string | null;
  /** Key of the version of a watchlist that says so. */
  readonly sourceListVersion?: number | null;
  readonly reliability?: Reliability | null;
  /** Admiralty code: 1 confirmed by others ... 5 improbable, 6 cannot be judged. */
  readonly credibility?: number | null;
}

/** A statement in its place: the order in which it came. */
export interface KeptStatement extends Statement {
  readonly seq: number;
}
