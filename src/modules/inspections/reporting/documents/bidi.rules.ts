/*
 * The order in which a line is drawn where scripts meet, after the Unicode bidirectional algorithm (UAX #9) without embeddings: those
 * characters are shown by their code and never obeyed, so that nobody makes a report read otherwise than it is stored. The font shapes
 * and turns a right-to-left run itself; what it must not turn are the numbers in it.
 */
export interface Run {
  readonly text: string;
  readonly isRightToLeft: boolean;
}

type Kind = 'L' | 'R' | 'N' | 'O';

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const MARK = /\p{M}/u;

function kindOf(character: string): Kind {
  if (/\p{Nd}/u.test(character)) return 'N';
  if (RIGHT_TO_LEFT.test(character)) return 'R';
  return /\p{L}/u.test(character) ? 'L' : 'O';
}

export const hasRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** Rule P2: the first strong character decides how a paragraph runs. */
export function isParagraphRightToLeft(text: string): boolean {
  for (const character of text) {
    const kind = kindOf(character);
    if (kind === 'L' || kind === 'R') return kind === 'R';
  }
  return false;
}

/** Levels by character: even runs left to right. */
function levelsOf(characters: readonly string[], base: 0 | 1): number[] {
  const kinds: Kind[] = [];
  for (const character of characters) kinds.push(MARK.test(character) ? (kinds.at(-1) ?? 'O') : kindOf(character));
  joinNumbers(characters, kinds);
  // Neutral characters take the side of both neighbours if these agree, else that of the paragraph (N1, N2); numbers count as right.
  const strong = (at: number, step: 1 | -1): 'L' | 'R' => {
    for (let i = at; i >= 0 && i < kinds.length; i += step) {
      if (kinds[i] === 'N') return precededByLeft(kinds, i, base) ? 'L' : 'R';
      if (kinds[i] !== 'O') return kinds[i] as 'L' | 'R';
    }
    return base === 1 ? 'R' : 'L';
  };
  const leftLevel = base === 1 ? 2 : 0;
  return kinds.map((kind, i) => {
    if (kind === 'L') return leftLevel;
    if (kind === 'R') return 1;
    if (kind === 'N') return precededByLeft(kinds, i, base) ? leftLevel : 2;
    const before = strong(i - 1, -1);
    if (before !== strong(i + 1, 1)) return base;
    return before === 'R' ? 1 : leftLevel;
  });
}

/** W4: a separator between two digits belongs to the number. */
function joinNumbers(characters: readonly string[], kinds: Kind[]): void {
  for (let i = 1; i < kinds.length - 1; i += 1) {
    if (kinds[i - 1] === 'N' && kinds[i + 1] === 'N' && /[.,:/\-+\u066b\u066c]/.test(characters[i]!)) kinds[i] = 'N';
  }
}

/** W7: a number after left-to-right text is part of it. */
function precededByLeft(kinds: readonly Kind[], at: number, base: 0 | 1): boolean {
  for (let i = at - 1; i >= 0; i -= 1) if (kinds[i] === 'L' || kinds[i] === 'R') return kinds[i] === 'L';
  return base === 0;
}

/** The runs of one line from left to right. A left-to-right paragraph without right-to-left text is one run. */
export function visualRuns(line: string, isRightToLeftParagraph: boolean): Run[] {
  if (line === '') return [];
  if (!hasRightToLeft(line) && !isRightToLeftParagraph) return [{ text: line, isRightToLeft: false }];
  const characters = [...line];
  const levels = levelsOf(characters, isRightToLeftParagraph ? 1 : 0);
  const runs: { text: string; level: number }[] = [];
  characters.forEach((character, i) => {
    const last = runs.at(-1);
    if (last && last.level === levels[i]) last.text += character;
    else runs.push({ text: character, level: levels[i]! });
  });
  return reordered(runs).map(({ text, level }) => ({ text, isRightToLeft: level % 2 === 1 }));
}

/** L2: from the highest level down, what is at that level or above is turned round. */
function reordered<T extends { readonly level: number }>(runs: T[]): T[] {
  const order = [...runs];
  for (let level = Math.max(...runs.map((run) => run.level)); level >= 1; level -= 1) {
    for (let start = 0; start < order.length; start += 1) {
      if (order[start]!.level < level) continue;
      let end = start;
      while (end < order.length && order[end]!.level >= level) end += 1;
      order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  }
  return order;
}

const MIRRORED = '()[]{}<>«»‹›≤≥';
const mirror = (character: string): string => {
  const at = MIRRORED.indexOf(character);
  return at === -1 ? character : MIRRORED[at ^ 1]!;
};
const turned = (text: string): string => [...text].reverse().join('');

/**
 * A run in the order in which a font must get it to draw it right. Fonts turn a text of a right-to-left script by themselves, and with it
 * numbers in that script's digits, which read from the left; they neither mirror brackets (L4) nor turn what has no letter.
 */
export function asFontTakesIt({ text, isRightToLeft }: Run): string {
  if (!isRightToLeft) return /[\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9]/.test(text) ? turned(text) : text;
  const mirrored = [...text].map(mirror).join('');
  return hasRightToLeft(text) ? mirrored : turned(mirrored);
}
