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

const isUnit = (value: number | undefined): value is number => value !== undefined && value > 0 && value < 10;
const isTens = (value: number, text: string): boolean =>
  value >= 20 && value < 100 && value % 10 === 0 && !/^[0-9]/.test(text);

export function numberAt(words: readonly Word[], at: number): FoundNumber | undefined {
  const { text } = words[at]!;
  const first = simple(text) ?? roman(words, at);
  if (first === undefined) return undefined;
  const next = words[at + 1]?.text ?? '';
  if (isUnit(first) && HUNDRED_AFTER_NUMBER.has(next)) return { value: first * 100, length: 2 };
  const unit = simple(next);
  if (isTens(first, text) && isUnit(unit)) return { value: first + unit, length: 2 };
  return { value: first, length: 1 };
}
