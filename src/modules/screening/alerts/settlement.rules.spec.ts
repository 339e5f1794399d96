import type { Hit, StandingAlert } from './alert.types';
import { settle } from './settlement.rules';

const hit = (subjectKey: number, entryKey: number, basis: string): Hit => ({
  ...{ subjectKey, recordKey: subjectKey, pointer: '', listKey: 1, entryKey, contentKey: entryKey, basis },
  ...{ score: 0.9, features: [], compared: { subject: named, entry: named } },
});
const named = { schema: 'Person', names: [] } as const;
const alert = (subject_key: number, entry_key: number, basis: string): StandingAlert => ({
  ...{ id: `${subject_key}-${entry_key}-${basis}`, record_key: subject_key, subject_key, entry_key, basis, level: 0 },
});

const told = (hits: readonly Hit[], standing: readonly StandingAlert[], listed: readonly number[]): string[] => {
  const { open, end } = settle(hits, standing, new Set(listed));
  return [
    ...open.map(({ subjectKey, entryKey, basis }) => `open ${subjectKey}-${entryKey}-${basis}`),
    ...end.map(({ alert: { id }, state, because }) => `${state} ${id} ${because}`),
  ];
};

it.each([
  ['a hit nobody has seen opens', [hit(1, 5, 'a')], [], ['open 1-5-a']],
  ['a hit on the same values is left as it was judged', [hit(1, 5, 'a')], [alert(1, 5, 'a')], []],
  [
    'a hit on other values opens, and the alert before makes room',
    [hit(1, 5, 'b')],
    [alert(1, 5, 'a')],
    ['open 1-5-b', 'SUPERSEDED 1-5-a VALUES_CHANGED'],
  ],
  ['a pair that is no hit any more lapses', [], [alert(1, 5, 'a')], ['LAPSED 1-5-a NO_LONGER_A_HIT']],
  ['an entry that is off its list lapses', [], [alert(1, 6, 'a')], ['LAPSED 1-6-a DELISTED']],
  [
    'what was said of one pair says nothing of another',
    [hit(1, 5, 'a'), hit(2, 5, 'a'), hit(1, 7, 'a')],
    [alert(1, 5, 'a')],
    ['open 2-5-a', 'open 1-7-a'],
  ],
  [
    'a former alert on the same values beside a newer one stands for them',
    [hit(1, 5, 'a')],
    [alert(1, 5, 'b'), alert(1, 5, 'a')],
    ['SUPERSEDED 1-5-b VALUES_CHANGED'],
  ],
])('%s', (_, hits, standing, expected) => expect(told(hits, standing, [5, 7])).toEqual(expected));
