import type { GoodsCategory } from '../rules/embargo.types';
import type { EventFacts, ExemptionEvent, ExemptionFacts, UseFacts, UseFlag } from './exemption-request.types';
import { AT_LAST, balanceOf, decisionOn, flaggedUses, isExpired, supplyOf, termsOn } from './exemption-terms.rules';

const event = (kind: ExemptionEvent, decidedOn: string, over: Partial<EventFacts> = {}): EventFacts => ({
  id: `${kind} ${decidedOn}`,
  seq: Number(decidedOn.replaceAll('-', '')),
  revision: 0,
  event: kind,
  decidedOn,
  committeeReference: 'COMM.12',
  scope: null,
  expiresOn: null,
  ...over,
});
const use = (usedOn: string, quantity: number, over: Partial<UseFacts> = {}): UseFacts => ({
  id: `${usedOn} ${quantity}`,
  seq: Number(usedOn.replaceAll('-', '')),
  revision: 0,
  usedOn,
  category: 'SALW',
  quantity,
  shipmentId: null,
  ...over,
});
const goods = (category: GoodsCategory, quantity: number) => ({ category, quantity, description: 'x', unit: 'C62' });
const facts = (over: Partial<ExemptionFacts> = {}): ExemptionFacts => ({
  type: 'APPROVAL_REQUEST',
  consignee: { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY' },
  goods: [goods('SALW', 30), goods('SALW', 10), goods('AMMUNITION', 4000)],
  events: [],
  uses: [],
  ...over,
});
const salw = (quantity: number) => ({ goods: [{ category: 'SALW' as const, quantity }] });
const APPROVED = event('APPROVED', '2025-02-14', { expiresOn: '2025-12-31' });
const AMENDED = event('AMENDED', '2025-04-01', { scope: salw(50) });
const REVOKED = event('REVOKED', '2025-06-01');

describe('the terms on a day', () => {
  it.each<[string, EventFacts[], string, unknown[] | undefined]>([
    ['nothing decided', [], '2025-03-01', ['PENDING', null, null]],
    ['on hold', [event('ON_HOLD', '2025-02-01')], '2025-03-01', ['PENDING', null, null]],
    ['approved before', [APPROVED], '2025-03-01', ['APPROVED', '2025-02-14', 40]],
    ['approved after: with its own late date', [APPROVED], '2025-01-01', ['APPROVED', '2025-02-14', 40]],
    [
      'on hold, approved after',
      [event('ON_HOLD', '2025-02-01'), APPROVED],
      '2025-02-10',
      ['APPROVED', '2025-02-14', 40],
    ],
    ['amended before', [APPROVED, AMENDED], '2025-04-02', ['APPROVED', '2025-04-01', 50]],
    ['amended on the day', [APPROVED, AMENDED], '2025-04-01', ['APPROVED', '2025-04-01', 50]],
    ['amended after', [APPROVED, AMENDED], '2025-03-31', ['APPROVED', '2025-02-14', 40]],
    ['revoked before', [APPROVED, AMENDED, REVOKED], '2025-06-02', ['REFUSED', '2025-06-01', null]],
    ['revoked on the day', [APPROVED, REVOKED], '2025-06-01', ['REFUSED', '2025-06-01', null]],
    ['revoked after', [APPROVED, AMENDED, REVOKED], '2025-05-31', ['APPROVED', '2025-04-01', 50]],
    ['refused', [event('REFUSED', '2025-02-14')], '2025-01-01', ['REFUSED', '2025-02-14', null]],
    ['withdrawn', [event('WITHDRAWN', '2025-02-14')], '2025-03-01', undefined],
    [
      'replaced',
      [APPROVED, { ...APPROVED, revision: 1, decidedOn: '2025-02-15' }],
      '2025-03-01',
      ['APPROVED', '2025-02-15', 40],
    ],
  ])('%s', (_, events, day, wanted) => {
    const terms = termsOn(facts({ events }), day);
    const approved = terms?.scope?.goods.find(({ category }) => category === 'SALW')?.quantity ?? null;
    expect(terms && [terms.result, terms.decidedOn, approved]).toEqual(wanted);
  });

  it('of a notification are none', () => expect(termsOn(facts({ type: 'NOTIFICATION' }), AT_LAST)).toBeUndefined());

  it('keep what an amendment does not name, and narrow what an approval names', () => {
    const narrow = event('APPROVED', '2025-02-14', { scope: salw(5), expiresOn: '2025-12-31' });
    const longer = event('AMENDED', '2025-03-01', { expiresOn: '2026-06-30' });
    expect(termsOn(facts({ events: [narrow, longer] }), AT_LAST)).toMatchObject({
      decidedOn: '2025-03-01',
      expiresOn: '2026-06-30',
      scope: { ...salw(5), consignee: 'Gardiens Exemple SA' },
    });
  });

  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
  ])('have expired on %s: %s', (today, expired) =>
    expect(isExpired(termsOn(facts({ events: [APPROVED] }), AT_LAST), today)).toBe(expired),
  );
});

describe('the decision for an assessment', () => {
  const bill = '0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d';
  const uses = [
    use('2025-03-01', 4),
    use('2025-03-10', 5, { shipmentId: bill }),
    use('2025-03-11', 100, { category: 'AMMUNITION' }),
    use('2025-03-20', 7),
  ];
  it.each<[string, string | undefined, number, number]>([
    ['2025-02-28', undefined, 0, 0],
    ['2025-03-01', undefined, 4, 0],
    ['2025-03-11', undefined, 9, 100],
    ['2025-03-11', bill, 4, 100],
    ['2025-12-31', undefined, 16, 100],
  ])('on %s, except %s, counts %d and %d as used', (day, except, rifles, rounds) => {
    const decision = decisionOn(facts({ events: [APPROVED], uses }), day, except);
    expect(decision).toEqual({
      result: 'APPROVED',
      date: '2025-02-14',
      reference: 'COMM.12',
      expiry: '2025-12-31',
      scope: {
        categories: ['SALW', 'AMMUNITION'],
        quantity: 4040,
        quantityUsed: rifles + rounds,
        limits: [
          { category: 'SALW', quantity: 40, quantityUsed: rifles },
          { category: 'AMMUNITION', quantity: 4000, quantityUsed: rounds },
        ],
        consignee: 'Gardiens Exemple SA',
      },
    });
  });
  it('is pending, refused or none without terms', () => {
    expect(decisionOn(facts(), '2025-03-01')).toEqual({ result: 'PENDING' });
    const refused = facts({ events: [event('REFUSED', '2025-02-14')] });
    expect(decisionOn(refused, '2025-03-01')).toEqual({ result: 'REFUSED', date: '2025-02-14', reference: 'COMM.12' });
    expect(decisionOn(facts({ events: [event('WITHDRAWN', '2025-02-14')] }), '2025-03-01')).toBeUndefined();
  });
});

describe('a use', () => {
  it.each<[string, EventFacts[], UseFacts, UseFlag[]]>([
    ['in order', [APPROVED], use('2025-03-01', 40), []],
    ['on the last day', [APPROVED], use('2025-12-31', 1), []],
    ['one too many', [APPROVED], use('2025-03-01', 41), ['OVER_QUANTITY']],
    ['after the last day', [APPROVED], use('2026-01-01', 1), ['AFTER_EXPIRY']],
    ['the day before', [APPROVED], use('2025-02-13', 1), ['BEFORE_APPROVAL']],
    ['the same day', [APPROVED], use('2025-02-14', 1), ['SAME_DAY_AS_APPROVAL']],
    ['never approved', [], use('2025-03-01', 1), ['BEFORE_APPROVAL']],
    ['refused', [event('REFUSED', '2025-02-14')], use('2025-03-01', 1), ['BEFORE_APPROVAL']],
    ['after the revocation', [APPROVED, REVOKED], use('2025-06-01', 1), ['AFTER_REVOCATION']],
    ['before the revocation', [APPROVED, REVOKED], use('2025-05-31', 1), []],
    ['of what was not approved', [APPROVED], use('2025-03-01', 1, { category: 'MIL_VEHICLE' }), ['OVER_QUANTITY']],
    ['late and too much', [APPROVED], use('2026-01-01', 41), ['AFTER_EXPIRY', 'OVER_QUANTITY']],
    ['struck out', [APPROVED], use('2026-01-01', 0), []],
  ])('%s', (_, events, one, flags) =>
    expect([...flaggedUses(facts({ events, uses: [one] })).values()]).toEqual([flags]),
  );

  it('is added up in the order of the days, not of writing, and a replaced one counts for nothing', () => {
    const late = use('2025-03-20', 30, { seq: 0 });
    const early = use('2025-03-10', 20, { seq: 1 });
    const flags = flaggedUses(facts({ events: [APPROVED], uses: [late, early] }));
    expect([flags.get(early.id), flags.get(late.id)]).toEqual([[], ['OVER_QUANTITY']]);
    const less = { ...late, id: 'less', revision: 1, quantity: 10 };
    const again = flaggedUses(facts({ events: [APPROVED], uses: [late, early, less] }));
    expect([again.get(late.id), again.get('less')]).toEqual([undefined, []]);
  });

  it('of a notification is held against what was notified', () => {
    const flags = flaggedUses(facts({ type: 'NOTIFICATION', uses: [use('2025-03-01', 40), use('2025-03-02', 1)] }));
    expect([...flags.values()]).toEqual([[], ['OVER_QUANTITY']]);
  });

  it('is set off by category', () => {
    const uses = [use('2025-03-01', 41), use('2025-03-02', 3, { category: 'PARTS' })];
    expect(balanceOf(facts({ uses })).map(({ approved, remaining }) => [approved, remaining])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(balanceOf(facts({ events: [APPROVED], uses }))).toEqual([
      { category: 'SALW', unit: 'C62', requested: 40, approved: 40, used: 41, remaining: -1 },
      { category: 'AMMUNITION', unit: 'C62', requested: 4000, approved: 4000, used: 0, remaining: 4000 },
      { category: 'PARTS', unit: null, requested: 0, approved: 0, used: 3, remaining: -3 },
    ]);
  });
});

describe('the supply that a find is held against', () => {
  it.each<[string, Partial<ExemptionFacts>, boolean, string | null, boolean]>([
    ['never approved', {}, false, null, false],
    ['approved after the find', { events: [event('APPROVED', '2025-09-01')] }, false, '2025-09-01', false],
    ['approved, no use recorded', { events: [APPROVED] }, true, '2025-02-14', false],
    ['used', { events: [APPROVED], uses: [use('2025-03-20', 1), use('2025-03-01', 1)] }, true, '2025-03-01', true],
    ['revoked since', { events: [APPROVED, REVOKED] }, true, '2025-02-14', false],
    ['notified only', { type: 'NOTIFICATION' }, false, null, false],
  ])('%s', (_, over, isExempt, suppliedOn, isRecorded) =>
    expect(supplyOf({ ...facts(over), endUser: null }, '2025-08-02')).toMatchObject({
      isExempt,
      suppliedOn,
      isRecorded,
    }),
  );
});
