import fs from 'node:fs';
import path from 'node:path';
import { GOODS_CATEGORIES, parseCase } from '../embargo';
import { controlledHeading, goodsOfCode, prefilledCase } from './embargo-facts.rules';
import { CONTROLLED_HEADINGS } from './hs-control.cases';
import type { ShipmentParty } from './shipment.types';

const party = (role: ShipmentParty['role'], name: string | null, isPlaceholder = false): ShipmentParty => ({
  role,
  name,
  isPlaceholder,
  code: null,
  address: null,
});
const bill = (more: Partial<Parameters<typeof prefilledCase>[0]> = {}): Parameters<typeof prefilledCase>[0] => ({
  departureOn: null,
  arrivalOn: null,
  vesselFlag: null,
  loadingPlace: null,
  unloadingPlace: null,
  goodsDescription: null,
  hsCodes: [],
  parties: [],
  containers: [],
  details: {},
  ...more,
});
const container = (hsCode: string | null): Parameters<typeof prefilledCase>[0]['containers'][number] => ({
  number: 'SMLU4815164',
  packageCount: null,
  sizeType: null,
  fullEmpty: null,
  seals: [],
  sealingParty: null,
  tareGrams: null,
  goodsMassGrams: null,
  description: null,
  hsCode,
});

describe('a case from a bill of lading', () => {
  it('has everything the bill says, and where it says so', () => {
    const { case: facts, sources } = prefilledCase(
      bill({
        departureOn: '2024-11-01',
        arrivalOn: '2024-11-05',
        vesselFlag: 'PA',
        loadingPlace: 'USMIA',
        unloadingPlace: 'DOHAI',
        hsCodes: ['100630', '9302.00'],
        containers: [container('93020000'), container('930630')],
        parties: [
          party('SHIPPER', 'ACME EXPORT LLC'),
          party('CONSIGNEE', ' MAGASIN LAKAY FRETYAN '),
          party('NOTIFY', 'JEAN EXEMPLE'),
        ],
        details: { voyage: { placeOfDeparture: 'BSNAS', placeOfDestination: 'HTCAP' } },
      }),
    );
    expect(facts).toEqual({
      shipmentDate: '2024-11-01',
      supplierState: 'US',
      flagState: 'PA',
      transitStates: ['BS', 'DO'],
      goods: [
        { category: 'SALW', description: 'declared as HS 930200: revolvers and pistols' },
        { category: 'SALW', description: 'declared as HS 93020000: revolvers and pistols' },
        { category: 'AMMUNITION', description: 'declared as HS 930630: cartridges and their parts' },
        { category: 'UNKNOWN', description: 'declared as HS 100630' },
      ],
      consignee: { name: 'MAGASIN LAKAY FRETYAN', class: 'UNKNOWN' },
      parties: [
        { name: 'ACME EXPORT LLC', class: 'UNKNOWN', role: 'SHIPPER' },
        { name: 'JEAN EXEMPLE', class: 'UNKNOWN', role: 'NOTIFY' },
      ],
    });
    expect(sources).toContainEqual({ fact: '/transitStates/0', from: '/details/voyage/placeOfDeparture' });
    expect(sources).toContainEqual({ fact: '/goods/2', from: '/containers/1/hsCode' });
    expect(sources).toContainEqual({ fact: '/parties/1', from: '/parties/2/name' });
    expect(parseCase(facts).ok).toBe(true);
  });

  it.each([
    ['an arrival, where no departure is stated', { arrivalOn: '2024-11-05' }, '2024-11-05'],
    ['no day that does not exist', { departureOn: '2024-02-30', arrivalOn: '2024-03-02' }, '2024-03-02'],
    ['no day in words', { departureOn: '1 NOV 2024' }, undefined],
  ])('takes %s', (_, more, day) => {
    expect(prefilledCase(bill(more)).case.shipmentDate).toBe(day);
  });

  it.each(['MIAMI', 'US', 'USMIA1', '', '12345', null])('takes no State from the place %s', (loadingPlace) => {
    expect(prefilledCase(bill({ loadingPlace })).case.supplierState).toBeUndefined();
  });

  it('never makes goods of words', () => {
    const { case: facts } = prefilledCase(bill({ goodsDescription: ' 12 RIFLES AK-47 AND CARTRIDGES ' }));
    expect(facts.goods).toEqual([{ category: 'UNKNOWN', description: '12 RIFLES AK-47 AND CARTRIDGES' }]);
  });

  it('leaves out who is nobody, and says so', () => {
    const { case: facts, notes } = prefilledCase(
      bill({ parties: [party('CONSIGNEE', 'TO ORDER', true), party('NOTIFY', null), party('CARRIER', 'LINE')] }),
    );
    expect(facts.consignee).toBeUndefined();
    expect(facts.parties).toEqual([{ name: 'LINE', class: 'UNKNOWN', role: 'CARRIER' }]);
    expect(notes).toEqual(['/parties/0 (CONSIGNEE) names nobody', '/parties/1 (NOTIFY) names nobody']);
  });

  it('of a bill with more than a case can hold has what is controlled first, and says what is not in it', () => {
    const codes = Array.from({ length: 600 }, (_, i) => `10${String(i).padStart(4, '0')}`);
    const parties = Array.from({ length: 300 }, (_, i) => party('NOTIFY', `PARTY ${i}`));
    const { case: facts, notes } = prefilledCase(bill({ hsCodes: [...codes, '930200'], parties }));
    expect(facts.goods).toHaveLength(500);
    expect(facts.goods![0]!.category).toBe('SALW');
    expect(notes[0]).toBe('101 more HS codes are on the bill');
    expect(notes.filter((note) => note.endsWith('does not fit into the case'))).toHaveLength(100);
    expect(parseCase(facts).ok).toBe(true);
  });

  it('of an empty bill is empty', () => {
    expect(prefilledCase(bill())).toEqual({ case: {}, sources: [], notes: [] });
  });
});

describe('a declared HS code', () => {
  it.each([
    ['9301', 'SALW'],
    ['930110', 'UNKNOWN'],
    ['9303301000', 'SALW'],
    ['9305.20', 'PARTS'],
    ['930591', 'PARTS'],
    ['930690', 'UNKNOWN'],
    ['871000', 'MIL_VEHICLE'],
    ['650610', 'UNKNOWN'],
    ['100630', 'UNKNOWN'],
    ['950300', 'UNKNOWN'],
  ])('%s is %s', (code, category) => {
    expect(goodsOfCode(code).category).toBe(category);
  });
  it('of parts says of what, only where it does', () => {
    expect(goodsOfCode('930510').partsOf).toBe('SALW');
    expect(goodsOfCode('930591').partsOf).toBeUndefined();
  });
  it('is never read as civil', () => {
    for (const { hs, goods } of CONTROLLED_HEADINGS) {
      expect(GOODS_CATEGORIES).toContain(goods.category);
      expect(goods.category).not.toBe('CIVIL');
      expect(controlledHeading(hs)?.hs).toBe(hs);
    }
  });

  const shared = path.join(process.env.LAMBI_SHARED_DATA ?? '../shared/data', 'codes/hs_arms_control_map.csv');
  (fs.existsSync(shared) ? it : it.skip)('of the control map has a row', () => {
    const codes = fs
      .readFileSync(shared, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]!);
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !controlledHeading(code))).toEqual([]);
  });
});
