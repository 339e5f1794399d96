import { certaintyOf, dutiesOn, isDiversion } from './diversion.rules';
import type { Doubt, FindFacts, SupplyFacts } from './diversion.types';

const find = (over: Partial<FindFacts> = {}): FindFacts => ({
  foundWith: { name: 'Baz Egzanp', class: 'NON_STATE_ARMED' },
  foundOn: '2025-08-02',
  goods: [{ category: 'SALW' }],
  ...over,
});
const supply = (over: Partial<SupplyFacts> = {}): SupplyFacts => ({
  kind: 'EXEMPTION',
  isExempt: true,
  suppliedOn: '2025-03-20',
  isRecorded: true,
  categories: ['SALW', 'AMMUNITION'],
  receivers: [{ name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY' }, { class: 'BUSINESS' }],
  ...over,
});
const named = (name: string | null, of: FindFacts['foundWith']['class'] = 'UNKNOWN'): FindFacts =>
  find({ foundWith: { name, class: of } });

describe('a find is a diversion', () => {
  it.each<[string, FindFacts, SupplyFacts[], string[]]>([
    ['with another party, later', find(), [supply()], []],
    ['on the day of the supply', find({ foundOn: '2025-03-20' }), [supply()], []],
    ['today', find({ foundOn: '2025-09-01' }), [supply()], []],
    ['with nobody known', named(null), [supply()], []],
    ['whose supply has no day', find(), [supply({ suppliedOn: null })], []],
    ['not before the supply', find({ foundOn: '2025-03-19' }), [supply()], ['FOUND_BEFORE_SUPPLY']],
    ['not tomorrow', find({ foundOn: '2025-09-02' }), [supply()], ['FOUND_IN_FUTURE']],
    ['not of what was not exempt', find(), [supply({ isExempt: false })], ['SUPPLY_NOT_EXEMPT']],
    ['not with the consignee', named('GARDIENS  exemple, S.A.'), [supply()], ['SAME_PARTY']],
    ['not with the consignee, accents apart', named('Gardiéns Exemple SA'), [supply()], ['SAME_PARTY']],
    ['with a name that only begins alike', named('Gardiens Exemple'), [supply()], []],
    [
      'not if one of two supplies does not fit',
      find(),
      [supply(), supply({ kind: 'ASSESSMENT', isExempt: false, suppliedOn: '2025-08-03' })],
      ['SUPPLY_NOT_EXEMPT', 'FOUND_BEFORE_SUPPLY'],
    ],
  ])('%s', (_, facts, supplies, reasons) => {
    const verdict = isDiversion(facts, supplies, '2025-09-01');
    expect(verdict.allowed ? [] : verdict.reasons.map(({ code }) => code)).toEqual(reasons);
  });
});

describe('how sure it is', () => {
  it.each<[string, FindFacts, SupplyFacts[], Doubt[]]>([
    ['another class, named', find(), [supply()], []],
    ['class unknown', named('Baz Egzanp'), [supply()], ['CLASS_UNKNOWN']],
    ['name unknown', named(null, 'NON_STATE_ARMED'), [supply()], ['NAME_UNKNOWN']],
    ['same class as the end user', named('X', 'BUSINESS'), [supply()], ['SAME_CLASS']],
    ['no use recorded', find(), [supply({ isRecorded: false })], ['NO_USE_RECORDED']],
    ['recorded by the assessment', find(), [supply({ isRecorded: false }), supply()], []],
    ['other goods', find({ goods: [{ category: 'MIL_VEHICLE' }] }), [supply()], ['OTHER_CATEGORY']],
    ['other goods among fitting ones', find({ goods: [{ category: 'SALW' }, { category: 'CIVIL' }] }), [supply()], []],
  ])('%s', (_, facts, supplies, doubts) =>
    expect(certaintyOf(facts, supplies)).toEqual({ certainty: doubts.length ? 'POSSIBLE' : 'ESTABLISHED', doubts }),
  );
});

it.each([
  ['2023-07-13', []],
  ['2023-07-14', ['6, 7']],
  ['2024-10-17', ['6, 7']],
  ['2024-10-18', ['6, 7', '3']],
])('what obliges to prevent it on %s', (day, paragraphs) =>
  expect(dutiesOn(day).map(({ paragraph }) => paragraph)).toEqual(paragraphs),
);
