/**
 * Country names that ISO 3166-1's own names (i18n-iso-countries, en fr es) do not hold: the long forms of UN terminology, former
 * names, and names that two countries share. "former" States that became several have no code.
 */
export const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  'Bolivia (Plurinational State of)': 'BO',
  'British Virgin Islands': 'VG',
  Burma: 'MM',
  'Cabo Verde': 'CV',
  'China, Hong Kong Special Administrative Region': 'HK',
  'China, Macao Special Administrative Region': 'MO',
  Congo: 'CG',
  "Democratic People's Republic of Korea": 'KP',
  'Democratic Republic of Congo': 'CD',
  DPRK: 'KP',
  DRC: 'CD',
  Ayiti: 'HT',
  Eswatini: 'SZ',
  'Iran (Islamic Republic of)': 'IR',
  Kyrgyzstan: 'KG',
  "Lao People's Democratic Republic": 'LA',
  Libya: 'LY',
  'Libyan Arab Jamahiriya': 'LY',
  'Micronesia (Federated States of)': 'FM',
  'North Korea': 'KP',
  'Republic of Haiti': 'HT',
  'Republic of Korea': 'KR',
  'Republic of Moldova': 'MD',
  'Republica Dominicana': 'DO',
  "Republique d'Haiti": 'HT',
  'Russian Federation': 'RU',
  'Saint Martin': 'MF',
  'Sint Maarten': 'SX',
  'State of Palestine': 'PS',
  Swaziland: 'SZ',
  'Syrian Arab Republic': 'SY',
  'The Bahamas': 'BS',
  Turkiye: 'TR',
  Turkey: 'TR',
  'United Kingdom of Great Britain and Northern Ireland': 'GB',
  'United Republic of Tanzania': 'TZ',
  'United States Virgin Islands': 'VI',
  'Venezuela (Bolivarian Republic of)': 'VE',
  'Viet Nam': 'VN',
};

/** What lists write where they know nothing. */
export const NO_VALUE: ReadonlySet<string> = new Set(['na', 'n/a', 'n.a.', '-', '--', 'none', 'unknown']);
