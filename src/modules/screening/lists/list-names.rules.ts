/**
 * Names as they stand in one field of a list: often several, or a name and a remark.
 * Invariant: the order of the parts of a name is the list's. Nobody here guesses what is a family name.
 */
import { oneLine } from './list-values.rules';

export interface GivenName {
  readonly value: string;
  readonly originalScript: boolean;
  readonly lang?: string;
  readonly note?: string;
}

const LANGUAGE_OF_SCRIPT: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
];

const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;
const LETTER = /\p{L}/u;
const LATIN = /\p{Script=Latin}/u;

/** A name counts as of another script when it has no Latin letter: "Al-Shabaab (الشباب)" is two names. */
const isOtherScript = (text: string): boolean => OTHER_SCRIPT.test(text) && !LATIN.test(text);

export const languageOf = (text: string): string | undefined =>
  LANGUAGE_OF_SCRIPT.find(([script]) => script.test(text))?.[1];

function named(value: string, note?: string): GivenName {
  const lang = languageOf(value);
  return { value, originalScript: isOtherScript(value), ...(lang && { lang }), ...(note && { note }) };
}

/** "a;b" and "a b) c" are two names each. A semicolon within brackets is not looked at. */
function pieces(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    else if (text[i] === ')') depth = Math.max(0, depth - 1);
    else if (text[i] === ';' && depth === 0) {
      out.push(text.slice(from, i));
      from = i + 1;
    }
  }
  out.push(text.slice(from));
  return out.flatMap((piece) => piece.split(/(?:^|\s)[a-h]\)\s/)).map(oneLine);
}

const REMARK =
  /\b(?:name|identity|identification|listed|formerly|previously|passport|transliteration|born|title|third|junior|senior)\b/i;

/** What stands in brackets at the end: names in another script, a list of names, a remark; else part of the name. */
function unbracketed(text: string): GivenName[] {
  const bracket = /^(.+?)\s*\(([^()]*)\)[ ,.]*$/.exec(text);
  if (!bracket) return [named(text)];
  const [, outside = '', inside = ''] = bracket;
  const areNames = inside.includes(';') || isOtherScript(inside) !== isOtherScript(outside);
  if (areNames && LETTER.test(inside)) return [...unbracketed(outside), ...pieces(inside).map((name) => named(name))];
  if (REMARK.test(inside)) return [named(outside, oneLine(inside))];
  return [named(text)];
}

/** It says what the letters say themselves: "(original script)", "(original script: Абубакар)". */
const SCRIPT_REMARK = /\(original script\)|(?<=\()original script:\s*/gi;

/** Longer fields are prose, and are left as one. */
const MOST_NAME_LENGTH = 1000;

/** Every name in a field, none empty, none twice. */
export function namesIn(field: string): GivenName[] {
  const found = new Map<string, GivenName>();
  const text = oneLine(field);
  const names =
    text.length > MOST_NAME_LENGTH ? [named(text)] : pieces(text.replace(SCRIPT_REMARK, '')).flatMap(unbracketed);
  for (const name of names) {
    if (name.value !== '' && !found.has(name.value)) found.set(name.value, name);
  }
  return [...found.values()];
}
