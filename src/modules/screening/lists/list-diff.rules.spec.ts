import fc from 'fast-check';
import { diffList, type KnownEntry, ageVerdict, shrinkVerdict, toScreen } from './list-diff.rules';

const known = (hash: string, delistedOn: string | null = null): KnownEntry => ({ hash, delistedOn });

it('tells added, changed, unchanged, delisted and relisted apart', () => {
  const previous = new Map([
    ['same', known('1')],
    ['changed', known('1')],
    ['gone', known('1')],
    ['back', known('1', '2024-01-01')],
    ['back changed', known('1', '2024-01-01')],
    ['long gone', known('1', '2024-01-01')],
  ]);
  const next = new Map([
    ['same', '1'],
    ['changed', '2'],
    ['back', '1'],
    ['back changed', '2'],
    ['new', '1'],
  ]);
  const diff = diffList(previous, next);
  expect(diff).toEqual({
    added: ['new'],
    changed: ['changed'],
    unchanged: ['same'],
    delisted: ['gone'],
    relisted: ['back', 'back changed'],
    stillDelisted: ['long gone'],
  });
  expect(toScreen(diff)).toEqual(['new', 'changed', 'back', 'back changed']);
});

it('puts every entry of both versions in exactly one list', () => {
  const ids = fc.constantFrom(...'abcdefgh');
  const hashes = fc.constantFrom('1', '2');
  const entries = fc.record({ hash: hashes, delistedOn: fc.constantFrom(null, '2024-01-01') });
  fc.assert(
    fc.property(fc.array(fc.tuple(ids, entries)), fc.array(fc.tuple(ids, hashes)), (before, after) => {
      const [previous, next] = [new Map(before), new Map(after)];
      const all = Object.values(diffList(previous, next)).flat();
      expect(all.sort()).toEqual([...new Set([...previous.keys(), ...next.keys()])].sort());
    }),
  );
});

it.each([
  [1000, 1003, {}, true],
  [1000, 101, {}, true],
  [1000, 100, {}, false],
  [1000, 0, {}, false],
  [100, 10, {}, false],
  [1, 0, {}, false],
  [0, 0, {}, true],
  [0, 5, {}, true],
  [1000, 100, { forced: true }, true],
  [1000, 500, { shrink: 0.5 }, false],
  [1000, 1000, { shrink: 0 }, true],
  [1000, 1000, { kept: 100 }, false],
  [1000, 1000, { kept: 101 }, true],
  [1000, 1000, { kept: 0, forced: true }, true],
  [19, 19, { kept: 0 }, true],
])('from %d to %d entries with %j: allowed is %s', (before, after, options, allowed) => {
  expect(shrinkVerdict(before, after, options).allowed).toBe(allowed);
});

it('says why a shrunken list is refused', () => {
  expect(shrinkVerdict(1003, 2000, { kept: 3 })).toMatchObject({
    reasons: [{ code: 'LIST_SHRANK', detail: 'the list would keep 3 of its 1003 entries' }],
  });
  expect(shrinkVerdict(1003, 11)).toMatchObject({
    reasons: [{ code: 'LIST_SHRANK', detail: 'the list would shrink from 1003 to 11 entries (99 %)' }],
  });
});

describe('a list that is older than the live one', () => {
  const [older, newer] = [new Date('2020-01-01'), new Date('2026-02-27')];

  it.each([
    ['older', newer, older, {}, false],
    ['older, but two persons say so', newer, older, { forced: true }, true],
    ['newer', older, newer, {}, true],
    ['of the same moment', newer, newer, {}, true],
    ['without a date', newer, null, {}, true],
    ['the first', null, older, {}, true],
  ])('%s', (_, live, next, options, allowed) => {
    expect(ageVerdict(live, next, options).allowed).toBe(allowed);
  });
});
