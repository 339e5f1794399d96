/** Spellings that are close and yet two persons: given names made from one stem with another ending. */

const FEMININE = /^(?:e|a|le|la|ne|ine|ette|te|lle|lla)$/;
const MIN_STEM = 4;

/** Endings that Haitian given names are made with: Kesnel and Kesner, Roseline and Roselande. */
const ENDING = /(?<=.{3})(?:nel|ner|nor|son|line|lande|lene|lyne|mene|mita|mise|ette)$/;

export function haveOtherEndings(one: string, other: string): boolean {
  const [left, right] = [ENDING.exec(one), ENDING.exec(other)];
  if (left === null || right === null || left[0] === right[0]) return false;
  return one.slice(0, left.index) === other.slice(0, right.index);
}

/** Louis and Louise, Emmanuel and Emmanuella, René and Renée, Mario and Maria. */
export function areMasculineAndFeminine(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < MIN_STEM) return false;
  if (short.length === long.length) {
    const endings = short.slice(-1) + long.slice(-1);
    return (endings === 'oa' || endings === 'ao') && short.slice(0, -1) === long.slice(0, -1);
  }
  return /[^aiou]$/.test(short) && long.startsWith(short) && FEMININE.test(long.slice(short.length));
}
