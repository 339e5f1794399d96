/**
 * Edits between two spellings, in HALF edits: vowels change first when a name is copied by ear, and an `h` or a doubled letter
 * comes and goes, so these cost one half; a consonant for another costs two halves. A swap of neighbours costs one half more
 * than a vowel. Symmetric; stops as soon as the limit is passed, and never looks at more than MAX_LETTERS letters.
 */
const MAX_LETTERS = 48;
const WIDTH = MAX_LETTERS + 1;
const VOWEL = 1;
const WEAK = 2;

const KIND = new Uint8Array(128);
for (const letter of 'aeiouy') KIND[letter.charCodeAt(0)] = VOWEL;
KIND['h'.charCodeAt(0)] = WEAK;

/** Consonants that stand for one sound in another spelling. */
const ALIKE = new Uint8Array(128 * 128);
for (const group of [
  'ckqg',
  'szxc',
  'bp',
  'dt',
  'fvw',
  'jyi',
  'mn',
  'jg',
  'cj',
  'bv',
  'wu',
  '0o',
  '1il',
  '3e',
  '4a',
  '5s',
  '9g',
])
  for (const a of group) for (const b of group) ALIKE[a.charCodeAt(0) * 128 + b.charCodeAt(0)] = 1;

const rows = [new Int32Array(WIDTH), new Int32Array(WIDTH), new Int32Array(WIDTH)] as const;

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

/** Half edits from a to b, or `limit + 1` when there are more than `limit`. Both are a-z and 0-9. */
export function halfEdits(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  const rowsOf = Math.min(a.length, MAX_LETTERS);
  const columns = Math.min(b.length, MAX_LETTERS);
  if (Math.abs(rowsOf - columns) > limit) return limit + 1;
  let [before, above, here]: Int32Array[] = [rows[0], rows[1], rows[2]] as Int32Array[];
  above![0] = 0;
  for (let j = 1; j <= columns; j++)
    above![j] = above![j - 1]! + insertion(b.charCodeAt(j - 1), b.charCodeAt(j - 2), j === b.length);
  for (let i = 1; i <= rowsOf; i++) {
    const codeA = a.charCodeAt(i - 1);
    const beforeA = a.charCodeAt(i - 2);
    let least = (here![0] = above![0]! + insertion(codeA, beforeA, i === a.length));
    for (let j = 1; j <= columns; j++) {
      const codeB = b.charCodeAt(j - 1);
      const beforeB = b.charCodeAt(j - 2);
      let cost = above![j - 1]! + substitution(codeA, codeB);
      const removed = above![j]! + insertion(codeA, beforeA, i === a.length);
      if (removed < cost) cost = removed;
      const added = here![j - 1]! + insertion(codeB, beforeB, j === b.length);
      if (added < cost) cost = added;
      if (codeA === beforeB && codeB === beforeA && codeA !== codeB && before![j - 2]! + 2 < cost)
        cost = before![j - 2]! + 2;
      here![j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, above, here] = [above, here, before];
  }
  return Math.min(above![columns]!, limit + 1);
}
