/** Parts of an entry of the UN list. Empty placeholder elements, of which each entry has some, make nothing. */
import type { ElementReader } from './element-reader.parser';
import type { AliasQuality, ListBirth, ListDocument, ListName, ListPlace } from './list-entry.types';
import { type GivenName, namesIn } from './list-names.rules';
import type { PartialDate } from './list-values.rules';

const QUALITIES: Readonly<Record<string, AliasQuality>> = {
  good: 'good',
  low: 'low',
  'a.k.a.': 'aka',
  'f.k.a.': 'fka',
};

const isFilled = (value: object): boolean => Object.values(value).some((one) => one !== null && one !== false);

const joined = (...texts: readonly (string | null | undefined)[]): string | null =>
  texts.filter((text) => text != null && text !== '').join('; ') || null;

const nameOf = (
  { value, originalScript, lang, note }: GivenName,
  kind: ListName['kind'],
  quality: AliasQuality | null,
  given: string,
): ListName => ({
  value,
  kind: originalScript && kind !== 'primary' ? 'original_script' : kind,
  quality,
  ...(lang && { lang }),
  ...(given !== value && { given }),
  ...(note && { note }),
});

/** First to fourth name in the order given, then the original script. Two names of an entity may share the field. */
function ownNames(entry: ElementReader): ListName[] {
  const parts = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'].map((part) => entry.text(part));
  const given = parts.filter((part) => part !== null).join(' ');
  const [whole = '', ...others] = given.split(';').map((name) => name.trim());
  const original = entry.text('NAME_ORIGINAL_SCRIPT') ?? '';
  const scripts = namesIn(original).map((name) => nameOf(name, 'original_script', null, original));
  const wholes = [whole, ...others].filter((name) => name !== '');
  return [
    ...wholes.map((value, at) => nameOf({ value, originalScript: false }, at === 0 ? 'primary' : 'alias', null, given)),
    ...scripts,
  ];
}

function aliasNames(alias: ElementReader): ListName[] {
  const given = alias.text('ALIAS_NAME') ?? '';
  const quality = alias.doubting('QUALITY', 'BAD_VALUE', (text) => QUALITIES[text.toLowerCase()]);
  const note = alias.text('NOTE');
  return namesIn(given).map((name) => {
    const read = nameOf(name, 'alias', quality, given);
    const notes = joined(read.note, note);
    return notes === null ? read : { ...read, note: notes };
  });
}

export const readNames = (entry: ElementReader, kind: string): readonly ListName[] => [
  ...ownNames(entry),
  ...entry.all(`${kind}_ALIAS`).flatMap(aliasNames),
];

/** DATE, else YEAR; a YEAR that says otherwise is doubted. */
function birthDate(birth: ElementReader): PartialDate | null {
  const [day, year] = [birth.date('DATE'), birth.date('YEAR')];
  if (day && year && !day.value.startsWith(year.value)) {
    birth.doubt('YEAR', 'BAD_DATE', `DATE ${day.value} is not in YEAR ${year.value}`);
  }
  return day ?? year;
}

function readBirth(birth: ElementReader): ListBirth {
  const kind = birth.doubting('TYPE_OF_DATE', 'BAD_VALUE', (text) =>
    /^(?:EXACT|APPROXIMATELY|BETWEEN)$/.test(text) ? text : undefined,
  );
  const date = birthDate(birth);
  const [from, to] = ['FROM_YEAR', 'TO_YEAR'].map((name) => birth.date(name)?.value ?? null) as [
    string | null,
    string | null,
  ];
  if (from !== null && to !== null && from > to) {
    birth.doubt('FROM_YEAR', 'BAD_DATE', `FROM_YEAR ${from} is after TO_YEAR ${to}`);
  }
  const approximate = kind === 'APPROXIMATELY' || date?.approximate === true;
  return { date: date?.value ?? null, from, to, approximate, note: birth.text('NOTE') };
}

/** A date that an alias gives belongs to the person, and says which name it came with. */
function aliasBirth(alias: ElementReader): ListBirth {
  const date = alias.date('DATE_OF_BIRTH');
  const note = date ? `given with the alias ${alias.text('ALIAS_NAME') ?? ''}`.trim() : null;
  return { date: date?.value ?? null, from: null, to: null, approximate: date?.approximate ?? false, note };
}

export const readBirths = (entry: ElementReader): readonly ListBirth[] =>
  [...entry.all('INDIVIDUAL_DATE_OF_BIRTH').map(readBirth), ...entry.all('INDIVIDUAL_ALIAS').map(aliasBirth)].filter(
    ({ date, from, to, note }) => isFilled({ date, from, to, note }),
  );

/** Fields stay as typed: the street of HTi.005 stands in CITY, and nobody here knows better. */
const readPlace = (place: ElementReader): ListPlace => ({
  street: place.text('STREET'),
  city: place.text('CITY'),
  province: place.text('STATE_PROVINCE'),
  postalCode: place.text('ZIP_CODE'),
  country: place.country('COUNTRY'),
  note: place.text('NOTE'),
});

export const readPlaces = (entry: ElementReader, name: string): readonly ListPlace[] =>
  entry.all(name).map(readPlace).filter(isFilled);

const aliasBirthPlace = (alias: ElementReader): ListPlace => ({
  street: null,
  city: alias.text('CITY_OF_BIRTH'),
  province: null,
  postalCode: null,
  country: alias.country('COUNTRY_OF_BIRTH'),
  note: null,
});

export const readBirthPlaces = (entry: ElementReader): readonly ListPlace[] => [
  ...readPlaces(entry, 'INDIVIDUAL_PLACE_OF_BIRTH'),
  ...entry.all('INDIVIDUAL_ALIAS').map(aliasBirthPlace).filter(isFilled),
];

function readDocument(document: ElementReader): ListDocument {
  const [type, more] = [document.text('TYPE_OF_DOCUMENT'), document.text('TYPE_OF_DOCUMENT2')];
  const [issuing, issued] = [document.country('ISSUING_COUNTRY'), document.country('COUNTRY_OF_ISSUE')];
  const issuedIn = [
    document.text('CITY_OF_ISSUE'),
    issuing && issued && issuing.raw !== issued.raw ? issued.raw : null,
  ];
  const place = issuedIn.filter((part) => part !== null).join(', ');
  return {
    type: type ?? more,
    number: document.text('NUMBER'),
    country: issuing ?? issued,
    issuedOn: document.date('DATE_OF_ISSUE')?.value ?? null,
    note: joined(type !== null && more !== type ? more : null, place && `issued in ${place}`, document.text('NOTE')),
  };
}

export const readDocuments = (entry: ElementReader): readonly ListDocument[] =>
  entry.all('INDIVIDUAL_DOCUMENT').map(readDocument).filter(isFilled);
