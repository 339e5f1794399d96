import { changesBetween } from './amendment.rules';

const rifle = { seq: 2, category: 'FIREARM', quantity: 1, serial: 'A1' };
const rounds = { seq: 10, category: 'AMMUNITION', quantity: 999 };
const before = { fields: { placeName: 'Cap-Haitien', result: 'FOUND' }, items: [rifle, rounds] };

it.each([
  ['nothing', before, []],
  [
    'nothing, with its keys in another order',
    { ...before, items: [{ serial: 'A1', quantity: 1, category: 'FIREARM', seq: 2 }, rounds] },
    [],
  ],
  [
    'a field changed, one gone, one new',
    { ...before, fields: { placeName: 'Port terminal', terminal: 'Quay 2' } },
    [
      { pointer: '/placeName', before: 'Cap-Haitien', after: 'Port terminal' },
      { pointer: '/result', before: 'FOUND' },
      { pointer: '/terminal', after: 'Quay 2' },
    ],
  ],
  [
    'items by place and not by position',
    {
      ...before,
      items: [
        { ...rounds, quantity: 1004 },
        { ...rifle, seq: 11 },
      ],
    },
    [
      { pointer: '/items/2', before: rifle },
      { pointer: '/items/10', before: rounds, after: { ...rounds, quantity: 1004 } },
      { pointer: '/items/11', after: { ...rifle, seq: 11 } },
    ],
  ],
])('tells %s', (_, after, changes) => {
  expect(changesBetween(before, after)).toEqual(changes);
});
