import { asFontTakesIt, isParagraphRightToLeft, visualRuns } from './bidi.rules';
import { drawable } from './drawable.rules';

const shown = (line: string): string[] =>
  visualRuns(line, isParagraphRightToLeft(line)).map(
    ({ text, isRightToLeft }) => `${isRightToLeft ? '<' : '>'}${text}`,
  );

describe('a line is drawn in runs, from left to right', () => {
  it.each([
    ['plain Latin', 'Rainer D, 2024', ['>Rainer D, 2024']],
    ['Cyrillic', 'Морская звезда', ['>Морская звезда']],
    ['Arabic', 'نجمة البحر', ['<نجمة البحر']],
    ['Arabic within Latin', 'vessel نجمة البحر (D)', ['>vessel ', '<نجمة البحر', '> (D)']],
    ['a number after Arabic', 'رقم 4521', ['>4521', '<رقم ']],
    ['a date after Hebrew', 'תאריך 12/5', ['>12/5', '<תאריך ']],
    ['Latin within Arabic', 'شركة Norinco الصين', ['< الصين', '>Norinco', '<شركة ']],
    ['nothing', '', []],
  ])('%s', (_, line, expected) => {
    expect(shown(line)).toEqual(expected);
  });

  it('with brackets mirrored, and digits of their own script from the left', () => {
    expect(asFontTakesIt({ text: '(رقم)', isRightToLeft: true })).toBe(')رقم(');
    expect(asFontTakesIt({ text: ' (', isRightToLeft: true })).toBe(') ');
    expect(asFontTakesIt({ text: '١٢٣', isRightToLeft: false })).toBe('٣٢١');
  });
});

describe('a character that cannot be drawn', () => {
  const latinOnly = (codePoint: number): boolean => codePoint < 0x250;
  const asIs = drawable('Rainer D\n2', latinOnly, () => '');
  const draw = (text: string): string => drawable(text, latinOnly, () => 'Wang').text;

  it.each([
    ['王', '‹Wang: U+738B›'],
    ['MV 王小 (D)', 'MV ‹Wang: U+738B U+5C0F› (D)'],
    ['gpj.\u202Eexe', 'gpj.‹Wang: U+202E›exe'],
    ['a\u200Bb', 'a‹Wang: U+200B›b'],
    ['💥', '‹Wang: U+1F4A5›'],
    ['a\tb\r\nc', 'a b\nc'],
  ])('%j is shown by what it is', (text, expected) => {
    expect(draw(text)).toBe(expected);
  });

  it('is told apart from a text that can', () => {
    expect(asIs).toEqual({ text: 'Rainer D\n2', isSpelledOut: false });
  });
});
