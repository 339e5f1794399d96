/*
 * Invariant: nothing disappears from a document unseen. A character that the typeface cannot draw, and every character that would change
 * how others read (controls, bidirectional marks, zero-width ones), is shown by what it is: a Latin transcription where there is one, and
 * its number.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const OPEN = '‹';
const CLOSE = '›';

export interface Drawn {
  readonly text: string;
  /** True if something is shown by its number. */
  readonly isSpelledOut: boolean;
}

const number = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * @param has whether the typeface has a glyph for a character
 * @param transcribe gives a Latin transcription, or nothing
 */
export function drawable(
  text: string,
  has: (codePoint: number) => boolean,
  transcribe: (text: string) => string,
): Drawn {
  let drawn = '';
  let missing: string[] = [];
  let isSpelledOut = false;
  const flush = (): void => {
    if (missing.length === 0) return;
    const latin = transcribe(missing.join('')).trim();
    drawn += `${OPEN}${[...(latin ? [latin] : []), missing.map(number).join(' ')].join(': ')}${CLOSE}`;
    isSpelledOut = true;
    missing = [];
  };
  for (const character of text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ')) {
    const isPlain = character === '\n' || (!INVISIBLE.test(character) && has(character.codePointAt(0)!));
    if (!isPlain) {
      missing.push(character);
      continue;
    }
    flush();
    drawn += character;
  }
  flush();
  return { text: drawn, isSpelledOut };
}
