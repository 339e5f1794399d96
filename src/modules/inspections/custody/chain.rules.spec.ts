import { chainOf, standing, unaccounted } from './chain.rules';
import type { CustodyEvent } from './custody.types';

const nothing = {
  ...{ place: null, fromHolder: null, toHolder: null, sealFound: null, sealSet: null, reason: null, statement: null },
  ...{ disposal: null, proofSha256: null, proofIsAttached: false, corrects: null },
};
const event = (seq: number, day: number, more: Partial<CustodyEvent>): CustodyEvent => ({
  ...nothing,
  seq,
  kind: 'HANDED_OVER',
  occurredAt: `2026-01-${String(day).padStart(2, '0')}T10:00:00-05:00`,
  ...more,
});
const seized = event(0, 6, { kind: 'SEIZED', toHolder: 'AGD Cap-Haitien', sealSet: 'SL 20913' });
const handed = event(1, 7, {
  ...{ fromHolder: 'AGD Cap-Haïtien', toHolder: 'BLTS', sealFound: 'SL-20913', statement: 'Received, signed' },
});
const stored = event(2, 8, { kind: 'STORED', toHolder: 'BLTS', sealFound: 'sl20913' });
const proof = { proofSha256: 'a'.repeat(64), proofIsAttached: true };
const destroyed = event(3, 9, { kind: 'DISPOSED', disposal: 'DESTROYED', sealFound: 'SL20913', ...proof });

const codes = (...events: CustodyEvent[]): [string, number | null][] =>
  chainOf(events).breaks.map(({ code, seq }) => [code, seq]);

it('a whole chain is unbroken, and says who holds it', () => {
  expect(chainOf([seized, handed, stored, destroyed])).toEqual({
    unbroken: true,
    breaks: [],
    holder: 'BLTS',
    seal: 'SL 20913',
    disposal: 'DESTROYED',
  });
});

it('goes by when things happened and not by when they were told', () => {
  expect(
    chainOf([
      { ...handed, seq: 0 },
      { ...seized, seq: 1 },
    ]).unbroken,
  ).toBe(true);
});

it.each<[string, CustodyEvent[], [string, number | null][]]>([
  ['nothing told', [], [['NO_SEIZURE', null]]],
  [
    'no seizure',
    [handed],
    [
      ['NO_SEIZURE', null],
      ['BEFORE_SEIZURE', 1],
    ],
  ],
  [
    'handed over before it was seized',
    [{ ...seized, occurredAt: '2026-01-08T10:00:00-05:00' }, handed],
    [['BEFORE_SEIZURE', 1]],
  ],
  ['seized twice', [seized, event(5, 7, { kind: 'SEIZED', toHolder: 'AGD' })], [['SEIZED_TWICE', 5]]],
  ['from another holder', [seized, { ...handed, fromHolder: 'DCPJ' }], [['OTHER_HOLDER', 1]]],
  ['stored by who never got it', [seized, { ...stored, toHolder: 'Central Armoury' }], [['OTHER_HOLDER', 2]]],
  ['another seal', [seized, { ...handed, sealFound: 'SL 20914' }], [['OTHER_SEAL', 1]]],
  ['a seal nobody looked at', [seized, { ...handed, sealFound: null }], [['SEAL_NOT_CHECKED', 1]]],
  ['handed over to nobody', [seized, { ...handed, toHolder: null }], [['TAKER_MISSING', 1]]],
  ['no signature', [seized, { ...handed, statement: null }], [['NOT_SIGNED', 1]]],
  ['destroyed without proof', [seized, { ...destroyed, proofSha256: null }], [['PROOF_MISSING', 3]]],
  ['a proof that is not there', [seized, { ...destroyed, proofIsAttached: false }], [['PROOF_NOT_ATTACHED', 3]]],
  [
    'handed over after it was destroyed',
    [seized, { ...destroyed, occurredAt: seized.occurredAt }, handed],
    [['AFTER_DISPOSAL', 1]],
  ],
  [
    'retained, and destroyed later',
    [seized, { ...destroyed, seq: 2, disposal: 'RETAINED' }, event(4, 20, destroyed)],
    [],
  ],
  [
    'opened by the laboratory and sealed anew',
    [
      seized,
      event(2, 7, { kind: 'EXAMINED', sealFound: 'SL20913', sealSet: 'LAB 7' }),
      { ...stored, seq: 3, sealFound: 'LAB7', toHolder: null },
    ],
    [],
  ],
])('%s', (_, events, breaks) => {
  expect(codes(...events)).toEqual(breaks);
});

it('a correction takes the place of what it corrects, and a correction can be corrected', () => {
  const wrong = { ...handed, fromHolder: 'DCPJ' };
  expect(codes(seized, wrong, { ...handed, seq: 2, corrects: 1 })).toEqual([]);
  const [, last] = standing([seized, wrong, { ...wrong, seq: 2, corrects: 1 }, { ...handed, seq: 3, corrects: 2 }]);
  expect(last!.seq).toBe(3);
});

it('tells which items are in no exhibit, in part, or more than there are', () => {
  const items = [0, 1, 2, 3].map((seq) => ({ seq, quantity: 10 }));
  const exhibits = [
    {
      items: [
        { seq: 0, quantity: 10 },
        { seq: 1, quantity: 4 },
      ],
    },
    { items: [{ seq: 2, quantity: 11 }] },
    { items: [{ seq: 4, quantity: 1 }] }, // withdrawn from the list since
  ];
  expect(unaccounted(items, exhibits)).toEqual([
    { seq: 1, listed: 10, exhibited: 4 },
    { seq: 2, listed: 10, exhibited: 11 },
    { seq: 3, listed: 10, exhibited: 0 },
    { seq: 4, listed: 0, exhibited: 1 },
  ]);
});
