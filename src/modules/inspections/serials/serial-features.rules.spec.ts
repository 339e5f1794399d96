import fc from 'fast-check';
import { editBetween, oneEditAway } from './one-edit.rules';
import { anchorsOf, anchorsShared, tokensAsked, tokensOf } from './serial-features.rules';
import { fold } from './serial-keys.rules';
import { meet } from './serial-meeting.rules';
import { completePattern, readPattern } from './serial-pattern.rules';
import type { SerialPattern } from './serial.types';

const read = (text: string): SerialPattern => (readPattern(text, 'as stored') as { pattern: SerialPattern }).pattern;
const weapon = { make: 'GLOCK', model: '19', calibre: '9X19', type: 'PISTOL' };
const number = fc.array(fc.constantFrom(...'0123AIOS'), { minLength: 1, maxLength: 14 }).map((word) => word.join(''));
const gaps = fc.array(fc.constantFrom('?', '*', '~', '[]', '', '', ''), { minLength: 14, maxLength: 14 });
const blur = (norm: string, noise: readonly string[]): string =>
  [...norm]
    .map((sign, i) => ({ '?': '?', '*': '*', '~': `${sign}~`, '[]': `[${sign}7]`, '': sign })[noise[i] as '?'] ?? sign)
    .join('');

describe('features of numbers', () => {
  it('a question with gaps asks for nothing that an answer does not have', () => {
    fc.assert(
      fc.property(number, gaps, (norm, noise) => {
        const has = new Set(tokensOf(fold(norm), weapon));
        return tokensAsked(read(blur(norm, noise))).every((token) => has.has(token));
      }),
      { numRuns: 2000 },
    );
  });

  it('a complete question shares an anchor with every stored mark with gaps that is it, unless nothing of the mark is known', () => {
    fc.assert(
      fc.property(number, gaps, (norm, noise) => {
        const anchors = anchorsOf(read(blur(norm, noise)));
        const shared = new Set(anchorsShared(fold(norm)));
        return anchors.length === 0 || anchors.some((anchor) => shared.has(anchor));
      }),
      { numRuns: 2000 },
    );
  });

  it('marks of which nothing is known have no anchor', () => {
    expect(['?', '*', '???', '[68]?'].map((text) => anchorsOf(read(text)))).toEqual([[], [], [], []]);
  });

  it('two with gaps and of one length share an anchor where three characters agree', () => {
    const shared = (one: string, other: string): boolean =>
      anchorsOf(read(one)).some((anchor) => anchorsOf(read(other)).includes(anchor));
    expect([shared('A1?3?', 'A?93?'), shared('A19?4', 'A1?34'), shared('A1934?', '?19345')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it.each([
    ['12345', '12445', 'CHANGED', 2, 1],
    ['12345', '17345', 'CHANGED', 1, 1],
    ['12345', '12395', 'CHANGED', 3, 1],
    ['16345', '19345', 'CHANGED', 1, 0.3],
    ['UV', 'VV', 'CHANGED', 0, 0.3],
    ['1235', '12345', 'LEFT_OUT', 3, 1],
    ['123345', '12345', 'PUT_IN', 3, 1],
    ['12354', '12345', 'EXCHANGED', 3, 1],
  ])('%s to %s is %s at %d, cost %d', (asked, stored, kind, at, cost) => {
    expect(editBetween(asked, stored)).toEqual({ kind, at, cost });
    expect(oneEditAway(asked)).toContain(stored);
  });

  it('one edit away is what one edit makes', () => {
    fc.assert(
      fc.property(
        number.filter((norm) => norm.length < 8),
        (norm) => {
          const folded = fold(norm);
          return oneEditAway(folded).every((other) => editBetween(folded, other) !== undefined);
        },
      ),
      { numRuns: 30 },
    );
    expect([editBetween('123', '123'), editBetween('123', '321'), editBetween('1', '123')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('what meets is found: complete marks by tokens', () => {
    const asked = read('A?9*');
    expect(meet(asked, completePattern('A19345'))).toBeDefined();
    expect(tokensAsked(asked).length).toBe(2);
  });
});
