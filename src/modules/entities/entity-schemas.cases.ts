import type { EntitySchema, PropertyType } from './entity.types';

type Properties = Readonly<Record<string, PropertyType>>;

/**
 * The properties each schema takes, named as in FollowTheMoney 4.5.2 (defaultModel.json): a statement written here can be
 * exchanged with any program that reads that model. References between entities are links, not properties.
 */
const THING: Properties = {
  name: 'name',
  alias: 'name',
  weakAlias: 'name',
  previousName: 'name',
  address: 'address',
  country: 'country',
  description: 'text',
  summary: 'text',
  notes: 'text',
  keywords: 'string',
  program: 'string',
  programId: 'identifier',
  publisher: 'string',
  sourceUrl: 'url',
  topics: 'topic',
  wikidataId: 'identifier',
};

const LEGAL_ENTITY: Properties = {
  ...THING,
  abbreviation: 'name',
  email: 'email',
  phone: 'phone',
  website: 'url',
  idNumber: 'identifier',
  taxNumber: 'identifier',
  registrationNumber: 'identifier',
  licenseNumber: 'identifier',
  jurisdiction: 'country',
  mainCountry: 'country',
  legalForm: 'string',
  status: 'string',
  sector: 'string',
  incorporationDate: 'date',
  dissolutionDate: 'date',
};

const VEHICLE: Properties = {
  ...THING,
  registrationNumber: 'identifier',
  registrationDate: 'date',
  deregistrationDate: 'date',
  buildDate: 'date',
  type: 'string',
  model: 'string',
};

export const PROPERTIES: Readonly<Record<EntitySchema, Properties>> = {
  Person: {
    ...LEGAL_ENTITY,
    title: 'string',
    firstName: 'string',
    secondName: 'string',
    middleName: 'string',
    lastName: 'string',
    fatherName: 'string',
    motherName: 'string',
    nameSuffix: 'string',
    birthDate: 'date',
    birthPlace: 'string',
    birthCountry: 'country',
    deathDate: 'date',
    nationality: 'country',
    citizenship: 'country',
    gender: 'gender',
    position: 'string',
    profession: 'string',
    passportNumber: 'identifier',
    socialSecurityNumber: 'identifier',
    appearance: 'string',
    spokenLanguage: 'language',
  },
  Organization: LEGAL_ENTITY,
  Company: { ...LEGAL_ENTITY, capital: 'string' },
  PublicBody: LEGAL_ENTITY,
  Vessel: {
    ...VEHICLE,
    imoNumber: 'identifier',
    mmsi: 'identifier',
    callSign: 'identifier',
    flag: 'country',
    pastFlags: 'country',
    nameChangeDate: 'date',
    registrationPort: 'string',
    navigationArea: 'string',
    tonnage: 'number',
    grossRegisteredTonnage: 'number',
    deadweightTonnage: 'number',
  },
  Airplane: { ...VEHICLE, icaoCode: 'identifier', manufacturer: 'string', serialNumber: 'identifier' },
  Vehicle: VEHICLE,
  Address: {
    name: 'name',
    country: 'country',
    description: 'text',
    notes: 'text',
    sourceUrl: 'url',
    full: 'address',
    remarks: 'string',
    street: 'string',
    street2: 'string',
    city: 'string',
    region: 'string',
    state: 'string',
    postalCode: 'string',
    postOfficeBox: 'string',
    latitude: 'number',
    longitude: 'number',
  },
};

/** What a schema is called by, best first. One of these must be stated. */
export const NAMING: Readonly<Record<EntitySchema, readonly string[]>> = {
  Person: ['name'],
  Organization: ['name'],
  Company: ['name'],
  PublicBody: ['name'],
  Vessel: ['name'],
  Airplane: ['name', 'registrationNumber'],
  Vehicle: ['name', 'registrationNumber'],
  Address: ['full', 'name'],
};
