import type { Word } from './words.rules';

export interface Phrase {
  readonly phrase: string;
  readonly meaning: string;
  /** In words. */
  readonly length: number;
}

const MAX_PHRASE_WORDS = 5;

/** First word to the longest phrase that begins with it, so that most words cost one lookup. */
const longest = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, number>>();

function lengthsOf(phrases: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const known = longest.get(phrases);
  if (known !== undefined) return known;
  const lengths = new Map<string, number>();
  for (const phrase of phrases.keys()) {
    const words = phrase.split(' ');
    lengths.set(words[0]!, Math.min(MAX_PHRASE_WORDS, Math.max(lengths.get(words[0]!) ?? 0, words.length)));
  }
  longest.set(phrases, lengths);
  return lengths;
}

/** The longest phrase of the table that begins at this word. */
export function phraseAt(phrases: ReadonlyMap<string, string>, words: readonly Word[], at: number): Phrase | undefined {
  const most = lengthsOf(phrases).get(words[at]!.text) ?? 0;
  for (let length = Math.min(most, words.length - at); length > 0; length--) {
    let phrase = words[at]!.text;
    for (let next = 1; next < length; next++) phrase += ` ${words[at + next]!.text}`;
    const meaning = phrases.get(phrase);
    if (meaning !== undefined) return { phrase, meaning, length };
  }
  return undefined;
}
