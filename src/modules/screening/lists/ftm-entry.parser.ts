/** One FollowTheMoney entity as a list entry. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../kernel/canonical-json';
import { quoted, type UnreadText } from '../../../platform/files/xml-node.rules';
import { readCountry } from './countries.rules';
import { EntryNotes } from './element-reader.parser';
import { COUNTRY_PROPERTIES, DOCUMENT_PROPERTIES, NAME_PROPERTIES } from './ftm-properties.cases';
import type { ListBirth, ListEntry, ListGender, ListName, ListPlace, ListSchema } from './list-entry.types';
import { languageOf } from './list-names.rules';
import { linksIn, readDay, readGender, readPartialDate, storable } from './list-values.rules';

export type FtmValues = ReadonlyMap<string, readonly string[]>;

const OTHER_SCRIPT = /^[^\p{Script=Latin}]*$/u;

function namesOf(values: FtmValues): ListName[] {
  return Object.entries(NAME_PROPERTIES).flatMap(([property, quality]) =>
    (values.get(property) ?? []).map((value, at): ListName => {
      const isOther = /\p{L}/u.test(value) && OTHER_SCRIPT.test(value);
      const lang = languageOf(value);
      const kind = isOther ? 'original_script' : property === 'name' && at === 0 ? 'primary' : 'alias';
      return { value, kind, quality, ...(lang && { lang }) };
    }),
  );
}

const place = (text: string): ListPlace => ({
  street: text,
  city: null,
  province: null,
  postalCode: null,
  country: null,
  note: null,
});

/** The country of a person is any connection, as of an address; nationality is a property of its own. */
const inCountry = (text: string): ListPlace => ({ ...place(text), street: null, country: readCountry(text) });

/** Values that say the same once read, each property with what it does not understand left over. */
class FtmReading {
  readonly unmapped: UnreadText[] = [];

  constructor(
    private readonly values: FtmValues,
    private readonly notes: EntryNotes,
    private readonly line: number,
  ) {}

  read<T>(property: string, code: 'BAD_DATE' | 'BAD_VALUE', reader: (text: string) => T | undefined): T[] {
    return (this.values.get(property) ?? []).flatMap((text) => {
      const value = reader(text);
      if (value !== undefined) return [value];
      this.notes.warn(code, `${property} ${quoted(text)} cannot be read`, this.line, property);
      this.unmapped.push({ element: property, value: text, line: this.line });
      return [];
    });
  }

  births(): ListBirth[] {
    return this.read('birthDate', 'BAD_DATE', readPartialDate).map(({ value, approximate }) => ({
      date: value,
      from: null,
      to: null,
      approximate,
      note: null,
    }));
  }

  documents(): ListEntry['documents'] {
    return Object.entries(DOCUMENT_PROPERTIES).flatMap(([property, type]) =>
      (this.values.get(property) ?? []).map((number) => ({ type, number, country: null, issuedOn: null, note: null })),
    );
  }

  /** What has no field of its own. `topics` says why somebody is listed, which is for people to read. */
  rest(read: ReadonlySet<string>): readonly UnreadText[] {
    for (const [element, values] of this.values) {
      if (read.has(element)) continue;
      for (const value of values) this.unmapped.push({ element, value, line: this.line });
    }
    return this.unmapped;
  }
}

const READ: ReadonlySet<string> = new Set([
  ...Object.keys(NAME_PROPERTIES),
  ...Object.keys(DOCUMENT_PROPERTIES),
  ...COUNTRY_PROPERTIES,
  ...['birthDate', 'birthPlace', 'address', 'title', 'position', 'gender', 'notes', 'createdAt', 'modifiedAt'],
]);

/** Later values of `program` and `keywords` have no field and stay unmapped. */
const allButFirst = (values: FtmValues): FtmValues =>
  new Map([...values].map(([name, all]) => [name, name === 'program' || name === 'keywords' ? all.slice(1) : all]));

/** Values are texts already cleaned. The hash rests on id, schema and properties: `last_seen` changes with every export. */
export function readFtmEntry(
  id: string,
  schema: ListSchema,
  values: FtmValues,
  line: number,
  notes: EntryNotes,
): ListEntry {
  const of = (property: string): readonly string[] => values.get(property) ?? [];
  const isPerson = schema === 'Person';
  const reading = new FtmReading(allButFirst(values), notes, line);
  const names = namesOf(values);
  if (names.length === 0) notes.warn('MISSING_NAME', 'the entity has no name and cannot be found', line);
  const comments = of('notes').join('\n') || null;
  const reference = of('keywords')[0] ?? null;
  const sorted = Object.fromEntries([...values].map(([name, all]) => [name, [...all].sort()]));
  const gender: ListGender | undefined = reading.read('gender', 'BAD_VALUE', readGender)[0];
  return {
    sourceId: id,
    reference,
    schema,
    listType: of('program')[0] ?? null,
    listedOn: reading.read('createdAt', 'BAD_DATE', readDay)[0] ?? null,
    lastUpdated: reading.read('modifiedAt', 'BAD_DATE', readDay),
    names,
    titles: of('title'),
    designations: of('position'),
    nationalities: COUNTRY_PROPERTIES.filter((property) => !isPerson || property !== 'country')
      .flatMap((property) => of(property))
      .map(readCountry),
    births: reading.births(),
    birthPlaces: of('birthPlace').map(place),
    addresses: [...of('address').map(place), ...(isPerson ? of('country').map(inCountry) : [])],
    documents: reading.documents(),
    gender: gender ?? null,
    comments,
    links: linksIn(comments ?? '', reference),
    unmapped: reading.rest(READ),
    hash: createHash('sha256')
      .update(canonicalJson({ id, schema, properties: sorted }))
      .digest('hex'),
    line,
  };
}

/** Lists of texts by property, cleaned; undefined if it is no such thing. A single text counts as a list of one. */
export function ftmValues(properties: unknown): FtmValues | undefined {
  if (properties === null || typeof properties !== 'object' || Array.isArray(properties)) return undefined;
  const values = new Map<string, readonly string[]>();
  for (const [name, given] of Object.entries(properties as Record<string, unknown>)) {
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    if (!list.every((one) => typeof one === 'string')) return undefined;
    const texts = list.map((one) => storable(one).trim()).filter((text) => text !== '');
    if (texts.length > 0) values.set(storable(name), [...new Set(texts)]);
  }
  return values;
}
