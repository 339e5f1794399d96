/** What a matcher needs of an entity, from its statements. */
import { captionOf } from './caption.rules';
import type { KeptStatement, PartySchema } from './entity.types';

export interface Matchable {
  readonly recordKey: number;
  readonly id: string;
  readonly schema: PartySchema;
  readonly caption: string;
  readonly names: readonly { readonly value: string; readonly quality?: 'weak' }[];
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly birthDates: readonly string[];
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countries: readonly string[];
  readonly genders: readonly ('male' | 'female' | 'other')[];
  /** `kind` as the matcher knows it: imo, mmsi, passport, registration, tax, or `other`, which meets any. */
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
}

export interface StatedEntity {
  readonly recordKey: number;
  readonly id: string;
  readonly schema: PartySchema;
  readonly statements: readonly KeptStatement[];
}

const NAMES = ['name', 'alias', 'previousName'];
const COUNTRIES = ['nationality', 'citizenship', 'country', 'jurisdiction', 'mainCountry', 'flag', 'pastFlags'];
const NUMBERS: Readonly<Record<string, string>> = {
  imoNumber: 'imo',
  mmsi: 'mmsi',
  callSign: 'callsign',
  passportNumber: 'passport',
  registrationNumber: 'registration',
  taxNumber: 'tax',
  leiCode: 'lei',
  icaoCode: 'icao',
  serialNumber: 'serial',
  idNumber: 'other',
  socialSecurityNumber: 'other',
  licenseNumber: 'other',
};
const GENDERS = ['male', 'female', 'other'] as const;

const unique = <T>(values: readonly T[], keyOf: (value: T) => string = String): T[] => [
  ...new Map(values.map((value) => [keyOf(value), value] as const)).values(),
];

export function matchableOf({ recordKey, id, schema, statements }: StatedEntity): Matchable {
  const of = (props: readonly string[]): string[] =>
    unique(statements.filter(({ prop }) => props.includes(prop)).map(({ value }) => value));
  const main = of(NAMES);
  const weak = of(['weakAlias']).filter((value) => !main.includes(value));
  const numbers = statements.flatMap(({ prop, value }) =>
    Object.hasOwn(NUMBERS, prop) ? [{ kind: NUMBERS[prop]!, value }] : [],
  );
  const genders = of(['gender']);
  return {
    recordKey,
    id,
    schema,
    caption: captionOf(schema, statements),
    names: [...main.map((value) => ({ value })), ...weak.map((value) => ({ value, quality: 'weak' as const }))],
    birthDates: of(['birthDate']),
    countries: of(COUNTRIES),
    genders: GENDERS.filter((gender) => genders.includes(gender)),
    identifiers: unique(numbers, ({ kind, value }) => `${kind} ${value}`),
  };
}
