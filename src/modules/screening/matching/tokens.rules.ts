/** Words to tokens: each with its kind, its folded spelling and its meaning, read once so that a comparison only looks. */
import { COMPANY_TYPES } from './company-types.cases';
import { fold, skeleton } from './fold.rules';
import { GIVEN_NAMES } from './given-names.cases';
import { GROUP_WORDS } from './group-words.cases';
import { letterCounts } from './letter-counts.rules';
import type { NameFamily, Token, TokenKind } from './matching.types';
import { numberAt } from './numbers.rules';
import { GROUP_STOPWORDS, HONORIFICS, PARTICLES, SHIP_PREFIXES } from './particles.cases';
import { PLACES } from './places.rules';
import { type Phrase, phraseAt } from './phrases.rules';
import { typeWord } from './type-words.rules';
import type { Word } from './words.rules';

export function token(text: string, kind: TokenKind, meaning = ''): Token {
  const folded = fold(text);
  return {
    text,
    kind,
    meaning,
    fold: folded,
    skeleton: skeleton(text),
    letters: letterCounts(text),
    foldLetters: letterCounts(folded),
    figures: text.replace(/[a-z]/g, ''),
  };
}

const isParticle = (text: string, family: NameFamily): boolean => {
  if (PARTICLES.has(text)) return true;
  if (family === 'person') return HONORIFICS.has(text) || text === 'ti';
  return family === 'thing' ? SHIP_PREFIXES.has(text) : family === 'group' && GROUP_STOPWORDS.has(text);
};

const singular = (text: string): string => text.replace(/(?<=...)[sx]$/, '');

const meaningOf = (text: string, family: NameFamily): string => {
  const found =
    family === 'person' ? GIVEN_NAMES.get(text) : (GROUP_WORDS.get(text) ?? GROUP_WORDS.get(singular(text)));
  return found === undefined ? '' : `word:${found}`;
};

function wordToken(text: string, family: NameFamily, isFirst: boolean): Token {
  if (/^[0-9]+$/.test(text)) return token(text, 'number', `number:${Number(text)}`);
  if (text.length === 1 && family === 'person') return token(text, 'initial');
  // `Ben` before everything else is a given name.
  const particle = isParticle(text, family) && !(isFirst && text === 'ben');
  const kind = particle ? 'particle' : text.length === 1 ? 'initial' : 'word';
  return token(text, kind, meaningOf(text, family));
}

const isFirm = (family: NameFamily): boolean => family === 'company' || family === 'group';

/** What stands here: how many words it takes, and the token. */
function tokenAt(words: readonly Word[], at: number, family: NameFamily): readonly [number, Token] {
  const text = words[at]!.text;
  const type = typeAt(words, at);
  if (type !== undefined && (isFirm(family) ? words.length > type.length : isPlainType(type.phrase)))
    return [type.length, token(type.phrase.replaceAll(' ', ''), 'type', `type:${type.meaning}`)];
  if (family === 'person') return [1, wordToken(text, family, at === 0)];
  const number = numberAt(words, at);
  if (number !== undefined) return [number.length, token(String(number.value), 'number', `number:${number.value}`)];
  const place = isFirm(family) ? phraseAt(PLACES, words, at) : undefined;
  if (place !== undefined)
    return [place.length, token(place.phrase.replaceAll(' ', ''), 'place', `place:${place.meaning}`)];
  return [1, wordToken(text, family, at === 0)];
}

/** A type as written; else with its words put right. */
function typeAt(words: readonly Word[], at: number): Phrase | undefined {
  const written = phraseAt(COMPANY_TYPES, words, at);
  const meant = phraseAt(
    COMPANY_TYPES,
    words.slice(at, at + 4).map((word) => ({ ...word, text: typeWord(word.text) })),
    0,
  );
  return meant !== undefined && meant.length > (written?.length ?? 0) ? meant : written;
}

/** In a person's name `Sa`, `Se` or `Co` are names; these never are. */
const isPlainType = (phrase: string): boolean => /^(llc|ltd|gmbh|inc|ooo|srl|sarl)$/.test(phrase);

export function tokensOf(words: readonly Word[], family: NameFamily): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < words.length;) {
    const [length, found] = tokenAt(words, at, family);
    tokens.push(found);
    at += length;
  }
  // A name of particles, types or places alone has nothing else to go by.
  return tokens.some(({ kind }) => kind === 'word' || kind === 'number')
    ? tokens
    : tokens.map((found) => (found.kind === 'initial' ? found : { ...found, kind: 'word' }));
}
