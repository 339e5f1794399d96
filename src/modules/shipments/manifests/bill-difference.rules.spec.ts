import { differencesBetween } from './bill-difference.rules';

describe('two versions of a bill', () => {
  it.each([
    ['that say the same', { a: 1, b: ['x'] }, { a: 1, b: ['x'] }, []],
    ['where one field changed', { a: 1 }, { a: 2 }, [{ pointer: '/a', before: 1, after: 2 }]],
    ['where a field came', {}, { a: 'x' }, [{ pointer: '/a', before: null, after: 'x' }]],
    ['where absent and null are the same', { a: null }, {}, []],
    [
      'where a list of texts changed, as a whole',
      { hs: ['1', '2'] },
      { hs: ['1'] },
      [{ pointer: '/hs', before: ['1', '2'], after: ['1'] }],
    ],
    [
      'inside a party',
      { parties: [{ role: 'NOTIFY', name: 'A' }] },
      { parties: [{ role: 'NOTIFY', name: 'B' }] },
      [{ pointer: '/parties/0/name', before: 'A', after: 'B' }],
    ],
    [
      'where a container went',
      { containers: [{ number: 'A' }, { number: 'B' }] },
      { containers: [{ number: 'A' }] },
      [{ pointer: '/containers/1', before: { number: 'B' }, after: null }],
    ],
    ['with a name that needs escaping', { 'a/b~': 1 }, { 'a/b~': 2 }, [{ pointer: '/a~1b~0', before: 1, after: 2 }]],
  ])('%s', (_, before, after, expected) => {
    expect(differencesBetween(before, after)).toEqual(expected);
  });
});
