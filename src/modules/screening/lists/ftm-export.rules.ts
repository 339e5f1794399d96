/** A list entry as a FollowTheMoney entity. Invariant: what the schema has no property for is said in `notes`. */
import { DOCUMENT_PROPERTIES, FTM_PROPERTIES } from './ftm-properties.cases';
import type { ListBirth, ListCountry, ListDocument, ListEntry, ListName, ListPlace } from './list-entry.types';

export interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** The place on one line, as an envelope would have it. */
export const placeText = ({ street, city, province, postalCode, country }: ListPlace): string =>
  [street, city, province, postalCode, country?.raw].filter((part) => part != null && part !== '').join(', ');

const nameProperty = ({ kind, quality }: ListName): string => {
  if (kind === 'primary' || (kind === 'original_script' && quality === null)) return 'name';
  if (quality === 'low') return 'weakAlias';
  return quality === 'fka' ? 'previousName' : 'alias';
};

const DOCUMENT_PROPERTY = new Map(Object.entries(DOCUMENT_PROPERTIES).map(([property, type]) => [type, property]));
const documentProperty = ({ type }: ListDocument): string =>
  DOCUMENT_PROPERTY.get(type ?? '') ?? (/pass?e?port|pasaporte/i.test(type ?? '') ? 'passportNumber' : 'idNumber');

class FtmProperties {
  readonly values: Record<string, string[]> = {};

  constructor(private readonly allowed: ReadonlySet<string>) {}

  add(property: string, value: string | null | undefined): void {
    if (value == null || value === '') return;
    if (!this.allowed.has(property)) {
      this.add('notes', `${property}: ${value}`);
      return;
    }
    const list = (this.values[property] ??= []);
    if (!list.includes(value)) list.push(value);
  }

  countries(property: string, countries: readonly (ListCountry | null)[]): void {
    for (const country of countries) if (country) this.add(property, country.code?.toLowerCase() ?? country.raw);
  }

  /** A property that this kind of thing has, or the one that all things have. */
  either(property: string, other: string): string {
    return this.allowed.has(property) ? property : other;
  }
}

/** A span of years is no date of the model, and writing both ends would assert two births. */
function addBirth(to: FtmProperties, { date, from, to: until, approximate, note }: ListBirth): void {
  to.add('birthDate', date);
  if (from !== null || until !== null) to.add('notes', `Born between ${from ?? '?'} and ${until ?? '?'}`);
  if (date !== null && approximate) to.add('notes', `Born approximately ${date}`);
  if (note !== null) to.add('notes', `Birth: ${note}`);
}

function addDocument(to: FtmProperties, document: ListDocument): void {
  const { type, number, country, issuedOn, note } = document;
  to.add(documentProperty(document), number);
  const more = [country?.raw, issuedOn && `issued on ${issuedOn}`, note].filter((part) => part != null && part !== '');
  if (more.length > 0) to.add('notes', `${[type ?? 'Document', number].filter(Boolean).join(' ')}: ${more.join('; ')}`);
}

function addPlaces(to: FtmProperties, { addresses, birthPlaces, schema }: ListEntry): void {
  for (const place of addresses) {
    to.add('address', placeText(place));
    to.countries('country', [place.country]);
    if (place.note !== null) to.add('notes', `Address ${placeText(place)}: ${place.note}`);
  }
  for (const place of schema === 'Person' ? birthPlaces : []) {
    to.add('birthPlace', placeText(place));
    if (place.note !== null) to.add('notes', `Birth place ${placeText(place)}: ${place.note}`);
  }
}

/**
 * @param prefix makes the id unique among lists, e.g. `un-sc`
 * @param topics of the model's vocabulary, e.g. `sanction`, given by who knows what the list is
 */
export function toFtm(entry: ListEntry, prefix: string, topics: readonly string[] = []): FtmEntity {
  const to = new FtmProperties(FTM_PROPERTIES[entry.schema]);
  for (const name of entry.names) {
    to.add(nameProperty(name), name.value);
    if (name.note !== undefined) to.add('notes', `${name.value}: ${name.note}`);
  }
  to.countries(to.either('nationality', to.either('flag', 'country')), entry.nationalities);
  for (const birth of entry.births) addBirth(to, birth);
  addPlaces(to, entry);
  for (const document of entry.documents) addDocument(to, document);
  for (const title of entry.titles) to.add('title', title);
  for (const designation of entry.designations) to.add('position', designation);
  to.add('gender', entry.gender);
  to.add('notes', entry.comments);
  to.add('program', entry.listType);
  to.add('keywords', entry.reference);
  to.add('createdAt', entry.listedOn);
  for (const day of entry.lastUpdated) to.add('modifiedAt', day);
  for (const topic of topics) to.add('topics', topic);
  for (const { element, value } of entry.unmapped) to.add('notes', `${element}: ${value}`);
  return { id: `${prefix}-${entry.sourceId}`, schema: entry.schema, properties: to.values };
}
