/**
 * A name as it came in, made fit to compare, in bounded time: whatever the text is, this returns at most MAX_CHARACTERS
 * well-formed characters and says in flags what was wrong with it.
 */
import type { NameFlag } from './matching.types';

/** Longer than the longest name on the UN list (about 200); what comes after says nothing about who it is. */
const MAX_CHARACTERS = 400;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const ZERO_WIDTH = /[\u00AD\u180E\u200B-\u200D\u2060\uFEFF]/g;
/** Control characters but for the blanks among them. */
const CONTROL = /[^\P{Cc}\t\n\v\f\r]/gu;

const REMOVED: readonly (readonly [RegExp, NameFlag, string])[] = [
  [LONE_SURROGATE, 'LONE_SURROGATE', ' '],
  [BIDI, 'BIDI_CONTROL', ''],
  [ZERO_WIDTH, 'ZERO_WIDTH', ''],
  [CONTROL, 'CONTROL_CHARACTER', ' '],
];

export interface CleanText {
  readonly text: string;
  readonly flags: readonly NameFlag[];
}

export function cleanName(raw: string): CleanText {
  const flags: NameFlag[] = [];
  let text = raw.length > MAX_CHARACTERS ? raw.slice(0, MAX_CHARACTERS) : raw;
  if (text !== raw) flags.push('CUT');
  for (const [pattern, flag, replacement] of REMOVED) {
    const cleaned = text.replace(pattern, replacement);
    if (cleaned !== text) flags.push(flag);
    text = cleaned;
  }
  text = text.normalize('NFKC').slice(0, MAX_CHARACTERS).trim();
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (text === '') flags.push('EMPTY');
  else if (letters === 0) flags.push('NO_LETTERS');
  else if (letters === 1 && !/\p{Script=Han}/u.test(text)) flags.push('ONE_LETTER');
  return { text, flags };
}
