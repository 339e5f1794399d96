import { itemOfRow } from './item-table.rules';

it('keeps every cell, also under names that stand twice or mean something to the program', () => {
  const names = ['category', 'shelf', 'shelf', '', '__proto__'];
  expect(itemOfRow(names, { cells: ['OTHER', '7', '8', '9', 'x'], line: 2 })).toEqual({
    line: 2,
    value: { category: 'OTHER' },
    unread: Object.fromEntries([
      ['shelf', '7'],
      ['shelf (column 3)', '8'],
      ['column 4', '9'],
      ['__proto__', 'x'],
    ]),
    text: 'OTHER\t7\t8\t9\tx',
  });
});
