/**
 * Numbers with gaps. `?` one unknown character, `*` any number of them, `[6G8]` one of these, `~` after a character (or a set): read, but not
 * surely. Spaces, hyphens and other signs do not count. Stored marks are read leniently, because a mark must never be refused; questions
 * are not, because a mistaken question finds the wrong weapon.
 */
import type { Part, PatternFault, PatternReading, Place, SerialPattern } from './serial.types';
import { RUN } from './serial.types';

const ANY: Place = { of: '', doubtful: false };
const isSign = (sign: string): boolean => /[A-Z0-9]/.test(sign);

interface Reader {
  readonly parts: Part[];
  readonly note: (fault: PatternFault, at: number) => void;
}

/** @param text in Latin capitals, see `latin` */
export function readPattern(text: string, how: 'as asked' | 'as stored' = 'as asked'): PatternReading {
  const parts: Part[] = [];
  let fault: { fault: PatternFault; at: number } | undefined;
  const reader: Reader = { parts, note: (code, at) => void (fault ??= { fault: code, at }) };
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') at = readSet(reader, text, at);
    else readSign(reader, text[at]!, at);
  }
  if (parts.length === 0) reader.note('EMPTY', 0);
  return fault && (how === 'as asked' || parts.length === 0) ? { ok: false, ...fault } : { ok: true, pattern: parts };
}

/** Gives the place where it ends. */
function readSet({ parts, note }: Reader, text: string, at: number): number {
  const end = text.indexOf(']', at);
  if (end < 0) note('OPEN_BRACKET', at);
  const within = text.slice(at + 1, end < 0 ? undefined : end);
  const of = [...new Set(within)].filter(isSign).sort().join('');
  if (of === '') note('EMPTY_BRACKET', at);
  parts.push({ of, doubtful: false });
  return end < 0 ? text.length : end;
}

function readSign({ parts, note }: Reader, sign: string, at: number): void {
  if (sign === ']') note('CLOSING_BRACKET', at);
  else if (sign === '~') doubt(parts, () => note('TILDE_AFTER_NOTHING', at));
  else if (sign === '?') parts.push(ANY);
  else if (sign === RUN && parts.at(-1) !== RUN) parts.push(RUN);
  else if (isSign(sign)) parts.push({ of: sign, doubtful: false });
}

function doubt(parts: Part[], fault: () => void): void {
  const last = parts.at(-1);
  if (last === undefined || last === RUN || last.of === '') fault();
  else parts[parts.length - 1] = { ...last, doubtful: true };
}

export const writePattern = (pattern: SerialPattern): string =>
  pattern
    .map((part) => {
      if (part === RUN) return RUN;
      const set = part.of === '' ? '?' : part.of.length === 1 ? part.of : `[${part.of}]`;
      return part.doubtful ? `${set}~` : set;
    })
    .join('');

/** Whether every character is known: such a question is a complete number. */
export const isComplete = (pattern: SerialPattern): boolean =>
  pattern.every((part) => part !== RUN && part.of.length === 1 && !part.doubtful);

export const completePattern = (norm: string): SerialPattern =>
  [...norm].map((sign) => ({ of: sign, doubtful: false }));
