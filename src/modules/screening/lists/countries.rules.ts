/** Country names and codes to ISO 3166-1 alpha-2. What is not known keeps its text and has no code: a guess would hide it. */
import codes from 'i18n-iso-countries/codes.json';
import english from 'i18n-iso-countries/langs/en.json';
import spanish from 'i18n-iso-countries/langs/es.json';
import french from 'i18n-iso-countries/langs/fr.json';
import { COUNTRY_NAMES } from './country-names.cases';
import type { ListCountry } from './list-entry.types';

const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

type Names = Readonly<Record<string, string | readonly string[]>>;

function table(): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const shared = new Set<string>();
  for (const names of [english.countries, french.countries, spanish.countries] as readonly Names[]) {
    for (const [code, all] of Object.entries(names)) {
      for (const name of [all].flat()) {
        const key = folded(name);
        if ((known.get(key) ?? code) !== code) shared.add(key);
        known.set(key, code);
      }
    }
  }
  for (const key of shared) known.delete(key);
  for (const [name, code] of Object.entries(COUNTRY_NAMES)) known.set(folded(name), code);
  for (const [alpha2 = '', alpha3 = ''] of codes) {
    known.set(folded(alpha2), alpha2);
    known.set(folded(alpha3), alpha2);
  }
  return known;
}

const KNOWN = table();

export const readCountry = (raw: string): ListCountry => ({ code: KNOWN.get(folded(raw)) ?? null, raw });
