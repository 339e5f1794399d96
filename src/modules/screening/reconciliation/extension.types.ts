/** Data extension (Reconciliation API 0.2, section 7): columns about what cells were matched with. */
import type { MatchEntity } from '../matching/matching.types';

export interface ExtensionQuery {
  readonly ids: readonly string[];
  /** Identifiers of properties. */
  readonly properties: readonly string[];
}

/** What is known of one candidate, under the identifier the client knows it by. */
export interface ExtendedFacts {
  readonly id: string;
  readonly party: MatchEntity;
  readonly more: Readonly<Partial<Record<ExtraProperty, string | null>>>;
}

export const EXTRA_PROPERTIES = [
  { id: 'list', name: 'List' },
  { id: 'reference', name: 'Reference' },
  { id: 'listType', name: 'Part of the list' },
  { id: 'listedOn', name: 'Listed on' },
  { id: 'delistedOn', name: 'Delisted on' },
  { id: 'kind', name: 'Kind of record' },
] as const;
export type ExtraProperty = (typeof EXTRA_PROPERTIES)[number]['id'];

export const PARTY_PROPERTIES = [
  { id: 'name', name: 'Name' },
  { id: 'alias', name: 'Other names' },
  { id: 'weakAlias', name: 'Other names of low quality' },
  { id: 'birthDate', name: 'Date of birth' },
  { id: 'country', name: 'Country' },
  { id: 'gender', name: 'Gender' },
  { id: 'identifier', name: 'Numbers' },
] as const;
export type PartyProperty = (typeof PARTY_PROPERTIES)[number]['id'];

export const EXTENSIONS = [...PARTY_PROPERTIES, ...EXTRA_PROPERTIES];
export const MOST_IDS = 100;
