/*
 * Real seizures, S1 to S9 of the project's domain notes (section 3.3), with the counts, dates, places and goods that their sources give,
 * also where these contradict each other. Names of private persons and firms are invented.
 */
type Item = Readonly<Record<string, unknown>>;

export interface Scenario {
  readonly id: string;
  /** Who examined it: Haiti, the Dominican Republic or Jamaica. */
  readonly by: 'anna' | 'diego' | 'jody';
  readonly inspection: Readonly<Record<string, unknown>> & { readonly items: readonly Item[] };
  /** What the listed items add up to. */
  readonly listed: Readonly<Record<string, number>>;
  /** Stated totals that the list does not bear out: category, stated, listed. */
  readonly conflicts: readonly (readonly [category: string, stated: number, listed: number])[];
}

/** Firearms one by one, as nobody published a serial number. */
const firearms = (count: number, more: Item): Item[] =>
  Array.from({ length: count }, () => ({ category: 'FIREARM', quantity: 1, serialState: 'NOT_RECORDED', ...more }));
const rounds = (quantity: number, more: Item = {}): Item => ({ category: 'AMMUNITION', quantity, ...more });
const magazines = (quantity: number): Item => ({ category: 'MAGAZINE', quantity });

const HAITI = {
  placeCountry: 'HT',
  legalBasis: 'Code douanier, art. 62',
  necessity: 'Reasonable grounds to believe that the cargo held arms',
  result: 'FOUND',
};
const DOMINICAN = {
  ...HAITI,
  placeCountry: 'DO',
  placeLocode: 'DOHAI',
  placeName: 'Haina',
  legalBasis: 'Ley 168-21 de Aduanas',
};

export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'S1',
    by: 'anna',
    inspection: {
      ...HAITI,
      placeLocode: 'HTCAP',
      placeName: 'Cap-Haitien, port',
      examinedOn: '2024-04-05',
      transportModeCode: 'SEA',
      vesselName: 'Rainer D',
      declaredGoods: 'Food and clothes',
      concealmentCode: 'AMONG_FOOD',
      concealment: 'In two cartons among food and clothes',
      parties: [{ role: 'BROKER', name: 'Jean-Robert Maxilien', note: 'Customs broker, sought' }],
      statedTotals: [
        { category: 'FIREARM', type: 'RIFLE', quantity: 12, source: 'AGD press note' },
        { category: 'FIREARM', type: 'PISTOL', quantity: 14, source: 'AGD press note' },
        { category: 'AMMUNITION', quantity: 999, source: 'AGD press note' },
      ],
      statedFacts: [
        { fact: 'ROUTE', value: 'Container from a warehouse in Fort Lauderdale, about 1,200 km', source: 'Press' },
        { fact: 'GOODS', value: '2.56 mm, a slip for 5.56', source: 'AGD press note' },
      ],
      items: [
        ...firearms(12, { type: 'RIFLE', description: 'Assault rifle' }),
        ...firearms(14, { type: 'PISTOL', calibre: '9 mm' }),
        rounds(638, { calibre: '5.56' }),
        rounds(278, { calibre: '9 mm' }),
        rounds(52, { calibre: '7.62' }),
        rounds(36, { calibre: '.40' }),
        magazines(34),
      ],
    },
    listed: { FIREARM: 26, AMMUNITION: 1004, MAGAZINE: 34 },
    conflicts: [['AMMUNITION', 999, 1004]],
  },
  {
    id: 'S2',
    by: 'diego',
    inspection: {
      ...DOMINICAN,
      examinedOn: '2025-02',
      ground: 'XRAY',
      transportModeCode: 'SEA',
      concealmentCode: 'IN_MACHINERY',
      concealment: 'In two compressor tanks',
      statedTotals: [{ category: 'FIREARM', quantity: 37, source: 'DGA' }],
      statedFacts: [
        { fact: 'DATE', value: 'Early February 2025', source: 'Press' },
        { fact: 'ROUTE', value: 'Container from Brooklyn, in transit', source: 'DGA' },
      ],
      items: [
        ...firearms(30, { type: 'RIFLE' }),
        ...firearms(6, { type: 'PISTOL', make: 'Glock', model: 'Gen5' }),
        ...firearms(1, { type: 'PISTOL', make: 'Smith & Wesson', model: 'SD9 VE' }),
      ],
    },
    listed: { FIREARM: 37 },
    conflicts: [],
  },
  {
    id: 'S3',
    by: 'diego',
    inspection: {
      ...DOMINICAN,
      examinedOn: '2025-02',
      transportModeCode: 'SEA',
      vesselName: 'Sara Regina',
      declaredGoods: 'Household goods and mechanical parts',
      concealmentCode: 'MISDECLARED',
      agenciesPresent: ['DGA', 'HSI'],
      statedTotals: [
        { category: 'FIREARM', quantity: 23, source: 'DGA, made public 2025-03-04' },
        { category: 'FIREARM', type: 'RIFLE', quantity: 18, source: 'Indictment, 2026-01-06' },
        { category: 'FIREARM', type: 'PISTOL', quantity: 5, source: 'Indictment, 2026-01-06' },
        { category: 'AMMUNITION', quantity: 36_000, source: 'DGA' },
      ],
      statedFacts: [
        { fact: 'DATE', value: '2025-03-04', source: 'Day on which it was made public' },
        { fact: 'ROUTE', value: 'Miami to Haiti by Haina', source: 'DGA' },
        { fact: 'PARTY', value: 'Buyers bought at least 20 of the 23', source: 'Indictment, 2026-01-06' },
      ],
      items: [
        ...firearms(1, { type: 'RIFLE', make: 'Barrett', calibre: '.50' }),
        ...firearms(17, { type: 'RIFLE', calibre: '7.62' }),
        ...firearms(1, { type: 'RIFLE', calibre: '9 mm' }),
        ...firearms(5, { type: 'PISTOL', make: 'Glock' }),
        ...firearms(1, { type: 'SUBMACHINE_GUN', make: 'Uzi' }),
        rounds(36_000),
        { category: 'ACCESSORY', quantity: 1, description: 'Silencer' },
      ],
    },
    listed: { FIREARM: 25, AMMUNITION: 36_000, ACCESSORY: 1 },
    conflicts: [
      ['FIREARM', 23, 25],
      ['FIREARM', 18, 19],
    ],
  },
  {
    id: 'S4',
    by: 'anna',
    inspection: {
      ...HAITI,
      placeName: 'Quartier-Morin',
      terminal: 'Cap-Terminal SA',
      examinedOn: '2026-01-06',
      transportModeCode: 'SEA',
      containerNumber: 'ASJU5884650',
      agenciesPresent: ['BLTS', 'Customs Surveillance Brigade', 'Justice of the peace'],
      parties: [{ role: 'ARRESTED', name: 'Wilner Dorcély', note: 'Alleged recipient, arrested on 2026-01-07' }],
      items: [
        ...firearms(9, { type: 'PISTOL' }),
        magazines(9),
        rounds(5500, { calibre: '7.62x39', packaging: 'Five cartons marked L663' }),
      ],
    },
    listed: { FIREARM: 9, MAGAZINE: 9, AMMUNITION: 5500 },
    conflicts: [],
  },
  {
    id: 'S5',
    by: 'anna',
    inspection: {
      ...HAITI,
      placeLocode: 'HTPAP',
      placeName: 'Port-au-Prince, La Saline',
      terminal: 'CPS',
      examinedOn: '2022-07-14',
      transportModeCode: 'SEA',
      concealmentCode: 'MISDECLARED',
      concealment: 'Under a duty-free franchise',
      parties: [
        { role: 'CONSIGNEE', name: 'Église de la Montagne', note: 'A church. Denies that the goods were for it' },
      ],
      statedTotals: [
        { category: 'FIREARM', type: 'RIFLE', quantity: 18, source: 'AGD' },
        { category: 'FIREARM', type: 'RIFLE', quantity: 22, source: 'A later report' },
        { category: 'AMMUNITION', quantity: 14_646, source: 'AGD' },
      ],
      items: [
        ...firearms(18, { type: 'RIFLE' }),
        ...firearms(4, { type: 'PISTOL' }),
        rounds(14_646),
        magazines(140),
        { category: 'CASH', quantity: 1, amount: '50000', currency: 'USD', counterfeit: true },
      ],
    },
    listed: { FIREARM: 22, AMMUNITION: 14_646, MAGAZINE: 140, CASH: 1 },
    conflicts: [['FIREARM', 22, 18]],
  },
  {
    id: 'S6a',
    by: 'anna',
    inspection: {
      ...HAITI,
      placeLocode: 'HTPDP',
      placeName: 'Port-de-Paix',
      examinedOn: '2022-07-01',
      transportModeCode: 'SEA',
      statedTotals: [{ category: 'AMMUNITION', quantity: 120_000, source: 'Press' }],
      items: [
        rounds(114_000, { calibre: '5.56', packaging: '157 cases in all' }),
        rounds(2000, { calibre: '9 mm' }),
        rounds(4000, { calibre: '7.62' }),
        ...firearms(2, { calibre: '9 mm' }),
        ...firearms(1, { calibre: '.38' }),
      ],
    },
    listed: { AMMUNITION: 120_000, FIREARM: 3 },
    conflicts: [],
  },
  {
    id: 'S6b',
    by: 'anna',
    inspection: {
      ...HAITI,
      placeLocode: 'HTPDP',
      placeName: 'Port-de-Paix',
      examinedOn: '2022-07-12',
      transportModeCode: 'ROAD',
      concealmentCode: 'IN_VEHICLE',
      statedFacts: [{ fact: 'ROUTE', value: 'By bus to Port-au-Prince', source: 'Press' }],
      items: [rounds(25_000)],
    },
    listed: { AMMUNITION: 25_000 },
    conflicts: [],
  },
  {
    id: 'S6c',
    by: 'anna',
    inspection: {
      ...HAITI,
      placeLocode: 'HTPDP',
      placeName: 'Port-de-Paix',
      examinedOn: '2022-07-13',
      transportModeCode: 'SEA',
      statedFacts: [{ fact: 'ROUTE', value: 'By boat from Miami', source: 'Press' }],
      items: [
        { category: 'OTHER', quantity: 1, description: 'Crates; how many, and what in them, the source does not say' },
      ],
    },
    listed: { OTHER: 1 },
    conflicts: [],
  },
  {
    id: 'S7',
    by: 'anna',
    inspection: {
      ...HAITI,
      placeLocode: 'HTLFF',
      placeName: 'Lafito',
      examinedOn: '2020-06-16',
      examinedUntil: '2020-06-19',
      transportModeCode: 'SEA',
      concealmentCode: 'IN_ELECTRONICS',
      concealment: 'In loudspeakers',
      parties: [{ role: 'SHIPPER', name: 'Biscayne Lakay Shipping', note: 'Miami' }],
      statedTotals: [{ category: 'FIREARM', quantity: 16, source: 'Press' }],
      statedFacts: [
        { fact: 'DATE', value: '16 June, year not stated', source: 'Press' },
        { fact: 'DATE', value: '19 June, year not stated', source: 'Press' },
        { fact: 'GOODS', value: 'More than 20,000 rounds', source: 'Press' },
      ],
      items: [...firearms(16, {}), rounds(20_000, { description: 'More than this' })],
    },
    listed: { FIREARM: 16, AMMUNITION: 20_000 },
    conflicts: [],
  },
  {
    id: 'S8',
    by: 'anna',
    inspection: {
      ...HAITI,
      placeLocode: 'HTCAP',
      placeName: 'Cap-Haitien',
      examinedOn: '2021-02',
      examinedUntil: '2021-03',
      narrative: 'Five searches. The name of the exporter stands on the container.',
      parties: [{ role: 'SHIPPER', name: 'Okap Global Export', note: 'On the container' }],
      statedTotals: [
        { category: 'FIREARM', quantity: 12, source: 'Press, 2021-03-24' },
        { category: 'AMMUNITION', quantity: 23_034, source: 'Press, 2021-03-24' },
      ],
      items: [...firearms(12, {}), rounds(23_034)],
    },
    listed: { FIREARM: 12, AMMUNITION: 23_034 },
    conflicts: [],
  },
  {
    id: 'S9',
    by: 'jody',
    inspection: {
      ...HAITI,
      placeCountry: 'JM',
      placeLocode: 'JMKIN',
      placeName: 'Kingston, port',
      legalBasis: 'Customs Act, s. 205',
      examinedOn: '2025-02',
      examinedUntil: '2025-03',
      transportModeCode: 'SEA',
      parties: [{ role: 'OTHER', name: 'Clayton Everdeen', note: 'Truck driver, charged in the United States' }],
      statedFacts: [{ fact: 'GOODS', value: 'More than 4,500 rounds', source: 'Press' }],
      items: [...firearms(66, { type: 'RIFLE' }), rounds(4500, { description: 'More than this' })],
    },
    listed: { FIREARM: 66, AMMUNITION: 4500 },
    conflicts: [],
  },
];
