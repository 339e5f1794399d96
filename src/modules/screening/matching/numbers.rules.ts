/** Numbers in the names of groups, firms and ships, as figures, Roman numerals or words: `400`, `Kat San`, `Quatre Cents`. */
import { HUNDRED_AFTER_NUMBER, NUMBER_WORDS, ROMAN_NUMERALS } from './numbers.cases';
import type { Word } from './words.rules';

interface FoundNumber {
  readonly value: number;
  readonly length: number;
}

const simple = (text: string): number | undefined =>
  /^[0-9]{1,9}$/.test(text) ? Number(text) : NUMBER_WORDS.get(text);

function roman(words: readonly Word[], at: number): number | undefined {
  const text = words[at]!.text;
  const value = ROMAN_NUMERALS.get(text);
  // A single letter is a numeral only at the end of what it numbers.
  return value === undefined || at === 0 || (text.length === 1 && at < words.length - 2) ? undefined : value;
}

export function numberAt(words: readonly Word[], at: number): FoundNumber | undefined {
  const first = simple(words[at]!.text) ?? roman(words, at);
  if (first === undefined) return undefined;
  const next = words[at + 1]?.text;
  if (next === undefined) return { value: first, length: 1 };
  if (first > 0 && first < 10 && HUNDRED_AFTER_NUMBER.has(next)) return { value: first * 100, length: 2 };
  const unit = simple(next);
  const tens = first >= 20 && first < 100 && first % 10 === 0 && !/^[0-9]+$/.test(words[at]!.text);
  return tens && unit !== undefined && unit > 0 && unit < 10
    ? { value: first + unit, length: 2 }
    : { value: first, length: 1 };
}
