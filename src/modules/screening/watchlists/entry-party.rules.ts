/** A list entry as the matcher compares it. */
import { DOCUMENT_PROPERTIES } from '../lists/ftm-properties.cases';
import type { ListBirth, ListDocument, ListName } from '../lists/list-entry.types';
import type { MatchEntity, MatchIdentifier, MatchName, NameQuality } from '../matching/matching.types';
import type { EntryContent } from './entry-content.rules';

/** A birth between two years further apart says nothing. */
const WIDEST_SPAN = 20;

const PROPERTY_OF = new Map(Object.entries(DOCUMENT_PROPERTIES).map(([property, type]) => [type, property]));
const KIND_OF: Readonly<Record<string, string>> = {
  imoNumber: 'imo',
  mmsi: 'mmsi',
  leiCode: 'lei',
  passportNumber: 'passport',
};

/** The kinds of papers have many names; a number whose kind is not sure is compared with those of any kind. */
function identifierOf({ type, number }: ListDocument): MatchIdentifier[] {
  if (number == null) return [];
  const kind =
    KIND_OF[PROPERTY_OF.get(type ?? '') ?? ''] ?? (/pass?e?port|pasaporte/i.test(type ?? '') ? 'passport' : 'other');
  return [{ kind, value: number }];
}

function qualityOf({ kind, quality }: Pick<ListName, 'kind' | 'quality'>): NameQuality {
  if (quality === 'low') return 'weak';
  return kind === 'primary' ? 'main' : 'strong';
}

/** Days as the list gives them; of an approximate birth the year only, and each year of a short span. */
function birthDatesOf({ date, from, to, approximate }: Partial<ListBirth>): string[] {
  if (date != null) return [approximate ? date.slice(0, 4) : date];
  const [first, last] = [Number((from ?? to)?.slice(0, 4)), Number((to ?? from)?.slice(0, 4))];
  if (!(last >= first) || last - first > WIDEST_SPAN) return [];
  return Array.from({ length: last - first + 1 }, (_, year) => String(first + year));
}

export function partyOf(entry: EntryContent): MatchEntity {
  const inLatin = entry.names.some(({ value, kind }) => kind === 'primary' && /\p{Script=Latin}/u.test(value));
  const names = entry.names.map(({ value, kind, quality }): MatchName => ({
    value,
    quality: qualityOf({ kind, quality }),
    ...(inLatin && kind === 'original_script' && { original: true }),
  }));
  const places = entry.schema === 'Person' ? [] : (entry.addresses ?? []).map(({ country }) => country);
  const countries = [...(entry.nationalities ?? []), ...places].flatMap((country) => country?.code ?? []);
  const birthDates = (entry.births ?? []).flatMap(birthDatesOf);
  const identifiers = (entry.documents ?? []).flatMap(identifierOf);
  return {
    schema: entry.schema,
    names,
    ...(identifiers.length > 0 && { identifiers }),
    ...(birthDates.length > 0 && { birthDates: [...new Set(birthDates)] }),
    ...(countries.length > 0 && { countries: [...new Set(countries)] }),
    ...(entry.gender && { genders: [entry.gender] }),
  };
}
