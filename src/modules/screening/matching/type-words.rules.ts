/** Company types misspelt on paper (`Aktiengeselschaft`, `Joynt Stock Company`), put right before types are looked for. */
import { COMPANY_TYPES } from './company-types.cases';
import { halfEdits } from './edit.rules';
import { leastHalfEdits, letterCounts } from './letter-counts.rules';

const MIN_LETTERS = 5;

const VOCABULARY = [...new Set([...COMPANY_TYPES.keys()].flatMap((phrase) => phrase.split(' ')))]
  .filter((word) => word.length >= MIN_LETTERS)
  .map((word) => ({ word, letters: letterCounts(word) }));
const KNOWN = new Set(VOCABULARY.map(({ word }) => word));

/** The word of a company type that was meant; the word itself if none is close. */
export function typeWord(text: string): string {
  if (text.length < MIN_LETTERS || KNOWN.has(text)) return text;
  const letters = letterCounts(text);
  const limit = text.length >= 8 ? 2 : 1;
  const near = VOCABULARY.find(
    (known) =>
      known.word[0] === text[0] &&
      Math.abs(known.word.length - text.length) <= 1 &&
      leastHalfEdits(letters, known.letters) <= limit &&
      halfEdits(text, known.word, limit) <= limit,
  );
  return near?.word ?? text;
}
