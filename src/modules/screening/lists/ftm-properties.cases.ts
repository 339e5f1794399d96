/**
 * Properties of the FollowTheMoney model 4.5.2 (https://followthemoney.tech/explorer) that list entries use, by where they go.
 * A specification compares the names with the model.
 */
import type { AliasQuality, ListSchema } from './list-entry.types';

export const NAME_PROPERTIES: Readonly<Record<string, AliasQuality | null>> = {
  name: null,
  alias: null,
  weakAlias: 'low',
  previousName: 'fka',
};

/** Identifiers, and the type of document they make. */
export const DOCUMENT_PROPERTIES: Readonly<Record<string, string>> = {
  passportNumber: 'Passport',
  idNumber: 'National Identification Number',
  registrationNumber: 'Registration number',
  taxNumber: 'Tax number',
  imoNumber: 'IMO number',
  mmsi: 'MMSI',
  callSign: 'Call sign',
  leiCode: 'LEI',
};

export const COUNTRY_PROPERTIES = ['nationality', 'citizenship', 'country', 'jurisdiction', 'flag'] as const;

const THING = [
  'name',
  'alias',
  'weakAlias',
  'previousName',
  'country',
  'address',
  'notes',
  'program',
  'keywords',
  'topics',
];
const DATES = ['createdAt', 'modifiedAt'];
const LEGAL = [...THING, ...DATES, 'idNumber', 'registrationNumber', 'taxNumber', 'leiCode', 'jurisdiction'];
const PERSON = [
  ...LEGAL,
  'nationality',
  'citizenship',
  'birthDate',
  'birthPlace',
  'gender',
  'title',
  'position',
  'passportNumber',
];
const VEHICLE = [...THING, ...DATES, 'registrationNumber'];

/** What `toFtm` may write; an entry that says more of such a thing has it in `notes`. */
export const FTM_PROPERTIES: Readonly<Record<ListSchema, ReadonlySet<string>>> = {
  Person: new Set(PERSON),
  Organization: new Set([...LEGAL, 'imoNumber']),
  Company: new Set([...LEGAL, 'imoNumber']),
  PublicBody: new Set([...LEGAL, 'imoNumber']),
  LegalEntity: new Set(LEGAL),
  Vessel: new Set([...VEHICLE, 'flag', 'imoNumber', 'mmsi', 'callSign']),
  Airplane: new Set(VEHICLE),
  Vehicle: new Set(VEHICLE),
};
