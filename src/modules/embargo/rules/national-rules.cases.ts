import type { EmbargoRule, Exemption } from './rule-set.types';
import { ALL_MATERIEL } from './un-rules.cases';

/*
 * Domain 1.6. National law differs from the resolutions in its dates. What was not read is UNKNOWN and asks for a lawyer; it is
 * never filled from the UN layer. Nothing here is known beyond the regime's last confirmed day.
 */
const CONFIRMED_TO = '2026-10-17';

const national = (
  rule: Pick<EmbargoRule, 'id' | 'layer' | 'instrument' | 'validFrom' | 'validTo' | 'source'> & Partial<EmbargoRule>,
): EmbargoRule => ({
  paragraph: null,
  status: 'IN_FORCE',
  protects: 'DESIGNATED',
  goods: { inScope: ALL_MATERIEL, unknown: [] },
  exemptions: [],
  evidence: 'SOURCE',
  ...rule,
});

const NONE = { protects: 'NONE', goods: { inScope: [], unknown: [] } } as const;
const before = (layer: string, instrument: string, validTo: string): EmbargoRule =>
  national({
    id: `${layer}-0`,
    layer,
    instrument,
    validFrom: '0001-01-01',
    validTo,
    status: 'NO_BAN',
    ...NONE,
    source: 'before the first regulation',
  });
const unknown = (
  id: string,
  instrument: string,
  validFrom: string,
  validTo: string | null,
  source: string,
): EmbargoRule =>
  national({
    id,
    layer: id.slice(0, 2),
    instrument,
    validFrom,
    validTo,
    status: 'UNKNOWN',
    ...NONE,
    evidence: 'NONE',
    source,
  });
const after = (layer: string, instrument: string): EmbargoRule =>
  unknown(`${layer}-9`, instrument, CONFIRMED_TO, null, 'not read after the last confirmed UN mandate');

const unread = (instrument: string, kinds: readonly Exemption['kind'][]): Exemption[] =>
  kinds.map((kind) => ({
    kind,
    instrument,
    paragraph: 'not read',
    status: 'UNKNOWN',
    direction: kind === 'STANDING' ? 'TO_OR_BY' : 'TO',
    conditions: [],
  }));

const CA = 'SOR/2022-237';
const EU = 'Council Decision (CFSP) 2022/2319';
const HK = 'Cap. 537CO';
const AU = 'F2025L01502';
const GB = 'Haiti (Sanctions) Regulations 2022';
const EVERY = ['STANDING', 'NON_LETHAL', 'APPROVAL'] as const;

const CANADA: readonly EmbargoRule[] = [
  before('CA', CA, '2022-11-10'),
  national({
    id: 'CA-1',
    layer: 'CA',
    instrument: CA,
    validFrom: '2022-11-10',
    validTo: '2025-03-06',
    source: 'laws-lois-xml',
  }),
  national({
    id: 'CA-2',
    layer: 'CA',
    instrument: `${CA} as amended by SOR/2025-78`,
    validFrom: '2025-03-06',
    validTo: CONFIRMED_TO,
    protects: 'TERRITORIAL',
    exemptions: [
      {
        kind: 'NON_LETHAL',
        instrument: CA,
        paragraph: 's. 5.1(3)',
        status: 'KNOWN',
        direction: 'TO',
        conditions: ['non-lethal', 'humanitarian or protective use'],
      },
      ...unread(CA, ['STANDING', 'APPROVAL']),
    ],
    source: 'laws-lois-xml, history to 2025-04',
  }),
  after('CA', CA),
];

const WIDER = ['OTHER_ARMS', 'MIL_VEHICLE', 'PARAMILITARY', 'NON_LETHAL_MIL', 'SERVICE'] as const;
const EUROPE: readonly EmbargoRule[] = [
  before('EU', EU, '2022-11-25'),
  national({
    id: 'EU-1',
    layer: 'EU',
    instrument: EU,
    validFrom: '2022-11-25',
    validTo: '2024-06-24',
    source: 'respectus',
  }),
  national({
    id: 'EU-2',
    layer: 'EU',
    instrument: `${EU} as amended by 2024/1804`,
    validFrom: '2024-06-24',
    validTo: '2024-10-18',
    protects: 'TERRITORIAL',
    goods: { inScope: ['SALW'], unknown: ['AMMUNITION', 'PARTS'] },
    exemptions: unread(EU, EVERY),
    source: 'respectus: SALW and firearms; ammunition and parts not read',
  }),
  national({
    id: 'EU-3',
    layer: 'EU',
    instrument: `${EU} as amended by 2024/1804`,
    validFrom: '2024-10-18',
    validTo: CONFIRMED_TO,
    protects: 'TERRITORIAL',
    goods: { inScope: ['SALW'], unknown: ['AMMUNITION', 'PARTS', ...WIDER] },
    exemptions: unread(EU, EVERY),
    source: 'an act for 2752 (all arms) was not seen',
  }),
  after('EU', EU),
];

export const NATIONAL_RULES: readonly EmbargoRule[] = [
  ...CANADA,
  ...EUROPE,
  before('HK', HK, '2023-03-03'),
  national({
    id: 'HK-1',
    layer: 'HK',
    instrument: HK,
    validFrom: '2023-03-03',
    validTo: '2024-01-01',
    source: 'lawhero',
  }),
  unknown('HK-2', HK, '2024-01-01', null, 'commencement of L.N. 24 of 2024 and L.N. 76 of 2025 not read'),
  before('AU', AU, '2022-10-21'),
  unknown('AU-1', AU, '2022-10-21', '2025-12-06', 'targeted regulations of 2022 or 2023: date not read'),
  national({
    id: 'AU-2',
    layer: 'AU',
    instrument: AU,
    validFrom: '2025-12-06',
    validTo: CONFIRMED_TO,
    protects: 'TERRITORIAL',
    exemptions: unread(AU, EVERY),
    source: 'legislation.gov.au',
  }),
  after('AU', AU),
  before('GB', GB, '2022-12-28'),
  national({
    id: 'GB-1',
    layer: 'GB',
    instrument: GB,
    validFrom: '2022-12-28',
    validTo: '2023-10-02',
    source: 'gov.uk guidance',
  }),
  unknown(
    'GB-2',
    GB,
    '2023-10-02',
    null,
    'guidance of 2024-03-13 refers to 2699 and 2700; the date of a territorial ban was not read',
  ),
];

const MEMBERS = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE';
export const LAYER_OF_STATE: Readonly<Record<string, string>> = Object.fromEntries(
  MEMBERS.split(' ').map((state) => [state, 'EU']),
);
