/**
 * Keys by which a list is searched before anything is scored. Two names that the matcher joins should share a key; what shares
 * one is only looked at closer. Keys are compared with `=` alone (leakproof under row-level security), about 18 a name.
 */
import { creoleKey } from './creole.rules';
import { skeleton } from './fold.rules';
import type { NameForm, PreparedEntity, Token } from './matching.types';

/**
 * `t:` a word as folded, or two neighbours joined; `c:` its Creole key; `s:` its consonants; `m:` its meaning; `n:` a number;
 * `k:` the whole name run together, or the initials of an organisation; `b:` its words in alphabetical
 * order; `p:` two words of it by their sounds, in either order; `d:` the one word of a name with a letter out; `i:` an identifier.
 */
export type FindingKey = string;

const MAX_KEYS = 400;
const MAX_WORDS = 12;

const bearing = ({ kind }: Token): boolean => kind === 'word' || kind === 'number';

/** The word and the word with each letter left out: two spellings one edit apart share one of these. */
function deletions(text: string): readonly string[] {
  const short = text.slice(0, 16);
  return [`d:${short}`, ...Array.from(short, (_, at) => `d:${short.slice(0, at)}${short.slice(at + 1)}`)];
}

/** The consonants that are heard in every language: neither `h` and `j` nor what French leaves silent at the end. */
function soundKey(consonants: string): string {
  const heard = consonants.replace(/[hj]|[dstr]$/g, '');
  return heard.length >= 3 ? heard : consonants;
}

function wordKeys(word: Token, next: Token | undefined): readonly FindingKey[] {
  if (word.kind === 'number') return [`n:${word.text}`];
  const keys = [`t:${word.fold}`, `c:${creoleKey(word.text)}`];
  for (const sounds of [soundKey(word.skeleton), heardInFold(word)]) if (sounds.length >= 3) keys.push(`s:${sounds}`);
  if (word.meaning !== '') keys.push(`m:${word.meaning}`);
  if (next !== undefined) keys.push(`t:${word.fold}${next.fold}`, `s:${word.skeleton}${next.skeleton}`);
  return keys;
}

/** In a fold `c` stands for `ch`. */
const heardInFold = ({ fold }: Token): string => soundKey(skeleton(fold.replace(/c/g, 's')));

const heardIn = (word: Token): string => soundKey(word.skeleton) || heardInFold(word) || word.fold;

/** Words that many names share tell little each and much together. Beyond five words, neighbours suffice. */
function pairKeys(words: readonly Token[]): readonly FindingKey[] {
  const sounds = words.map((word) => (word.kind === 'number' ? word.text : heardIn(word)));
  return sounds.flatMap((one, at) =>
    sounds.slice(at + 1, words.length > 5 ? at + 2 : undefined).map((other) => `p:${[one, other].sort().join(' ')}`),
  );
}

const inOrder = (words: readonly Token[]): readonly FindingKey[] =>
  words.length > 1
    ? [
        `b:${words
          .map(({ fold }) => fold)
          .sort()
          .join(' ')}`,
      ]
    : [];

function formKeys(form: NameForm): readonly FindingKey[] {
  const words = form.tokens.filter(bearing).slice(0, MAX_WORDS);
  const keys = words.flatMap((word, at) => wordKeys(word, words[at + 1]));
  // A name of one word has no other word to be found by.
  const [only] = words;
  const initials =
    form.family !== 'person' && words.length > 2 ? [`k:${words.map(({ text }) => text[0]).join('')}`] : [];
  return [
    `k:${form.compact}`,
    `k:${form.whole}`,
    ...inOrder(words),
    ...initials,
    ...keys,
    ...pairKeys(words),
    ...(words.length === 1 && only?.kind === 'word' ? [`s:${soundKey(only.skeleton)}`, ...deletions(only.fold)] : []),
  ];
}

/** The first of each, then the second of each, and so on. */
function* inTurn<T>(lists: readonly (readonly T[])[]): Generator<T> {
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  for (let at = 0; at < longest; at += 1) for (const list of lists) if (at < list.length) yield list[at]!;
}

/**
 * All keys of a party, without repetitions; at most MAX_KEYS. Of a party with more, each name has its share, the keys of the whole name
 * first: a name without a key would never be found.
 */
export function findingKeys(entity: PreparedEntity): readonly FindingKey[] {
  const names = entity.names.flatMap(({ forms }) => forms.map(formKeys));
  const identifiers = entity.identifiers.map(({ value }) => `i:${value}`);
  return [...new Set([...identifiers, ...inTurn(names)])].slice(0, MAX_KEYS);
}
