import { keysOf } from './serial-keys.rules';
import { knownCharacters, sharpness } from './serial-evidence.rules';
import { matchOf, ranked, type SerialMatch } from './serial-match.rules';
import { readPattern } from './serial-pattern.rules';
import type { SerialPattern, WeaponFact } from './serial.types';

const read = (text: string): SerialPattern => (readPattern(text) as { pattern: SerialPattern }).pattern;
const glock = { make: ['GLOCK'], calibre: ['9X19', '9MM'] };
const UNSAID: Record<WeaponFact, string> = { make: '', model: '', calibre: '', type: '' };
const match = (asked: string, raw: string, said: Partial<Record<WeaponFact, string>> = {}): SerialMatch | undefined =>
  matchOf({ pattern: read(asked), weapon: glock }, { ...keysOf(raw), weapon: { ...UNSAID, ...said } });

describe('how a mark meets a question', () => {
  it.each([
    ['A193427', 'a1-93427', 'EXACT', 'the same number'],
    ['A193427', 'AI93427', 'LOOK_ALIKE', 'the same once look-alikes are one (1/I)'],
    [
      '369257',
      '369J257',
      'LETTERS_DROPPED',
      'the same without letters between digits (369257), which older systems dropped',
    ],
    ['A1934', 'A1?34', 'PATTERN', 'the mark was read with gaps; 4 characters agree and none contradicts'],
    ['A1?34', 'A1934', 'PATTERN', 'the 4 known characters agree'],
    ['A19?4', 'A1?34', 'PATTERN', 'the mark was read with gaps; 3 characters agree and none contradicts'],
    ['*4521', 'GLK4521', 'PATTERN', 'the 4 known characters agree'],
    ['A193427', 'A193428', 'ONE_EDIT', 'one character differs (at 7)'],
    ['A163427', 'A193427', 'ONE_EDIT', 'one character differs (at 3, and the two are often taken for each other)'],
    ['A19427', 'A193427', 'ONE_EDIT', 'the mark has one character more (at 4)'],
  ])('%s and %s: %s', (asked, raw, way, reason) => {
    expect(match(asked, raw)).toMatchObject({ way, reasons: [reason] });
  });

  it.each([
    ['A193427', 'A193488'],
    ['A1934', 'B1?34'],
    ['A1???', '??934'],
    ['A1?34', 'A1935'],
    ['*4521', '45210'],
    ['A193427', 'OBLITERATED'],
  ])('%s and %s do not', (asked, raw) => {
    expect(match(asked, raw)).toBeUndefined();
  });

  it('is ranked by how unlikely chance is, the surer way first', () => {
    const marks = ['A193428', 'AI93427', 'A1?3427', 'A1-93427', 'A19J3427'];
    const found = ranked(marks.flatMap((raw, key) => [{ key, raw, match: match('A193427', raw)! }]));
    expect(found.map(({ raw }) => raw)).toEqual(['A1-93427', 'AI93427', 'A1?3427', 'A19J3427', 'A193428']);
  });

  it('says the chance, and what speaks for and against', () => {
    expect(match('A1934', 'A1934')).toMatchObject({ chance: '1 in 400,000', expectedInMillion: 2.5, score: 56 });
    expect(match('A1934', 'A1934', { make: 'GLOCK', calibre: '9MM' })).toMatchObject({
      chance: '1 in 16,000,000',
      reasons: ['the same number', 'same make', 'same calibre'],
    });
    const other = match('A1934', 'A1934', { make: 'TAURUS', calibre: '9X19' })!;
    expect(other.facts).toEqual([
      { fact: 'make', agrees: false },
      { fact: 'calibre', agrees: true },
    ]);
    expect(other.score).toBeLessThan(match('A1934', 'A1934')!.score);
    expect(match('A1934', 'A1935')!.score).toBeLessThan(match('A1634', 'A1934')!.score);
  });
});

describe('how sharp a question is', () => {
  it.each([
    ['A1934', 5, 5.6],
    ['A1?34', 4, 4.6],
    ['[68]12', 3, 3.3],
    ['A1~2', 2, 2.9],
    ['*4521', 4, 4],
    ['AB*', 2, 2],
    ['*452*', 3, 2.2],
    ['*45*2*', 3, 1.3],
    ['A*5*2', 3, 2.1],
    ['*4*5*2*', 3, 0.3],
    ['???', 0, 0.6],
  ])('%s: %d known characters, one in ten to the power of %d', (text, known, power) => {
    expect([knownCharacters(read(text)), Number(sharpness(read(text)).toFixed(1))]).toEqual([known, power]);
  });
});
