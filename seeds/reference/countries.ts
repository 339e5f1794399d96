import codes from 'i18n-iso-countries/codes.json';
import english from 'i18n-iso-countries/langs/en.json';
import spanish from 'i18n-iso-countries/langs/es.json';
import french from 'i18n-iso-countries/langs/fr.json';

export interface Country {
  /** ISO 3166-1 */
  readonly alpha2: string;
  readonly alpha3: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly nameEs: string;
  /** False for codes that no longer stand for a country but that ship papers and old records carry. */
  readonly current: boolean;
}

type Names = Readonly<Record<string, string | readonly string[]>>;

/** The package lists a common name first and variants after it. */
function nameIn(names: Names, alpha2: string): string {
  const name = names[alpha2];
  return (typeof name === 'string' ? name : name?.[0]) ?? alpha2;
}

const fromPackage = (codes as readonly (readonly string[])[]).map(([alpha2 = '', alpha3 = '']): Country => ({
  alpha2,
  alpha3,
  nameEn: nameIn(english.countries, alpha2),
  nameFr: nameIn(french.countries, alpha2),
  nameEs: nameIn(spanish.countries, alpha2),
  current: true,
}));

/** Dissolved in 2010 (ISO 3166-3 ANHH), and the user-assigned code that manifests write for "not known". */
const withdrawn: readonly Country[] = [
  {
    alpha2: 'AN',
    alpha3: 'ANT',
    nameEn: 'Netherlands Antilles',
    nameFr: 'Antilles néerlandaises',
    nameEs: 'Antillas Neerlandesas',
    current: false,
  },
  { alpha2: 'ZZ', alpha3: 'ZZZ', nameEn: 'Unknown', nameFr: 'Inconnu', nameEs: 'Desconocido', current: false },
];

/** Sorted by alpha-2. The names come from i18n-iso-countries, which has no Haitian Creole. */
export const countries: readonly Country[] = [...fromPackage, ...withdrawn].sort((a, b) =>
  a.alpha2 < b.alpha2 ? -1 : 1,
);
