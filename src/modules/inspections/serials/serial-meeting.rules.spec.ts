import fc from 'fast-check';
import { fold, foldedSet } from './serial-keys.rules';
import { meet } from './serial-meeting.rules';
import { completePattern, readPattern, writePattern } from './serial-pattern.rules';
import { RUN, type SerialPattern } from './serial.types';

const read = (text: string): SerialPattern => {
  const reading = readPattern(text, 'as stored');
  return reading.ok ? reading.pattern : [];
};
const meets = (one: string, other: string): boolean => meet(read(one), read(other)) !== undefined;
const shown = (one: string, other: string): string | undefined =>
  meet(read(one), read(other))
    ?.map(({ asked, stored, agreement }) => `${asked}${stored}${agreement[0]}`)
    .join(' ');

describe('the grammar of numbers with gaps', () => {
  it.each([
    ['A[6G8', 'OPEN_BRACKET', 1],
    ['A[]1', 'EMPTY_BRACKET', 1],
    ['A]1', 'CLOSING_BRACKET', 1],
    ['~A1', 'TILDE_AFTER_NOTHING', 0],
    ['A?~1', 'TILDE_AFTER_NOTHING', 2],
    ['--', 'EMPTY', 0],
  ])('refuses %s where it is asked: %s at %d', (text, fault, at) => {
    expect(readPattern(text)).toEqual({ ok: false, fault, at });
  });

  it.each([
    ['A1-93 427', 'A193427'],
    ['[8G68]1', '[68G]1'],
    ['A**1', 'A*1'],
    ['1~[68]~', '1~[68]~'],
  ])('reads %s as %s', (text, written) => {
    expect(writePattern(read(text))).toBe(written);
  });
});

describe('two numbers meet', () => {
  it.each([
    ['A1934', 'A1?34', true],
    ['A193', 'A1?34', false],
    ['A1*34', 'A134', true],
    ['*4521', 'GLK4521', true],
    ['*4521', 'GLK45210', false],
    ['*45*21*', 'X45AB21', true],
    ['[6G8]1', '81', true],
    ['[6G8]1', 'B1', true],
    ['[6G8]1', '71', false],
    ['A1~9', 'A79', true],
    ['O1S', '015', true],
    ['A1??', '??34', true],
    ['A1*', '*34', true],
    ['A1*', 'B*', false],
    ['A?9*', '*1934', true],
    ['*', 'ABC', true],
    ['A', 'AB', false],
  ])('%s and %s: %s', (one, other, together) => {
    expect([meets(one, other), meets(other, one)]).toEqual([together, together]);
  });

  it('side by side', () => {
    expect(shown('A1934', 'A1?34')).toBe('AAS 11S 9?U 33S 44S');
    expect(shown('*34', 'A034')).toBe('AU 0U 33S 44S');
    expect(shown('O1~4', '0?4')).toBe('O0L 1?U 44S');
    expect(shown('[68]1~', '81')).toBe('[68]8S 11D');
  });

  it('takes the alignment in which most agrees', () => {
    expect(meet(read('*12*'), read('1212'))!.filter(({ agreement }) => agreement === 'SAME')).toHaveLength(2);
    expect(meet(read('*1?2*'), read('*112*'))!.filter(({ agreement }) => agreement === 'SAME')).toHaveLength(2);
  });
});

const signs = fc.constantFrom(...'01AIOS58Z2');
const part = fc.oneof(
  { weight: 6, arbitrary: signs },
  { weight: 2, arbitrary: fc.constant('?') },
  { weight: 1, arbitrary: fc.constant('*') },
  { weight: 1, arbitrary: fc.uniqueArray(signs, { minLength: 1, maxLength: 3 }).map((set) => `[${set.join('')}]`) },
  { weight: 1, arbitrary: signs.map((sign) => `${sign}~`) },
);
const patternText = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
const number = fc.array(signs, { minLength: 1, maxLength: 8 }).map((word) => word.join(''));

/** What the grammar says, written out as a regular expression by somebody else's machine. */
const grammar = (pattern: SerialPattern): RegExp =>
  new RegExp(
    `^${pattern.map((one) => (one === RUN ? '.*' : one.of === '' || one.doubtful ? '.' : `[${foldedSet(one.of)}]`)).join('')}$`,
  );

describe('for any number and pattern', () => {
  it('meeting is what the grammar says', () => {
    fc.assert(
      fc.property(patternText, number, (text, norm) => {
        const pattern = read(text);
        return (meet(pattern, completePattern(norm)) !== undefined) === grammar(pattern).test(fold(norm));
      }),
      { numRuns: 2000 },
    );
  });

  it('meeting is symmetric, and what is written is read back', () => {
    fc.assert(fc.property(patternText, patternText, (one, other) => meets(one, other) === meets(other, one)));
    fc.assert(
      fc.property(patternText, (text) => writePattern(read(writePattern(read(text)))) === writePattern(read(text))),
    );
  });

  it('a pattern that holds for a number meets every other pattern that does', () => {
    fc.assert(
      fc.property(number, fc.infiniteStream(fc.nat(5)), fc.infiniteStream(fc.nat(5)), (norm, one, other) => {
        const blur = (noise: Iterator<number>): string =>
          [...norm]
            .map((sign) => ['?', '*', `${sign}~`, `[${sign}X]`, sign, sign][noise.next().value as number])
            .join('');
        return meets(blur(one), blur(other));
      }),
    );
  });
});
