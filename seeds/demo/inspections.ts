/*
 * Two real seizures as submissions: domain.md S1 (Cap-Haitien, 5 April 2024) and S3 (Haina, made public on 4 March 2025). Counts and calibres
 * are as reported; serial numbers, makes not reported and all persons are invented. For the demo's sake both name the same container
 * and share one serial number.
 */
export const CONTAINER = 'SMLU4815164';
export const SHARED_SERIAL = 'KM-402917';
/** The bill of S1 in the demo's manifest. */
export const BILL = 'RNDCAP024W001';

const rifle = (serial: string | undefined): object => ({
  category: 'FIREARM',
  quantity: 1,
  type: 'rifle',
  calibre: '5.56x45',
  ...(serial ? { serial, serialState: 'AS_MARKED' } : { serialState: 'OBLITERATED' }),
});
const pistol = (serial: string): object => ({
  category: 'FIREARM',
  quantity: 1,
  type: 'pistol',
  calibre: '9x19',
  serial,
  serialState: 'AS_MARKED',
});
const rounds = (calibre: string, quantity: number): object => ({ category: 'AMMUNITION', quantity, calibre });
const numbered = (prefix: string, count: number, first: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}-${first + i * 37}`);

/** S1. The customs administration stated 999 rounds; its own list by calibre adds up to 1,004. Bill, container and vessel come from the queue. */
export const CAP_HAITIEN = {
  legalBasis: 'Code douanier, contrôle physique des marchandises',
  necessity: 'Cartons that did not fit the declared food and used clothes',
  placeCountry: 'HT',
  placeLocode: 'HTCAP',
  placeName: 'Cap-Haïtien, port',
  examinedAt: '2024-04-05T10:30:00-04:00',
  cooperation: 'PARTIAL',
  agenciesPresent: ['AGD', 'Police nationale', 'Parquet'],
  result: 'FOUND',
  concealment: 'Two cartons among food and clothes',
  statedTotals: [
    { category: 'FIREARM', quantity: 26, source: 'AGD, 5 April 2024' },
    { category: 'AMMUNITION', quantity: 999, source: 'AGD, 5 April 2024' },
    { category: 'MAGAZINE', quantity: 34, source: 'AGD, 5 April 2024' },
  ],
  items: [
    ...[SHARED_SERIAL, ...numbered('SGR', 9, 118_204), undefined, undefined].map(rifle),
    ...numbered('PX9', 14, 55_310).map(pistol),
    rounds('5.56x45', 638),
    rounds('9x19', 278),
    rounds('7.62x39', 52),
    rounds('.40 S&W', 36),
    { category: 'MAGAZINE', quantity: 34 },
  ],
  heldBack: 'The broker’s clerk told us which cartons; never to be named.',
} as const;

/** What the queue names is mostly lawful: the barrels were opened and held what the bill says. */
export const BARRELS = {
  legalBasis: 'Code douanier, contrôle physique des marchandises',
  necessity: 'Containers of personal effects are unloaded for inspection',
  placeCountry: 'HT',
  placeLocode: 'HTCAP',
  placeName: 'Cap-Haïtien, port',
  examinedAt: '2024-04-05T09:00:00-04:00',
  cooperation: 'FULL',
  agenciesPresent: ['AGD'],
  result: 'NIL',
} as const;

/** S3. 23 guns were stated; the listed ones are 25. */
export const HAINA = {
  legalBasis: 'Ley 168-21 de Aduanas',
  necessity: 'Transit cargo for Haiti; joint targeting with a partner agency',
  ground: 'INTELLIGENCE',
  placeCountry: 'DO',
  placeLocode: 'DOHAI',
  placeName: 'Río Haina, puerto',
  examinedAt: '2025-02-24T09:00:00-04:00',
  transportMode: 'sea',
  cooperation: 'FULL',
  agenciesPresent: ['DGA', 'Ministerio Público'],
  result: 'FOUND',
  containerNumber: CONTAINER,
  vesselName: 'SARA REGINA',
  concealment: 'Manifest said household goods and mechanical parts',
  statedTotals: [
    { category: 'FIREARM', quantity: 23, source: 'DGA, 4 March 2025' },
    { category: 'AMMUNITION', quantity: 36_000, source: 'DGA, 4 March 2025' },
  ],
  items: [
    { category: 'FIREARM', quantity: 1, type: 'rifle', make: 'Barrett', calibre: '.50 BMG', serial: 'AA-118830' },
    { category: 'FIREARM', quantity: 1, type: 'rifle', calibre: '7.62x39', serial: SHARED_SERIAL },
    ...numbered('WS', 16, 870_021).map((serial) => ({
      category: 'FIREARM',
      quantity: 1,
      type: 'rifle',
      calibre: '7.62x39',
      serial,
    })),
    { category: 'FIREARM', quantity: 1, type: 'rifle', calibre: '9x19', serial: 'CX-00412' },
    ...numbered('GLK', 5, 4_410).map((serial) => ({
      category: 'FIREARM',
      quantity: 1,
      type: 'pistol',
      make: 'Glock',
      calibre: '9x19',
      serial,
    })),
    {
      category: 'FIREARM',
      quantity: 1,
      type: 'submachine gun',
      make: 'IMI',
      model: 'Uzi',
      calibre: '9x19',
      serialState: 'OBLITERATED',
    },
    { category: 'AMMUNITION', quantity: 36_000, description: 'Several calibres' },
    { category: 'ACCESSORY', quantity: 1, type: 'silencer' },
  ],
} as const;
