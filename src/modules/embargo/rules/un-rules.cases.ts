import type { GoodsCategory } from './embargo.types';
import type { ConsigneeWindow, EmbargoRule, Exemption, SideRule } from './rule-set.types';

/** "All types": everything but civil goods. What is not classified is a missing fact, not a scope. */
export const ALL_MATERIEL: readonly GoodsCategory[] = [
  'SALW',
  'AMMUNITION',
  'PARTS',
  'OTHER_ARMS',
  'MIL_VEHICLE',
  'PARAMILITARY',
  'NON_LETHAL_MIL',
  'SERVICE',
];
/** Parts of small arms follow SALW (see scopeOf), so that PARTS is not in this list. */
export const SMALL_ARMS: readonly GoodsCategory[] = ['SALW', 'AMMUNITION'];

const BOTH = [
  'used by or in coordination with the exempt body',
  'solely to further peace and stability in Haiti',
  'a unit under Government command: proof of command',
];
const standing = (instrument: string, paragraph: string, direction: Exemption['direction']): Exemption => ({
  kind: 'STANDING',
  instrument,
  paragraph,
  status: 'KNOWN',
  direction,
  conditions: BOTH,
});
const approval = (instrument: string, paragraph: string): Exemption => ({
  kind: 'APPROVAL',
  instrument,
  paragraph,
  status: 'KNOWN',
  direction: 'TO',
  conditions: ['approved by the Committee before the supply', 'goods, quantity and consignee within its scope'],
});
const nonLethal = (instrument: string, paragraph: string): Exemption => ({
  kind: 'NON_LETHAL',
  instrument,
  paragraph,
  status: 'KNOWN',
  direction: 'TO',
  conditions: ['non-lethal', 'solely humanitarian or protective use', 'to further peace and stability'],
});

const un = (
  rule: Pick<EmbargoRule, 'id' | 'instrument' | 'paragraph' | 'validFrom' | 'validTo'> & Partial<EmbargoRule>,
): EmbargoRule => ({
  layer: 'UN',
  status: 'IN_FORCE',
  protects: 'TERRITORIAL',
  goods: { inScope: ALL_MATERIEL, unknown: [] },
  exemptions: [],
  evidence: 'SOURCE',
  source: 'domain 1.2, 1.3',
  ...rule,
});
const NOTHING = { protects: 'NONE', goods: { inScope: [], unknown: [] } } as const;
const SMALL = { goods: { inScope: SMALL_ARMS, unknown: [] } };
const R2653 = 'S/RES/2653 (2022)';
const R2699 = 'S/RES/2699 (2023)';
const R2700 = 'S/RES/2700 (2023)';
const R2752 = 'S/RES/2752 (2024)';
const R2794 = 'S/RES/2794 (2025)';
const continued = `${R2752}, continued by ${R2794}`;
const wide = (by: string): Exemption[] => [
  standing(by, '2(a), 6', 'TO_OR_BY'),
  nonLethal(by, '2(b)'),
  approval(by, '2(c)'),
];

export const UN_RULES: readonly EmbargoRule[] = [
  un({
    id: 'V0',
    instrument: R2653,
    paragraph: null,
    validFrom: '0001-01-01',
    validTo: '2022-10-21',
    status: 'NO_BAN',
    ...NOTHING,
  }),
  un({
    id: 'V1',
    instrument: R2653,
    paragraph: '11',
    validFrom: '2022-10-21',
    validTo: '2023-10-02',
    protects: 'DESIGNATED',
  }),
  un({
    id: 'V2',
    instrument: R2699,
    paragraph: '14',
    validFrom: '2023-10-02',
    validTo: '2023-10-19',
    ...SMALL,
    exemptions: [standing(R2699, '14(a)', 'TO'), approval(R2699, '14(b)')],
  }),
  un({
    id: 'V3',
    instrument: R2700,
    paragraph: '6',
    validFrom: '2023-10-19',
    validTo: '2024-10-18',
    ...SMALL,
    exemptions: [standing(R2700, '6(a), 9', 'TO'), approval(R2700, '6(b)')],
  }),
  un({
    id: 'V4',
    instrument: R2752,
    paragraph: '2',
    validFrom: '2024-10-18',
    validTo: '2025-10-17',
    exemptions: wide(R2752),
  }),
  un({
    id: 'V5',
    instrument: R2794,
    paragraph: null,
    validFrom: '2025-10-17',
    validTo: '2026-10-17',
    exemptions: wide(continued),
    evidence: 'INFERRED',
    source: 'domain 1.1, 1.2; paragraph numbers of 2794 not confirmed (domain 6.2)',
  }),
  un({
    id: 'V6',
    instrument: R2794,
    paragraph: null,
    validFrom: '2026-10-17',
    validTo: null,
    status: 'UNKNOWN',
    ...NOTHING,
    evidence: 'NONE',
    source: 'no source for a renewal was found (domain 1.2, 6.1)',
  }),
];

const window = (of: Omit<ConsigneeWindow, 'status' | 'needsProof'> & Partial<ConsigneeWindow>): ConsigneeWindow => ({
  status: 'EXEMPT',
  needsProof: false,
  ...of,
});
const since = { validFrom: '2023-10-02', validTo: null };
const DOUBT = { status: 'NEEDS_LEGAL_CONFIRMATION' } as const;

/** Domain 1.4. A name proves nothing: a mission is exempt while it is authorised. */
export const CONSIGNEE_WINDOWS: readonly ConsigneeWindow[] = [
  window({ class: 'UN', ...since, source: '2699 para 14(a)' }),
  window({ class: 'BINUH', validFrom: '2023-10-02', validTo: '2027-02-01', source: '2814: to 2027-01-31' }),
  window({ class: 'BINUH', validFrom: '2027-02-01', validTo: null, ...DOUBT, source: 'mandate after 2027-01-31' }),
  window({ class: 'MSS', validFrom: '2023-10-02', validTo: '2025-10-02', source: '2699, 2751' }),
  window({
    class: 'MSS',
    validFrom: '2025-10-02',
    validTo: '2025-10-03',
    ...DOUBT,
    source: 'is the last day included?',
  }),
  window({ class: 'GSF', validFrom: '2025-09-30', validTo: '2026-10-02', source: '2793; end inferred' }),
  window({ class: 'GSF', validFrom: '2026-10-02', validTo: null, ...DOUBT, source: 'no renewal found (domain 6.1)' }),
  window({ class: 'UN_AUTHORISED_MISSION', ...since, needsProof: true, source: '2699 para 14(a)' }),
  window({ class: 'HNP', ...since, needsProof: true, source: '2699 para 14(a), 2700 para 9' }),
  window({ class: 'ARMED_FORCES', ...since, needsProof: true, source: '2699 para 14(a), 2700 para 9' }),
  window({ class: 'GOVERNMENT_UNIT', ...since, needsProof: true, source: '2699 para 14(a)' }),
];

export const SIDE_RULES: readonly SideRule[] = [
  {
    id: 'ASSET_FREEZE',
    instrument: R2653,
    paragraph: '6-10',
    validFrom: '2022-10-21',
    confirmedTo: '2026-10-17',
    binding: true,
  },
  {
    id: 'HUMANITARIAN_CARVE_OUT',
    instrument: 'S/RES/2664 (2022)',
    paragraph: '1',
    validFrom: '2022-12-09',
    confirmedTo: null,
    binding: true,
  },
  {
    id: 'RES2692_P6',
    instrument: 'S/RES/2692 (2023)',
    paragraph: '6',
    validFrom: '2023-07-14',
    confirmedTo: null,
    binding: false,
  },
  {
    id: 'DIVERSION',
    instrument: 'S/RES/2692 (2023)',
    paragraph: '6, 7',
    validFrom: '2023-07-14',
    confirmedTo: null,
    binding: false,
  },
];
