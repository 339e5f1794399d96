/** Types and properties of the FollowTheMoney model that a query may name; what is not here is passed over, as the protocol asks. */
import type { MatchSchema } from '../matching/matching.types';
import type { NamedId } from './reconciliation.types';

export const RECONCILIATION_TYPES = [
  { id: 'LegalEntity', name: 'Person or organisation' },
  { id: 'Person', name: 'Person' },
  { id: 'Organization', name: 'Organisation or armed group' },
  { id: 'Company', name: 'Company' },
  { id: 'PublicBody', name: 'Public body' },
  { id: 'Vessel', name: 'Vessel' },
  { id: 'Airplane', name: 'Aircraft' },
  { id: 'Vehicle', name: 'Vehicle' },
] as const satisfies readonly (NamedId & { id: MatchSchema })[];

export interface PropertyCase extends NamedId {
  readonly means: 'name' | 'birthDate' | 'country' | 'gender' | 'identifier';
  /** Of an identifier: with numbers of which kind it is compared. */
  readonly kind?: string;
}

export const RECONCILIATION_PROPERTIES: readonly PropertyCase[] = [
  { id: 'alias', name: 'Other name', means: 'name' },
  { id: 'birthDate', name: 'Date of birth (YYYY, YYYY-MM or YYYY-MM-DD)', means: 'birthDate' },
  { id: 'country', name: 'Country (name or ISO 3166)', means: 'country' },
  { id: 'nationality', name: 'Nationality (name or ISO 3166)', means: 'country' },
  { id: 'jurisdiction', name: 'Jurisdiction (name or ISO 3166)', means: 'country' },
  { id: 'flag', name: 'Flag (name or ISO 3166)', means: 'country' },
  { id: 'gender', name: 'Gender (male, female)', means: 'gender' },
  { id: 'identifier', name: 'Number of any kind', means: 'identifier', kind: 'other' },
  { id: 'passportNumber', name: 'Passport number', means: 'identifier', kind: 'passport' },
  { id: 'idNumber', name: 'National identity number', means: 'identifier', kind: 'other' },
  { id: 'registrationNumber', name: 'Registration number', means: 'identifier', kind: 'other' },
  { id: 'taxNumber', name: 'Tax number', means: 'identifier', kind: 'other' },
  { id: 'imoNumber', name: 'IMO number', means: 'identifier', kind: 'imo' },
  { id: 'mmsi', name: 'MMSI', means: 'identifier', kind: 'mmsi' },
  { id: 'leiCode', name: 'LEI', means: 'identifier', kind: 'lei' },
];
