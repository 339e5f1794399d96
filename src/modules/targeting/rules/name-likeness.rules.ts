/** How alike two names are, by their words: order, company forms and particles count nothing, common words half, a cut word by its beginning. */
import { COMMON_NAME_WORDS, COMPANY_WORDS } from './risk-words.cases';

export interface ComparedName {
  readonly tokens: readonly string[];
  readonly cut: boolean;
}

const COMPANY = new Set(COMPANY_WORDS);
const COMMON = new Set(COMMON_NAME_WORDS);

/** No name needs more, and a hostile one may have thousands. */
const MOST_WORDS = 20;

export const tellingWords = (tokens: readonly string[]): readonly string[] => {
  const telling = tokens.filter((token) => !COMPANY.has(token));
  return (telling.length === 0 ? tokens : telling).slice(0, MOST_WORDS);
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

/** JENNY FLORE is JENNYFLORE, and VITEL HOMME is VITELHOMME: nearly the same letters, whatever the spaces say. */
const JOINED_LIKENESS = 0.9;
function joinedLikeness(left: readonly string[], right: readonly string[]): number {
  const [one, other] = [left.join(''), right.join('')];
  if (one === other) return 1;
  const likeness = Math.min(one.length, other.length) < 2 * SHORT ? 0 : dice(one, other);
  return likeness >= JOINED_LIKENESS ? likeness : 0;
}

/** 0 to 1. Two names that share one word only are not alike, unless it is all that both have. */
export function nameLikeness(one: ComparedName, other: ComparedName): number {
  const left = tellingWords(one.tokens);
  const right = tellingWords(other.tokens);
  if (left.length === 0 || right.length === 0 || numbersDiffer(left, right)) return 0;
  const { agreed, words } = agreement({ tokens: left, cut: one.cut }, { tokens: right, cut: other.cut });
  const anyCut = one.cut || other.cut;
  // Of a name that was cut only what is left of it can be asked for.
  const size = anyCut ? Math.min(total(left), total(right)) : (total(left) + total(right)) / 2;
  const byWords = words < 2 && (left.length > 1 || right.length > 1) ? 0 : Math.min(1, agreed / size);
  return Math.max(byWords, joinedLikeness(left, right));
}

/** Words of both names paired, each with its best partner that is still free. */
function agreement(one: ComparedName, other: ComparedName): { agreed: number; words: number } {
  const free = new Set(other.tokens.keys());
  const halfOf = (name: ComparedName, at: number): boolean => name.cut && at === name.tokens.length - 1;
  let agreed = 0;
  let words = 0;
  one.tokens.forEach((word, i) => {
    let best = { at: -1, likeness: 0 };
    for (const at of free) {
      const partner = other.tokens[at]!;
      const halves = (halfOf(one, i) && begins(word, partner)) || (halfOf(other, at) && begins(partner, word));
      const likeness = halves ? 1 : wordLikeness(word, partner);
      if (likeness > best.likeness) best = { at, likeness };
    }
    if (best.at < 0) return;
    free.delete(best.at);
    agreed += best.likeness * Math.max(weightOf(word), weightOf(other.tokens[best.at]!));
    words += 1;
  });
  return { agreed, words };
}
