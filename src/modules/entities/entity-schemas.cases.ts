import type { Mention } from '../identifiers';
import type { PartySchema } from './entity.types';

/*
 * What the model of FollowTheMoney does not say. Its own caption lists have an e-mail address before a registration number, and
 * do not say by which numbers one meets a thing again.
 */

/** What a schema is called by, best first. One of these must be stated. */
export const NAMING: Readonly<Record<PartySchema, readonly string[]>> = {
  Person: ['name'],
  Organization: ['name'],
  Company: ['name'],
  PublicBody: ['name'],
  LegalEntity: ['name'],
  Vessel: ['name'],
  Airplane: ['name', 'registrationNumber'],
  Vehicle: ['name', 'registrationNumber'],
  Address: ['full', 'name', 'street', 'city', 'region', 'state'],
};

/** What a relation is said to be, beside its verb: shown after it. */
export const RELATION_WORDS = ['role', 'relationship'] as const;

/** Properties an entity is found and linked by, and how they are compared. */
export const MENTIONED_AS: Readonly<Record<string, Mention['kind']>> = {
  name: 'name',
  alias: 'name',
  weakAlias: 'name',
  previousName: 'name',
  imoNumber: 'imo',
  phone: 'phone',
  passportNumber: 'document',
  idNumber: 'document',
  taxNumber: 'document',
  registrationNumber: 'document',
  socialSecurityNumber: 'document',
  mmsi: 'document',
  callSign: 'document',
};

/** Where two values from two sources are a contradiction and not merely two facts. */
export const SINGLE_VALUED: ReadonlySet<string> = new Set([
  'birthDate',
  'deathDate',
  'birthPlace',
  'birthCountry',
  'gender',
  'imoNumber',
  'mmsi',
  'flag',
  'buildDate',
  'incorporationDate',
  'dissolutionDate',
  'jurisdiction',
  'startDate',
  'endDate',
]);
