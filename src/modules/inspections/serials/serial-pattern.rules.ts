/**
 * Numbers with gaps. `?` one unknown character, `*` any number of them, `[6G8]` one of these, `~` after a character (or a set): read, but not
 * surely. Spaces, hyphens and other signs do not count. Stored marks are read leniently, because a mark must never be refused; questions
 * are not, because a mistaken question finds the wrong weapon.
 */
import type { Part, PatternFault, PatternReading, Place, SerialPattern } from './serial.types';
import { RUN } from './serial.types';

const ANY: Place = { of: '', doubtful: false };
const isSign = (sign: string): boolean => /[A-Z0-9]/.test(sign);

/** @param text in Latin capitals, see `latin` */
export function readPattern(text: string, how: 'as asked' | 'as stored' = 'as asked'): PatternReading {
  const parts: Part[] = [];
  let fault: { fault: PatternFault; at: number } | undefined;
  const note = (code: PatternFault, at: number): void => void (fault ??= { fault: code, at });
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '[') {
      const end = text.indexOf(']', at);
      if (end < 0) note('OPEN_BRACKET', at);
      const set = [...new Set(text.slice(at + 1, end < 0 ? undefined : end))].filter(isSign).sort().join('');
      if (set === '') note('EMPTY_BRACKET', at);
      parts.push({ of: set, doubtful: false });
      if (end < 0) break;
      at = end;
    } else if (sign === ']') note('CLOSING_BRACKET', at);
    else if (sign === '~') doubt(parts, () => note('TILDE_AFTER_NOTHING', at));
    else if (sign === '?') parts.push(ANY);
    else if (sign === RUN) parts.push(...(parts.at(-1) === RUN ? [] : ([RUN] as const)));
    else if (isSign(sign)) parts.push({ of: sign, doubtful: false });
  }
  if (parts.length === 0) note('EMPTY', 0);
  return fault && (how === 'as asked' || parts.length === 0) ? { ok: false, ...fault } : { ok: true, pattern: parts };
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
