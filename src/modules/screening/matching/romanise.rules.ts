/** One written word in Latin letters a-z and digits, and what its script leaves out. */
import anyAscii from 'any-ascii';
import type { ScriptClass } from './matching.types';

const ABJAD = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const HAN = /\p{Script=Han}/u;
const SYLLABIC =
  /[\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
const OTHER = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

export function scriptOf(text: string): ScriptClass {
  if (!OTHER.test(text)) return 'latin';
  if (ABJAD.test(text)) return 'abjad';
  if (HAN.test(text)) return 'han';
  return SYLLABIC.test(text) ? 'syllabic' : 'alphabet';
}

/** Letters of Arabic that any-ascii gives no letter for, although they are heard. */
const ARABIC: Readonly<Record<string, string>> = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ع: 'a',
  ى: 'a',
  ة: 'a',
  ؤ: 'w',
  ئ: 'y',
};
const ARABIC_LETTERS = /[اأإآعىةؤئ]/g;

/** a-z and 0-9; '' for a word without letters or digits. */
export function romanise(word: string): string {
  const heard = ABJAD.test(word) ? word.replace(ARABIC_LETTERS, (letter) => ARABIC[letter]!) : word;
  return anyAscii(heard)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
