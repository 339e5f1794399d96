import fc from 'fast-check';
import { core, fold, keysOf, latin } from './serial-keys.rules';

describe('keys of a mark', () => {
  it.each([
    ['a1-934 27', 'A193427', 'A193427', 'A193427'],
    ['O1S8Z', 'O1S8Z', '01582', '0182'],
    ['369J257', '369J257', '369J257', '369257'],
    ['369M257', '369M257', '369M257', '369257'],
    ['AB123C456D', 'AB123C456D', 'A8123C4560', 'A81234560'],
    ['АК 1234', 'AK1234', 'AK1234', 'AK1234'],
    ['Ж1234', 'ZH1234', '2H1234', '2H1234'],
    ['١٢٣٤', '1234', '1234', '1234'],
  ])('%s: norm %s, folded %s, core %s', (raw, norm, folded, withoutLetters) => {
    expect(keysOf(raw)).toEqual({ norm, folded, core: withoutLetters, pattern: null, like: null });
  });

  it.each([
    ['A1?34', 'A1?34', 'A1_34'],
    ['[6G8]1-234', '[68G]1234', '_1234'],
    ['*4521', '*4521', '%4521'],
    ['12~34', '12~34', '1_34'],
    ['[6G]9', '[6G]9', '69'],
    ['~12[', '12?', '12_'],
  ])('%s is a pattern and no number', (raw, pattern, like) => {
    expect(keysOf(raw)).toEqual({ norm: null, folded: null, core: null, pattern, like });
  });

  it('of a mark that is known to be partial leave room before and after', () => {
    expect(keysOf('A19', true)).toMatchObject({ norm: null, pattern: '*A19*', like: '%A19%' });
    expect(keysOf('A1?', true)).toMatchObject({ pattern: 'A1?' });
  });

  it.each(['OBLITERATED', 'n/a', '', ' -- ', '~'])('%j has none', (raw) => {
    expect(keysOf(raw)).toEqual({ norm: null, folded: null, core: null, pattern: null, like: null });
  });

  it('fold each look-alike to one sign, whatever stands for it', () => {
    const classes = ['0OQD', '1IL', '5S', '8B', '2Z', '6G'];
    for (const look of classes) expect(new Set([...look].map(fold)).size).toBe(1);
    fc.assert(fc.property(fc.string(), (raw) => fold(fold(latin(raw))) === fold(latin(raw))));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...classes), { minLength: 1 }), fc.nat(), fc.nat(), (word, one, other) => {
        const write = (seed: number): string => word.map((look, i) => look[(seed + i) % look.length]).join('');
        return fold(write(one)) === fold(write(other));
      }),
    );
  });

  it('drop letters between digits only', () => {
    expect(['AB12', '12AB', 'A1B', '1A2', 'ABC', '1A'].map(core)).toEqual(['A812', '12A8', 'A18', '12', 'A8C', '1A']);
  });

  it('keep any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), fc.boolean(), (raw, partial) =>
        Boolean(keysOf(raw, partial)),
      ),
    );
  });
});
