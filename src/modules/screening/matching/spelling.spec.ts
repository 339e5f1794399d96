import fc from 'fast-check';
import { splitAliases } from './alias.rules';
import { creoleKey } from './creole.rules';
import { halfEdits } from './edit.rules';
import { fold, skeleton } from './fold.rules';
import { hangulSyllables } from './hangul.rules';
import { hanForms } from './han.rules';
import { leastHalfEdits, letterCounts } from './letter-counts.rules';
import { numberAt } from './numbers.rules';
import { wordsOf } from './words.rules';

describe('half edits', () => {
  it.each([
    ['casimir', 'casimir', 0],
    ['casimir', 'casimer', 1],
    ['casimir', 'kasimir', 1],
    ['casimir', 'cassimir', 1],
    ['casimir', 'casimi', 1],
    ['altenor', 'altenord', 1],
    ['casimir', 'casmiir', 2],
    ['casimir', 'cabimir', 2],
    ['casimir', 'dorsaint', 4],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(halfEdits(one, other, 3)).toBe(expected);
    expect(halfEdits(other, one, 3)).toBe(expected);
  });
  const word = fc.string({ unit: fc.constantFrom(...'abcdehijklmnoprstuvwxyz01'), minLength: 1, maxLength: 12 });
  it('are never under the bound by letters', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const edits = halfEdits(one, other, 40);
        expect(leastHalfEdits(letterCounts(one), letterCounts(other))).toBeLessThanOrEqual(edits);
        expect(halfEdits(other, one, 40)).toBe(edits);
        expect(halfEdits(one, other, 2)).toBe(Math.min(edits, 3));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('the Creole key', () => {
  it.each([
    ['roody', 'woody'],
    ['cherline', 'cheline'],
    ['lourdes', 'loudes'],
    ['altenor', 'altenord'],
    ['toussaint', 'tousen'],
    ['beauvoir', 'bovwa'],
    ['jacques', 'jak'],
    ['etienne', 'etyen'],
    ['jn', 'jean'],
    ['sainvil', 'sinvil'],
    ['baptiste', 'batis'],
  ])('joins %s and %s', (one, other) => {
    expect(creoleKey(one)).toBe(creoleKey(other));
  });
  it.each([
    ['wilson', 'wilner'],
    ['casimir', 'dorsaint'],
    ['marie', 'rose'],
  ])('parts %s and %s', (one, other) => {
    expect(creoleKey(one)).not.toBe(creoleKey(other));
  });
  it('is never empty', () => {
    expect(creoleKey('es')).toBe('es');
    expect(creoleKey('r')).toBe('r');
  });
});

describe('spellings of one sound', () => {
  it.each([
    ['josef', 'joseph'],
    ['gorbachov', 'gorbatschow'],
    ['schultz', 'shulz'],
    ['benoit', 'benwat'],
    ['yussuf', 'youssouf'],
    ['xi', 'hsi'],
  ])('%s and %s fold alike', (one, other) => expect(fold(one)).toBe(fold(other)));
  it.each([
    ['mohammed', 'mhmd'],
    ['hassan', 'hsn'],
    ['khaled', 'khald'],
  ])('%s has the consonants of %s', (one, other) => expect(skeleton(one)).toBe(skeleton(other)));
});

describe('scripts', () => {
  it('reads Hangul by syllables', () => expect(hangulSyllables('김정은', true)).toEqual(['kim', 'jong', 'un']));
  it('knows how surnames are written', () => expect(hangulSyllables('이민호', true)[0]).toBe('lee'));
  it('reads Han characters three ways', () => {
    expect(hanForms('金正恩')).toEqual(expect.arrayContaining(['Jin Zheng En', 'kim jong un']));
    expect(hanForms('山田太郎')).toContain('yamata taro');
    expect(hanForms('山田太郎')).toContain('yamada taro');
  });
  it('reads unknown characters in Mandarin alone', () => expect(hanForms('龘靐')).toHaveLength(1));
});

describe('words', () => {
  it.each<[string, string[]]>([
    ["Vitel'homme Innocent", ['vitelhomme', 'innocent']],
    ['A.B.C. Company', ['abc', 'company']],
    ['M/V Lady', ['mv', 'lady']],
    ['G-9 an Fanmi', ['g9', 'an', 'fanmi']],
    ['400Mawozo', ['400', 'mawozo']],
    ['3%ers', ['3', 'percent', 'ers']],
    ['FridrichBuchenberg', ['fridrich', 'buchenberg']],
    ['القذافي', ['al', 'qdhafy']],
  ])('%s', (text, expected) => expect(wordsOf(text, 'group').map((word) => word.text)).toEqual(expected));
  it('reads figures for letters in persons only', () => {
    expect(wordsOf('Sech1n', 'person').map((word) => word.text)).toEqual(['sechin']);
    expect(wordsOf('Sech1n', 'group').map((word) => word.text)).toEqual(['sech1n']);
  });
});

describe('numbers', () => {
  it.each([
    ['400', 400],
    ['Kat San', 400],
    ['Quatre Cents', 400],
    ['Forty-Four', 44],
    ['Forty 4', 44],
    ['Senk', 5],
    ['Twa', 3],
    ['1st', 1],
  ])('%s is %s', (text, value) => {
    const words = wordsOf(text, 'group');
    expect(numberAt(words, 0)).toEqual({ value, length: words.length });
  });
  it('reads Roman numerals after something only', () => {
    const words = wordsOf('X Marie VII', 'thing');
    expect([0, 1, 2].map((at) => numberAt(words, at)?.value)).toEqual([undefined, undefined, 7]);
  });
});

describe('aliases inside a name', () => {
  it.each<[string, string, string[]]>([
    ['Wilner Dorsaint alias Ti Wil', 'Wilner Dorsaint', ['Ti Wil']],
    ['Wilner Dorsaint dit « Ti Wil »', 'Wilner Dorsaint', ['Ti Wil']],
    ['Wilner "Ti Wil" Dorsaint', 'Wilner Dorsaint', ['Ti Wil']],
    ['Wilner Dorsaint (a.k.a. Ti Wil)', 'Wilner Dorsaint', ['Ti Wil']],
    ['Wilner Dorsaint / Ti Wil', 'Wilner Dorsaint', ['Ti Wil']],
    ['Benedit Dorsaint', 'Benedit Dorsaint', []],
  ])('%s', (text, main, aliases) => {
    const split = splitAliases(text, true);
    expect(split.main).toBe(main);
    expect(split.aliases.map((alias) => alias.replace(/^a\.k\.a\. /, ''))).toEqual(aliases);
  });
  it('leaves what a firm writes in brackets', () =>
    expect(splitAliases('Dumas (Haiti) SA', false).aliases).toEqual([]));
});
