/** A list entry as it is stored: what is empty is left out, and comes back when it is read. */
import type { ListEntry } from '../lists/list-entry.types';

export type EntryContent = Partial<ListEntry> & Pick<ListEntry, 'sourceId' | 'schema' | 'names'>;

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

const withoutEmpty = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !isEmpty(each))
      .map(([key, each]) => [key, withoutEmpty(each)]),
  );
};

/** Hash and line are of the file and not of the entry: the hash has a column of its own. */
export function toContent({ hash: _hash, line: _line, ...entry }: ListEntry): EntryContent {
  return { names: [], ...(withoutEmpty(entry) as Partial<EntryContent>) } as EntryContent;
}

const EMPTY: Omit<ListEntry, 'sourceId' | 'schema'> = {
  reference: null,
  listType: null,
  listedOn: null,
  lastUpdated: [],
  names: [],
  titles: [],
  designations: [],
  nationalities: [],
  births: [],
  birthPlaces: [],
  addresses: [],
  documents: [],
  gender: null,
  comments: null,
  links: [],
  unmapped: [],
  hash: '',
  line: 0,
};
const BIRTH = { date: null, from: null, to: null, approximate: false, note: null };
const PLACE = { street: null, city: null, province: null, postalCode: null, country: null, note: null };
const DOCUMENT = { type: null, number: null, country: null, issuedOn: null, note: null };

/** The entry as its reader made it, without hash and line. */
export function fromContent(content: EntryContent): ListEntry {
  const entry = { ...EMPTY, ...content };
  return {
    ...entry,
    names: entry.names.map((name) => ({ ...name, quality: name.quality ?? null })),
    nationalities: entry.nationalities.map((country) => ({ ...country, code: country.code ?? null })),
    births: entry.births.map((birth) => ({ ...BIRTH, ...birth })),
    birthPlaces: entry.birthPlaces.map((place) => ({ ...PLACE, ...place })),
    addresses: entry.addresses.map((place) => ({ ...PLACE, ...place })),
    documents: entry.documents.map((document) => ({ ...DOCUMENT, ...document })),
  };
}
