import { nameTokens } from '../../identifiers';

/** What of a list of words stands in a text, and where. Words come from a table, so they are read into patterns once. */
export interface WordHit {
  /** The words as they stand in the text, normalised. */
  readonly found: string;
  /** Position of the first and after the last token. */
  readonly from: number;
  readonly to: number;
}

type Pattern = readonly { readonly word: string; readonly open: boolean }[];
const patterns = new WeakMap<readonly string[], readonly Pattern[]>();

function patternsOf(words: readonly string[]): readonly Pattern[] {
  let known = patterns.get(words);
  if (!known) {
    known = words.map((phrase) =>
      phrase.split(' ').map((word) => ({ word: word.replace('*', ''), open: word.endsWith('*') })),
    );
    patterns.set(words, known);
  }
  return known;
}

const fits = (token: string | undefined, { word, open }: Pattern[number]): boolean =>
  token !== undefined && (open ? token.startsWith(word) : token === word);

/** The first of the words that stands in these tokens. */
export function findWords(tokens: readonly string[], words: readonly string[]): WordHit | undefined {
  for (const pattern of patternsOf(words)) {
    for (let from = 0; from + pattern.length <= tokens.length; from += 1) {
      if (pattern.every((part, i) => fits(tokens[from + i], part))) {
        const to = from + pattern.length;
        return { found: tokens.slice(from, to).join(' '), from, to };
      }
    }
  }
  return undefined;
}

export const tokensOf = (text: string | null): readonly string[] => (text === null ? [] : nameTokens(text));
