import { bill, container, group, party, past, seizure } from './bill-builder.cases';
import { CONTROLLED_HEADINGS } from './controlled-headings.cases';
import type { RiskPast } from './past.types';
import { RISK_INDICATORS } from './risk-indicators.cases';
import { RISK_TABLE } from './risk-table.mapping';
import { assessRisk, MOST_FACTS } from './risk.rules';
import { type BillFacts, INDICATOR_CODES, type IndicatorCode } from './risk.types';

const codesOf = (facts: BillFacts, before: RiskPast = past()): readonly string[] =>
  assessRisk(facts, before, RISK_INDICATORS).indicators.map(({ code }) => code);
const goods = (goodsDescription: string, over: Partial<BillFacts> = {}): BillFacts =>
  bill({ goodsDescription, ...over });
const to = (name: string, address: string | null = null): BillFacts =>
  bill({ parties: [party('CONSIGNEE', name, address)] });
const CUT_CHURCH = 'ASSOCIATION DES BRAVES DAMES DE EGL'; // 35 characters
const CUT_STREET = 'QUINCAILLERIE ET DEPOT DU BORD MER '.trim().padEnd(34, 'X') + 'A';

interface Case {
  readonly what: string;
  readonly code: IndicatorCode;
  readonly hit: boolean;
  readonly bill: BillFacts;
  readonly past?: RiskPast;
}
const hit = (code: IndicatorCode, what: string, facts: BillFacts, before?: RiskPast): Case => ({
  what,
  code,
  hit: true,
  bill: facts,
  past: before,
});
const miss = (code: IndicatorCode, what: string, facts: BillFacts, before?: RiskPast): Case => ({
  what,
  code,
  hit: false,
  bill: facts,
  past: before,
});
const oneSeizure = past({ seizures: [seizure()] });
const cut = past({
  seizures: [
    seizure({
      parties: [{ ...seizure().parties[0]!, name: 'MAGASIN LAKAY FRETYAN COMPAGNIE GENERALE', address: null }],
    }),
  ],
});
const shipper = (over: Partial<BillFacts> = {}): BillFacts =>
  bill({ parties: [party('SHIPPER', 'SAWGRASS WAREHOUSE')], ...over });
const known = (bills: Parameters<typeof group>[0]): RiskPast =>
  past({ earlierBills: 50, bills: { 'SHIPPER SAWGRASS WAREHOUSE': [group(bills)] } });

const CASES: readonly Case[] = [
  hit('CONSIGNEE_SEEN', 'the same name, turned round', to('DELISCA, MARVENS'), oneSeizure),
  hit('CONSIGNEE_SEEN', 'a slip of the pen', to('MARVENS DELISCAA'), oneSeizure),
  hit('CONSIGNEE_SEEN', 'another name at the same address', to('Jozef Etyen', '27, Rue 20-L Cap-Haïtien'), oneSeizure),
  hit(
    'CONSIGNEE_SEEN',
    'another name with the same telephone number',
    to('Jozef Etyen', 'MILOT, PHONE: +509 3712 3456'),
    oneSeizure,
  ),
  hit(
    'CONSIGNEE_SEEN',
    'a name cut at 35 that runs into the address',
    to('MAGASIN LAKAY FRETYAN COMPAGNIE GEN', 'ERALE 4 RUE 18 CAP-HAITIEN'),
    cut,
  ),
  hit(
    'CONSIGNEE_SEEN',
    'a name cut in the middle of a word',
    to('MAGASIN LAKAY FRETYAN COMPAGNIE GEN', 'ERALE, CAP-HAITIEN'),
    cut,
  ),
  miss('CONSIGNEE_SEEN', 'a namesake in one word only', to('Marvens Pierre'), oneSeizure),
  miss('CONSIGNEE_SEEN', 'another house in the same street', to('Jozef Etyen', '29 RUE 20 L, CAP-HAITIEN'), oneSeizure),
  miss('CONSIGNEE_SEEN', 'the same town', to('Jozef Etyen', 'CAP-HAITIEN'), oneSeizure),
  miss(
    'CONSIGNEE_SEEN',
    'to order',
    bill({ parties: [{ ...party('CONSIGNEE', 'TO ORDER OF SHIPPER'), isPlaceholder: true }] }),
    oneSeizure,
  ),
  miss('CONSIGNEE_SEEN', 'what was found in this very bill', { ...to('Marvens Delisca'), key: 7 }, oneSeizure),
  miss(
    'CONSIGNEE_SEEN',
    'what was found in this bill before the manifest was amended',
    { ...to('Marvens Delisca'), billReference: 'OLD001' },
    oneSeizure,
  ),
  miss(
    'CONSIGNEE_SEEN',
    'a seizure more secret than the bill',
    to('Marvens Delisca'),
    past({ seizures: [seizure({ level: 2 })] }),
  ),
  miss('CONSIGNEE_SEEN', 'the name as shipper', bill({ parties: [party('SHIPPER', 'Marvens Delisca')] }), oneSeizure),
  hit('SHIPPER_SEEN', 'the name as shipper', bill({ parties: [party('SHIPPER', 'Marvens Delisca')] }), oneSeizure),
  hit('NOTIFY_SEEN', 'the name as notify party', bill({ parties: [party('NOTIFY', 'Marvens Delisca')] }), oneSeizure),
  hit(
    'SAME_CONTAINER_AS_SEIZURE',
    'the number with a space',
    bill({ containers: [container({ number: 'SMLU 773201-6' })] }),
    oneSeizure,
  ),
  miss('SAME_CONTAINER_AS_SEIZURE', 'another container', bill({ containers: [container()] }), oneSeizure),
  miss(
    'SAME_CONTAINER_AS_SEIZURE',
    'the seized bill itself',
    bill({ key: 7, containers: [container({ number: 'SMLU7732016' })] }),
    oneSeizure,
  ),
  hit(
    'LISTED_PARTY',
    'a hit of the matcher',
    to('Johnson Andre'),
    past({
      listed: new Map([
        [
          0,
          [
            {
              list: 'UN_SC',
              listVersion: 1,
              listRef: 'HTi.002',
              name: 'JOHNSON ANDRE',
              score: 1,
              why: ['equal words'],
            },
          ],
        ],
      ]),
    }),
  ),
  miss('LISTED_PARTY', 'screened without a hit', to('Johnson Andre'), past({ listed: new Map([[0, []]]) })),
  miss('LISTED_PARTY', 'not screened', to('Johnson Andre')),

  hit('CONTROLLED_HEADING', 'ammunition', bill({ hsCodes: ['9306.30'] })),
  hit('CONTROLLED_HEADING', 'in a container line', bill({ containers: [container({ hsCode: '930200' })] })),
  miss('CONTROLLED_HEADING', 'furniture', bill({ hsCodes: ['940360'] })),
  hit('DUAL_USE_HEADING', 'drones', bill({ hsCodes: ['880622'] })),
  miss('DUAL_USE_HEADING', 'other headgear', bill({ hsCodes: ['650500'] })),
  hit(
    'HS_TEXT_MISMATCH',
    'household goods as iron sheets',
    goods('ROOFING AND HOUSEHOLD GOODS', { hsCodes: ['721041'] }),
  ),
  hit('HS_TEXT_MISMATCH', 'jouets under machinery (fr)', goods('Jouets pour enfants', { hsCodes: ['843149'] })),
  hit('HS_TEXT_MISMATCH', 'juguetes (es)', goods('JUGUETES', { hsCodes: ['720000'] })),
  hit('HS_TEXT_MISMATCH', 'pyès mekanik (ht)', goods('Pyès mekanik', { hsCodes: ['100630'] })),
  hit('HS_TEXT_MISMATCH', 'toys, heavy, no code', goods('TOYS', { grossMassGrams: 9_000_000 })),
  miss('HS_TEXT_MISMATCH', 'toys as toys', goods('TOYS', { hsCodes: ['950300'] })),
  miss('HS_TEXT_MISMATCH', 'toys, light, no code', goods('TOYS', { grossMassGrams: 900_000 })),
  miss('HS_TEXT_MISMATCH', 'a national code', goods('HOUSEHOLD GOODS', { hsCodes: ['980400'] })),
  miss('HS_TEXT_MISMATCH', 'TOYOTA is no toy', goods('TOYOTA HILUX', { hsCodes: ['870421'] })),
  hit(
    'WEIGHT_AGAINST_GOODS',
    'two tonnes a barrel',
    goods('PERSONAL EFFECTS', { packageCount: 2, grossMassGrams: 4_000_000 }),
  ),
  hit(
    'WEIGHT_AGAINST_GOODS',
    'a container nobody can lift',
    bill({ containers: [container({ goodsMassGrams: 40_000_000 })] }),
  ),
  hit(
    'WEIGHT_AGAINST_GOODS',
    'a full container of 20 kg',
    bill({ containers: [container({ fullEmpty: 'FCL', goodsMassGrams: 20_000 })] }),
  ),
  miss(
    'WEIGHT_AGAINST_GOODS',
    '78 kg a barrel',
    goods('PERSONAL EFFECTS', { packageCount: 24, grossMassGrams: 1_875_000 }),
  ),
  miss(
    'WEIGHT_AGAINST_GOODS',
    'mixed goods within the widest band',
    goods('RICE AND TOYS', { packageCount: 1, grossMassGrams: 900_000 }),
  ),
  miss(
    'WEIGHT_AGAINST_GOODS',
    'a part load of 20 kg',
    bill({ containers: [container({ fullEmpty: 'LCL', goodsMassGrams: 20_000 })] }),
  ),
  miss('WEIGHT_AGAINST_GOODS', 'no package count', goods('TOYS', { grossMassGrams: 9_000_000 })),
  hit('PERSONAL_EFFECTS', 'English', goods('PERSONAL EFFECTS IN BARRELS')),
  hit('PERSONAL_EFFECTS', 'French', goods('Effets personnels usagés')),
  hit('PERSONAL_EFFECTS', 'Spanish', goods('menaje de casa')),
  hit('PERSONAL_EFFECTS', 'Creole with accents', goods('EFÈ PÈSONÈL')),
  miss('PERSONAL_EFFECTS', 'personal computers', goods('PERSONAL COMPUTERS')),
  hit('USED_VEHICLES', 'English', goods('1 USED VEHICLE TOYOTA 4RUNNER')),
  hit('USED_VEHICLES', 'French', goods("VÉHICULES D'OCCASION")),
  hit('USED_VEHICLES', 'Spanish', goods('VEHICULO USADO')),
  hit('USED_VEHICLES', 'Creole', goods('machin dezyèm men')),
  hit('USED_VEHICLES', 'a vehicle segment', bill({ vehicles: 2 })),
  miss('USED_VEHICLES', 'new vehicles', goods('NEW VEHICLES')),
  hit('CONSIGNEE_RELIGIOUS', 'French', to('ÉGLISE BAPTISTE DE MILOT')),
  hit('CONSIGNEE_RELIGIOUS', 'Spanish', to('Iglesia de Dios')),
  hit('CONSIGNEE_RELIGIOUS', 'Creole', to('LEGLIZ BONDYE')),
  hit('CONSIGNEE_RELIGIOUS', 'a name that was cut and runs on', to(CUT_CHURCH, 'ISE DE MILOT')),
  miss('CONSIGNEE_RELIGIOUS', 'a street named after a church', to('MAGASIN 12 RUE DE L EGLISE')),
  miss('CONSIGNEE_RELIGIOUS', 'a church in the address', to('MAGASIN LAKAY', "RUE DE L'EGLISE")),
  miss('CONSIGNEE_RELIGIOUS', 'Church Street', to('BEST HARDWARE 14 CHURCH STREET')),
  miss('CONSIGNEE_RELIGIOUS', 'a cut name that runs into a church street', to(CUT_STREET, ' 12 RUE EGLISE')),
  miss('CONSIGNEE_RELIGIOUS', 'a surname', to('Jean BAPTISTE')),
  miss('CONSIGNEE_RELIGIOUS', 'another surname', to('Marie Churchill')),
  hit('CONSIGNEE_DIPLOMATIC', 'French', to('AMBASSADE DU CANADA')),
  hit('CONSIGNEE_DIPLOMATIC', 'Creole', to('Nasyon Zini')),
  miss('CONSIGNEE_DIPLOMATIC', 'a hotel', to('HOTEL AMBASSADOR')),
  hit('DUTY_FREE', 'in the name', to('CARIB DUTY FREE SA')),
  hit('DUTY_FREE', 'in the description', goods('VEHICULES EN FRANCHISE DOUANIERE')),
  miss('DUTY_FREE', 'a franchise restaurant', to('FRANCHISE BURGER')),

  hit('FIRST_TIME_SHIPPER', 'nobody has seen it', shipper(), past({ earlierBills: 50 })),
  hit('FIRST_TIME_SHIPPER', 'only in this voyage', shipper(), known({ voyage: 'CAP01|024W|2024-04-01' })),
  hit('FIRST_TIME_SHIPPER', 'only later', shipper(), known({ firstKey: 5_000 })),
  miss('FIRST_TIME_SHIPPER', 'seen before', shipper(), known({})),
  miss('FIRST_TIME_SHIPPER', 'an archive too young to tell', shipper(), past({ earlierBills: 49 })),
  hit(
    'NOTIFY_IS_CONSIGNEE_OF_OTHERS',
    'receives elsewhere',
    bill({ parties: [party('CONSIGNEE', 'Marie Jean'), party('NOTIFY', 'Big Depot', null, 1)] }),
    past({ bills: { 'CONSIGNEE BIG DEPOT': [group()] } }),
  ),
  miss(
    'NOTIFY_IS_CONSIGNEE_OF_OTHERS',
    'is the consignee',
    bill({ parties: [party('CONSIGNEE', 'Big Depot'), party('NOTIFY', 'Depot Big', null, 1)] }),
    past({ bills: { 'CONSIGNEE BIG DEPOT': [group()] } }),
  ),
  miss(
    'NOTIFY_IS_CONSIGNEE_OF_OTHERS',
    'in a more secret bill',
    bill({ parties: [party('NOTIFY', 'Big Depot')] }),
    past({ bills: { 'CONSIGNEE BIG DEPOT': [group({ level: 2 })] } }),
  ),
  hit('ROUTE_CHANGE', 'Port Everglades after ten times Miami', shipper({ loadingPlace: 'USPEF' }), known({})),
  miss('ROUTE_CHANGE', 'the usual port', shipper({ loadingPlace: 'USMIA' }), known({})),
  miss('ROUTE_CHANGE', 'four bills are no habit', shipper({ loadingPlace: 'USPEF' }), known({ bills: 4 })),
  hit('LOAD_PORT', 'Haina', bill({ loadingPlace: 'DOHAI' })),
  miss('LOAD_PORT', 'Manzanillo', bill({ loadingPlace: 'PAMIT' })),
  hit('CONSOLIDATOR', 'a forwarder', bill({ parties: [party('SHIPPER', 'SAWGRASS WAREHOUSE AND FREIGHT INC')] })),
  hit('CONSOLIDATOR', 'a part load', bill({ containers: [container({ fullEmpty: 'lcl' })] })),
  hit('CONSOLIDATOR', 'a house bill', bill({ masterReference: 'MASTER1' })),
  miss(
    'CONSOLIDATOR',
    'a trader with a full load',
    bill({ parties: [party('SHIPPER', 'RICE TRADERS')], containers: [container({ fullEmpty: 'FCL' })] }),
  ),
  hit('CONTAINER_CHECK_DIGIT', 'a wrong digit', bill({ containers: [container({ number: 'SMLU4815165' })] })),
  miss('CONTAINER_CHECK_DIGIT', 'a right one', bill({ containers: [container()] })),
  miss('CONTAINER_CHECK_DIGIT', 'no container', bill({ containers: [container({ number: null })] })),
  hit('TRANSIT_OR_FROB', 'freight remaining on board', bill({ nature: '26' })),
  miss('TRANSIT_OR_FROB', 'import', bill({ nature: '23' })),
];

describe('indicators', () => {
  it.each(CASES)('$code, hit: $hit: $what', ({ code, hit: expected, bill: facts, past: before }) => {
    expect(codesOf(facts, before).includes(code)).toBe(expected);
  });

  it('each have a case that hits and, but for none, one that nearly does', () => {
    const codes = (expected: boolean): Set<string> =>
      new Set(CASES.filter((one) => one.hit === expected).map(({ code }) => code));
    const nearMisses = codes(false);
    expect([...codes(true)].sort()).toEqual([...INDICATOR_CODES].sort());
    expect(INDICATOR_CODES.filter((code) => !nearMisses.has(code))).toEqual(['SHIPPER_SEEN', 'NOTIFY_SEEN']); // one rule with CONSIGNEE_SEEN
  });

  it('an empty bill hits nothing', () => {
    expect(assessRisk(bill(), past(), RISK_INDICATORS)).toEqual({ score: 0, indicators: [] });
  });
});

describe('the score', () => {
  const barrels = goods('PERSONAL EFFECTS', { loadingPlace: 'USMIA' });

  it('is the sum of the weights of what is on, with the facts of each', () => {
    expect(assessRisk(barrels, past(), RISK_INDICATORS)).toEqual({
      score: 4,
      indicators: [
        {
          code: 'PERSONAL_EFFECTS',
          weight: 3,
          facts: [{ pointer: '/goodsDescription', value: 'PERSONAL EFFECTS', says: 'Described as "PERSONAL EFFECTS"' }],
        },
        {
          code: 'LOAD_PORT',
          weight: 1,
          facts: [{ pointer: '/loadingPlace', value: 'USMIA', says: 'Loaded at USMIA' }],
        },
      ],
    });
  });

  it('follows the settings of the organisation', () => {
    const settings = new Map([
      ['LOAD_PORT', { enabled: false, weight: null }],
      ['PERSONAL_EFFECTS', { enabled: true, weight: 7 }],
    ]);
    const { score, indicators } = assessRisk(barrels, past(), RISK_INDICATORS, settings);
    expect([score, indicators.map(({ code }) => code)]).toEqual([7, ['PERSONAL_EFFECTS']]);
  });

  it('tells no more than ten facts of one indicator, and a long text by its beginning', () => {
    const containers = Array.from({ length: 30 }, (_, seq) => container({ seq, number: 'ABC' }));
    const [many] = assessRisk(bill({ containers }), past(), RISK_INDICATORS).indicators;
    expect(many!.facts).toHaveLength(MOST_FACTS);
    const [long] = assessRisk(goods(`PERSONAL EFFECTS ${'\u{1F4E6}'.repeat(300)}`), past(), RISK_INDICATORS).indicators;
    expect(long!.facts[0]!.value.length).toBeLessThanOrEqual(203);
    expect(long!.facts[0]!.value).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('the table', () => {
  it('has every code once, with a reason that is a sentence, a source and a weight', () => {
    expect(RISK_INDICATORS.map(({ code }) => code).sort()).toEqual([...INDICATOR_CODES].sort());
    for (const { reason, source, weight } of RISK_INDICATORS) {
      expect(reason).toMatch(/^[A-Z].{30,}\.$/s);
      expect(source).not.toBe('');
      expect(weight >= 0 && weight <= 100).toBe(true);
    }
  });

  it('finds the narrowest heading first', () => {
    const at = (hs: string): number => CONTROLLED_HEADINGS.findIndex((heading) => heading.hs === hs);
    expect(at('93')).toBeGreaterThan(at('9307'));
  });

  it('has a hash of its own', () => expect(RISK_TABLE.hash).toMatch(/^[0-9a-f]{64}$/));
});
