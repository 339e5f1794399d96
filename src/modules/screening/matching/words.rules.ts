/** A cleaned name cut into written words in Latin letters: dots and apostrophes close up, everything else divides. */
import { hangulSyllables, isHangul } from './hangul.rules';
import type { NameFamily } from './matching.types';
import { romanise } from './romanise.rules';

/** Names longer than this are cut: the work grows with the square. */
export const MAX_WORDS = 24;
const MAX_WORD_LETTERS = 40;

const APOSTROPHES =
  /(?<=[\p{L}\p{M}])['’‘`´ʻʼʿʾ′]+(?=\p{L})|(?<=[^\p{L}\p{M}]|^)['’‘`´ʻʼʿʾ′]+|['’‘`´ʻʼʿʾ′]+(?=[^\p{L}]|$)/gu;
/** A.B.C., G.m.b.H., L.X.C */
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}{1,3}\.)+\p{L}{0,2}(?![\p{L}\p{N}])/gu;
/** M/V, A/S, c/o */
const STROKED = /(?<![\p{L}\p{N}])(\p{L})\/(\p{L})(?![\p{L}\p{N}])/gu;
/** G-9 */
const LETTER_NUMBER = /(?<![\p{L}\p{N}])(\p{L})-(\p{N}+)(?![\p{L}\p{N}])/gu;
/** 400Mawozo */
const NUMBER_WORD = /(?<![\p{L}\p{N}])(\p{N}+)(\p{L}{3,})/gu;
const DIVIDERS = /[^\p{L}\p{M}\p{N}]+/u;
const CAMEL = /(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}{2})/u;

const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 9: 'g' };

function unmasked(word: string, family: NameFamily): string {
  if (family !== 'person' || !/[a-z]/.test(word) || !/[013459]/.test(word)) return word;
  return word.replace(/[013459]/g, (digit) => LEET[digit]!);
}

export interface Word {
  readonly text: string;
  /** As written, for the reasons given. */
  readonly written: string;
}

function pieces(written: string): readonly string[] {
  if (isHangul(written) && written.length <= 5) return hangulSyllables(written, true);
  // The Arabic article is written with its noun.
  const article = /^(?:\u0648)?\u0627\u0644(?=.{3})/u.exec(written);
  return article === null ? [romanise(written)] : ['al', romanise(written.slice(article[0].length))];
}

export function wordsOf(text: string, family: NameFamily): readonly Word[] {
  const joined = text
    .replace(APOSTROPHES, '')
    .replace(STROKED, '$1$2')
    .replace(DOTTED, (dotted) => (/\p{L}\.\p{L}/u.test(dotted) ? dotted.replace(/\./g, '') : dotted))
    .replace(/&/g, ' and ')
    .replace(/%/g, ' percent ')
    .replace(LETTER_NUMBER, '$1$2')
    .replace(NUMBER_WORD, (whole, digits: string, letters: string) =>
      /^(st|nd|rd|th|er|eme|ème)$/i.test(letters) || family === 'person' ? whole : `${digits} ${letters}`,
    );
  const words: Word[] = [];
  for (const chunk of joined.split(DIVIDERS)) {
    if (chunk === '') continue;
    for (const written of chunk.split(CAMEL)) {
      for (const piece of pieces(written))
        if (piece !== '') words.push({ text: unmasked(piece, family).slice(0, MAX_WORD_LETTERS), written });
    }
    if (words.length >= MAX_WORDS) return words.slice(0, MAX_WORDS);
  }
  return words;
}
