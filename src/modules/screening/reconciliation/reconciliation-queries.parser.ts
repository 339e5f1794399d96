/** The batch of queries of a request, strictly in its form and mildly in its values: a cell that says nothing useful must not stop the other nine. */
import { DomainError, type FieldFault } from '../../../kernel/domain-error';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { parseStrictJson, StrictJsonError } from '../../../platform/http/strict-json';
import { readCountry } from '../lists/countries.rules';
import type { MatchEntity, MatchSchema } from '../matching/matching.types';
import { type PropertyCase, RECONCILIATION_PROPERTIES, RECONCILIATION_TYPES } from './reconciliation-properties.cases';
import { type ExtensionQuery, MOST_IDS } from './extension.types';
import { DEFAULT_LIMIT, MOST_CANDIDATES_SHOWN, MOST_QUERIES, type ReconciliationQuery } from './reconciliation.types';

type Json = Readonly<Record<string, unknown>>;

/** Longer than any name; the matcher reads the first 400 characters. */
const LONGEST_VALUE = 10_000;
const MOST_VALUES = 20;
const KNOWN_KEYS: ReadonlySet<string> = new Set(['query', 'type', 'type_strict', 'limit', 'properties']);
const STRICT = ['any', 'should', 'all'];
const PROPERTY = new Map(RECONCILIATION_PROPERTIES.map((property) => [property.id, property]));
const SCHEMA: ReadonlyMap<string, MatchSchema> = new Map(RECONCILIATION_TYPES.map(({ id }) => [id, id]));
const GENDERS: Readonly<Record<string, 'male' | 'female'>> = { male: 'male', m: 'male', female: 'female', f: 'female' };
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const escaped = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');

/** JSON of a form field or an address. Throws REQUEST.INVALID naming the field. */
export function readJson(field: string, text: string): Json {
  try {
    const value = parseStrictJson(Buffer.from(text, 'utf8'));
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof StrictJsonError)) throw error;
    const fields = error.faults.map((each) => ({ ...each, pointer: `/${field}${each.pointer}` }));
    throw new DomainError(REQUEST_ERRORS.INVALID, { fields }, { cause: error });
  }
  throw new DomainError(REQUEST_ERRORS.INVALID, { fields: [fault(`/${field}`, 'must be a JSON object')] });
}

const fault = (pointer: string, message: string): FieldFault => ({ pointer, code: 'NOT_VALID', message });

/** Queries by the key the client gave them. Throws REQUEST.INVALID naming each field that is not as the protocol says. */
export function readQueries(text: string): ReadonlyMap<string, ReconciliationQuery> {
  const batch = readJson('queries', text);
  const entries = Object.entries(batch);
  const faults = entries.length > MOST_QUERIES ? [fault('/queries', `holds more than ${MOST_QUERIES} queries`)] : [];
  const queries = new Map(
    entries.map(([key, query]) => [key, readQuery(query, `/queries/${escaped(key)}`, faults)] as const),
  );
  if (faults.length > 0) throw new DomainError(REQUEST_ERRORS.INVALID, { fields: faults });
  return queries;
}

type Wrong = (at: string, message: string) => void;

function readQuery(value: unknown, pointer: string, faults: FieldFault[]): ReconciliationQuery {
  const wrong: Wrong = (at, message) => void faults.push(fault(`${pointer}${at}`, message));
  if (!isObject(value)) {
    wrong('', 'must be an object');
    return { party: { schema: 'LegalEntity', names: [] }, limit: DEFAULT_LIMIT };
  }
  for (const key of Object.keys(value)) if (!KNOWN_KEYS.has(key)) wrong(`/${escaped(key)}`, 'is no part of a query');
  const party = partyOf(schemaOf(value, wrong), nameOf(value, wrong), statedOf(value, wrong));
  return { party, limit: limitOf(value, wrong) };
}

function nameOf({ query = '' }: Json, wrong: Wrong): string {
  if (typeof query === 'string') return query.slice(0, LONGEST_VALUE);
  wrong('/query', 'must be a text');
  return '';
}

/** The first type that is known; a client's own types are passed over. */
function schemaOf({ type, type_strict: strict }: Json, wrong: Wrong): MatchSchema {
  if (strict !== undefined && !STRICT.includes(strict as string)) wrong('/type_strict', 'must be any, should or all');
  const types = type === undefined ? [] : ([type].flat() as unknown[]);
  if (!types.every((each) => typeof each === 'string')) wrong('/type', 'must be a text or a list of texts');
  return types.map((each) => SCHEMA.get(each as string)).find((each) => each !== undefined) ?? 'LegalEntity';
}

function limitOf({ limit = DEFAULT_LIMIT }: Json, wrong: Wrong): number {
  if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1) return Math.min(limit, MOST_CANDIDATES_SHOWN);
  wrong('/limit', 'must be a whole number from 1');
  return DEFAULT_LIMIT;
}

function statedOf({ properties = [] }: Json, wrong: Wrong): Stated[] {
  if (Array.isArray(properties))
    return properties.flatMap((each, at) => readProperty(each, (message) => wrong(`/properties/${at}`, message)));
  wrong('/properties', 'must be a list');
  return [];
}

/** Throws REQUEST.INVALID naming the field. */
export function readExtension(text: string): ExtensionQuery {
  const { ids, properties } = readJson('extend', text);
  const faults: FieldFault[] = [];
  const isList = (value: unknown, most: number): value is unknown[] => Array.isArray(value) && value.length <= most;
  if (!isList(ids, MOST_IDS) || !ids.every((id) => typeof id === 'string'))
    faults.push(fault('/extend/ids', `must be a list of at most ${MOST_IDS} texts`));
  const isProperty = (each: unknown): each is { id: string } => isObject(each) && typeof each.id === 'string';
  if (!isList(properties, MOST_VALUES) || !properties.every(isProperty))
    faults.push(fault('/extend/properties', `must be a list of at most ${MOST_VALUES} objects with an id`));
  if (faults.length > 0) throw new DomainError(REQUEST_ERRORS.INVALID, { fields: faults });
  return { ids: ids as string[], properties: (properties as { id: string }[]).map(({ id }) => id) };
}

interface Stated {
  readonly property: PropertyCase;
  readonly values: readonly string[];
}

function readProperty(value: unknown, wrong: (message: string) => void): Stated[] {
  if (!isObject(value) || typeof value.pid !== 'string' || value.v === undefined) {
    wrong('must have a pid and a v');
    return [];
  }
  const property = PROPERTY.get(value.pid);
  const values = [value.v].flat().slice(0, MOST_VALUES).flatMap(textOf);
  return property ? [{ property, values }] : [];
}

/** A value that was reconciled itself comes as an object; it is compared by its name. */
function textOf(value: unknown): string[] {
  const text = isObject(value) ? (value.name ?? value.id) : value;
  const isPlain = typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean';
  return isPlain && String(text).trim() !== '' ? [String(text).trim().slice(0, LONGEST_VALUE)] : [];
}

function partyOf(schema: MatchSchema, name: string, stated: readonly Stated[]): MatchEntity {
  const of = (means: PropertyCase['means']): Stated[] => stated.filter(({ property }) => property.means === means);
  const texts = (means: PropertyCase['means']): string[] => of(means).flatMap(({ values }) => values);
  // A date of OpenRefine comes with a time of day.
  const births = texts('birthDate').map((text) => text.slice(0, 10));
  const genders = texts('gender').flatMap((text) => GENDERS[text.toLowerCase()] ?? []);
  return {
    schema,
    names: [...(name.trim() === '' ? [] : [name]), ...texts('name')],
    birthDates: births.filter((text) => DATE.test(text)),
    countries: texts('country').flatMap((text) => readCountry(text).code ?? []),
    genders,
    identifiers: of('identifier').flatMap(({ property, values }) =>
      values.map((value) => ({ kind: property.kind!, value: value.slice(0, 100) })),
    ),
  };
}
