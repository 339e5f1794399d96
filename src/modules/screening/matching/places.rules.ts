/** Countries in the names of firms: `Banco Santander Chile` is another firm than `Banco Santander`. Names from ISO 3166 lists. */
import anyAscii from 'any-ascii';
import german from 'i18n-iso-countries/langs/de.json';
import english from 'i18n-iso-countries/langs/en.json';
import spanish from 'i18n-iso-countries/langs/es.json';
import french from 'i18n-iso-countries/langs/fr.json';
import dutch from 'i18n-iso-countries/langs/nl.json';
import norwegian from 'i18n-iso-countries/langs/no.json';

const OTHER: readonly (readonly [string, string])[] = [
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['us', 'US'],
  ['usa', 'US'],
  ['u s a', 'US'],
  ['america', 'US'],
  ['uae', 'AE'],
  ['ayiti', 'HT'],
  ['rd', 'DO'],
  ['europe', 'EU'],
  ['asia', 'asia'],
  ['africa', 'africa'],
  ['caribbean', 'caribbean'],
  ['caraibes', 'caribbean'],
];

const phrase = (name: string): string =>
  anyAscii(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Phrase to ISO 3166 alpha-2. */
export const PLACES: ReadonlyMap<string, string> = new Map([
  ...[german, dutch, norwegian, spanish, french, english].flatMap((language) =>
    Object.entries(language.countries as Record<string, string | string[]>).flatMap(([code, names]) =>
      (Array.isArray(names) ? names : [names]).map((name): [string, string] => [phrase(name), code]),
    ),
  ),
  ...OTHER,
]);
