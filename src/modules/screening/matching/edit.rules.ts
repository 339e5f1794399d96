/**
 * Edits between two spellings, in HALF edits: vowels change first when a name is copied by ear, and an `h` or a doubled letter
 * comes and goes, so these cost one half; a consonant for another costs two halves. A swap of neighbours costs one half more
 * than a vowel. Symmetric; stops as soon as the limit is passed, and never looks at more than MAX_LETTERS letters.
 */
/** Looked up once: the innermost loop runs millions of times. */
const { abs, min } = Math;
const MAX_LETTERS = 48;
const WIDTH = MAX_LETTERS + 1;
const VOWEL = 1;
const WEAK = 2;

const KIND = new Uint8Array(128);
for (const letter of 'aeiouy') KIND[letter.charCodeAt(0)] = VOWEL;
KIND['h'.charCodeAt(0)] = WEAK;

/** Consonants that stand for one sound in another spelling. */
const ALIKE = new Uint8Array(128 * 128);
for (const group of 'ckqg szxc bp dt fvw jyi mn jg cj bv wu 0o 1i 1l 3e 4a 5s 9g'.split(' '))
  for (const a of group) for (const b of group) ALIKE[a.charCodeAt(0) * 128 + b.charCodeAt(0)] = 1;

/** Scratch, overwritten by each call: nothing is kept from one to the next. */
const ROWS = [new Int32Array(WIDTH), new Int32Array(WIDTH), new Int32Array(WIDTH)] as [
  Int32Array,
  Int32Array,
  Int32Array,
];
const NEVER = 1000;

function substitution(a: number, b: number): number {
  if (a === b) return 0;
  if (KIND[a] === VOWEL && KIND[b] === VOWEL) return 1;
  return ALIKE[a * 128 + b] === 1 ? 1 : 2;
}

/** Letters that French and Creole leave silent, and Baltic adds, at the end of a word. */
const SILENT = new Uint8Array(128);
for (const letter of 'dtsxzpr') SILENT[letter.charCodeAt(0)] = 1;

function insertion(code: number, before: number, isLast: boolean): number {
  if (code === before || KIND[code] !== 0) return 1;
  return isLast && SILENT[code] === 1 ? 1 : 2;
}

const codesA = new Int32Array(WIDTH);
const codesB = new Int32Array(WIDTH);
/** What leaving out each letter costs, beside its code. */
const costsA = new Int32Array(WIDTH);
const costsB = new Int32Array(WIDTH);

function read(text: string, codes: Int32Array, costs: Int32Array): number {
  const length = min(text.length, MAX_LETTERS);
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at) & 127;
    codes[at + 1] = code;
    costs[at + 1] = insertion(code, at === 0 ? 0 : codes[at]!, at === text.length - 1);
  }
  return length;
}

/** A swap of neighbours: two halves more than before them; too much where there is none. */
const swapped = (i: number, j: number, before: Int32Array): number =>
  i > 1 && j > 1 && codesA[i] === codesB[j - 1] && codesB[j] === codesA[i - 1] ? before[j - 2]! + 2 : NEVER;

/** Half edits from a to b, or `limit + 1` when there are more than `limit`. Both are a-z and 0-9. */
export function halfEdits(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (abs(a.length - b.length) > limit) return limit + 1;
  const rows = read(a, codesA, costsA);
  const columns = read(b, codesB, costsB);
  let before = ROWS[0];
  let above = ROWS[1];
  let here = ROWS[2];
  above[0] = 0;
  for (let j = 1; j <= columns; j++) above[j] = above[j - 1]! + costsB[j]!;
  for (let i = 1; i <= rows; i++) {
    let least = (here[0] = above[0]! + costsA[i]!);
    for (let j = 1; j <= columns; j++) {
      const changed = above[j - 1]! + substitution(codesA[i]!, codesB[j]!);
      const cut = min(above[j]! + costsA[i]!, here[j - 1]! + costsB[j]!);
      const cost = min(changed, cut, swapped(i, j, before));
      here[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    const spare = before;
    before = above;
    above = here;
    here = spare;
  }
  return min(above[columns]!, limit + 1);
}
