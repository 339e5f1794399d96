/**
 * Keys by which a list is searched before anything is scored. Two names that the matcher would join should share a key; what
 * shares one is only looked at closer. Every key is compared with `=` (leakproof under row-level security).
 */
import { creoleKey } from './creole.rules';
import type { NameForm, PreparedEntity, Token } from './matching.types';

/** t: folded word; c: Creole key; s: consonants; d: word with one letter out; p: two neighbours joined; n: number; i: identifier. */
export type FindingKey = string;

const MAX_KEYS = 400;
const MAX_WORDS = 12;

const bearing = ({ kind }: Token): boolean => kind === 'word' || kind === 'number';

/** The word and the word with each letter left out: two spellings one edit apart share one of these. */
function deletions(text: string): readonly string[] {
  if (text.length < 3) return [`d:${text}`];
  const short = text.slice(0, 14);
  return [`d:${short}`, ...Array.from(short, (_, at) => `d:${short.slice(0, at)}${short.slice(at + 1)}`)];
}

function formKeys(form: NameForm): readonly FindingKey[] {
  const words = form.tokens.filter(bearing).slice(0, MAX_WORDS);
  const keys: FindingKey[] = [`k:${words.map(({ text }) => text).join('')}`];
  words.forEach((word, at) => {
    if (word.kind === 'number') keys.push(`n:${word.text}`);
    else keys.push(`t:${word.fold}`, `c:${creoleKey(word.text)}`, ...deletions(word.fold));
    if (word.skeleton.length >= 3) keys.push(`s:${word.skeleton}`);
    if (word.meaning !== '') keys.push(`m:${word.meaning}`);
    const next = words[at + 1];
    if (next !== undefined) keys.push(...deletions(`${word.fold}${next.fold}`));
  });
  return keys;
}

/** All keys of a party, without repetitions; at most MAX_KEYS. */
export function findingKeys(entity: PreparedEntity): readonly FindingKey[] {
  const names = entity.names.flatMap(({ forms }) => forms.flatMap(formKeys));
  const identifiers = entity.identifiers.map(({ value }) => `i:${value}`);
  return [...new Set([...identifiers, ...names])].slice(0, MAX_KEYS);
}
