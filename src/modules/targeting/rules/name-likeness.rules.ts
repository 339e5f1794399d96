/** How alike two names are, by their words: order, company forms and particles count nothing, common words half, a cut word by its beginning. */
import { COMMON_NAME_WORDS, COMPANY_WORDS } from './risk-words.cases';

export interface ComparedName {
  readonly tokens: readonly string[];
  readonly cut: boolean;
}

const COMPANY = new Set(COMPANY_WORDS);
const COMMON = new Set(COMMON_NAME_WORDS);

export const tellingWords = (tokens: readonly string[]): readonly string[] => {
  const telling = tokens.filter((token) => !COMPANY.has(token));
  return telling.length === 0 ? tokens : telling;
};

const weightOf = (token: string): number => (COMMON.has(token) ? 0.5 : 1);
const total = (tokens: readonly string[]): number => tokens.reduce((sum, token) => sum + weightOf(token), 0);

function trigrams(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)));
}

/** Share of three-letter groups two words have in common (Dice), 0 to 1. */
function dice(one: string, other: string): number {
  const left = trigrams(one);
  const right = trigrams(other);
  let common = 0;
  for (const part of left) if (right.has(part)) common += 1;
  return (2 * common) / (left.size + right.size);
}

const SHORT = 5;
const WORD_LIKENESS = 0.55;

function wordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  if (/\d/.test(one + other) || one.length < SHORT || other.length < SHORT) return 0;
  const likeness = dice(one, other);
  return likeness >= WORD_LIKENESS ? likeness : 0;
}

const begins = (half: string, whole: string): boolean => half.length >= 3 && whole.startsWith(half);

/** A number is part of who somebody is: ECOLE 5 is not ECOLE 9. */
function numbersDiffer(one: readonly string[], other: readonly string[]): boolean {
  const numbers = (tokens: readonly string[]): string =>
    tokens
      .filter((token) => /^\d+$/.test(token))
      .sort()
      .join(' ');
  return numbers(one) !== numbers(other);
}

/** 0 to 1. Two names that share one word only are not alike, unless it is all that both have. */
export function nameLikeness(one: ComparedName, other: ComparedName): number {
  const left = tellingWords(one.tokens);
  const right = tellingWords(other.tokens);
  if (left.length === 0 || right.length === 0 || numbersDiffer(left, right)) return 0;
  const free = new Set(right.keys());
  let agreed = 0;
  let words = 0;
  left.forEach((word, i) => {
    let best = { at: -1, likeness: 0 };
    for (const at of free) {
      const halves =
        (one.cut && i === left.length - 1 && begins(word, right[at]!)) ||
        (other.cut && at === right.length - 1 && begins(right[at]!, word));
      const likeness = halves ? 1 : wordLikeness(word, right[at]!);
      if (likeness > best.likeness) best = { at, likeness };
    }
    if (best.at < 0) return;
    free.delete(best.at);
    agreed += best.likeness * Math.max(weightOf(word), weightOf(right[best.at]!));
    words += 1;
  });
  if (words < 2 && (left.length > 1 || right.length > 1)) return 0;
  return Math.min(1, agreed / sizeOf(one, left, other, right));
}

/** Of a cut name only what is left of it can be asked for. */
function sizeOf(one: ComparedName, left: readonly string[], other: ComparedName, right: readonly string[]): number {
  if (one.cut && !other.cut) return Math.min(total(left), total(right));
  if (other.cut && !one.cut) return Math.min(total(left), total(right));
  return one.cut && other.cut ? Math.min(total(left), total(right)) : (total(left) + total(right)) / 2;
}
