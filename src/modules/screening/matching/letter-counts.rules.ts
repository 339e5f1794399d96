/**
 * A bound that settles most pairs of words without counting edits: how many letters of each class a word has, four bits a class.
 * It must never be above the half edits of edit.rules.ts: a substitution inside a class is free here, `j`, `w` and digits,
 * which are alike to letters of several classes, are not counted, and everything else costs at least as many half edits as the
 * counts differ.
 */
const CLASSES = ['aeiouy', 'ckqgszx', 'bpfv', 'dt', 'mn', 'l', 'r', 'h'];
const MOST = 15;
const { abs } = Math;

const CLASS_OF = new Int8Array(128).fill(-1);
CLASSES.forEach((letters, index) => {
  for (const letter of letters) CLASS_OF[letter.charCodeAt(0)] = index;
});

/** Of a word in a-z and 0-9. */
export function letterCounts(text: string): number {
  const counts = new Uint8Array(CLASSES.length);
  for (let at = 0; at < text.length; at++) {
    const index = CLASS_OF[text.charCodeAt(at) & 127]!;
    if (index >= 0 && counts[index]! < MOST) counts[index]!++;
  }
  return counts.reduce((packed, count, index) => packed | (count << (index * 4)), 0);
}

/** At most the half edits between the two words. */
export function leastHalfEdits(a: number, b: number): number {
  if (a === b) return 0;
  let least = 0;
  for (let shift = 0; shift < 32; shift += 4) least += abs(((a >>> shift) & MOST) - ((b >>> shift) & MOST));
  return least;
}
