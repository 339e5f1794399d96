import { compareTotals, listedTotals } from './totals.rules';

describe('totals', () => {
  const items = [
    { category: 'AMMUNITION', quantity: 638, calibre: '5.56x45' },
    { category: 'AMMUNITION', quantity: 278, calibre: '9x19' },
    { category: 'AMMUNITION', quantity: 88, calibre: '7.62 × 39' },
    { category: 'FIREARM', quantity: 1, calibre: '9x19', type: 'PISTOL' },
    { category: 'FIREARM', quantity: 1, type: 'RIFLE' },
  ] as const;

  it.each([
    ['the whole category', { category: 'AMMUNITION', quantity: 999 }, 1004, -5],
    ['one calibre', { category: 'AMMUNITION', calibre: '9x19', quantity: 278 }, 278, 0],
    ['one calibre, spelt otherwise', { category: 'AMMUNITION', calibre: '7.62x39', quantity: 90 }, 88, 2],
    ['one type', { category: 'FIREARM', type: 'Rifle', quantity: 22 }, 1, 21],
    ['a category without items', { category: 'MAGAZINE', quantity: 34 }, 0, 34],
  ] as const)('compares %s', (_, stated, listed, difference) => {
    expect(compareTotals([{ ...stated, source: 'press' }], items)).toEqual([
      { ...stated, source: 'press', listed, difference, agrees: difference === 0 },
    ]);
  });

  it('adds up by category', () => {
    expect(listedTotals(items)).toEqual({ AMMUNITION: 1004, FIREARM: 2 });
  });
});
