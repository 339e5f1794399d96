/**
 * Spellings of one sound, across the languages a manifest passes through. Order matters: longer groups first.
 * The fold is compared beside the written form, never instead of it: an equal fold still costs a little.
 */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/schtsch|shch|^hs|^x(?=[iu])/g, 'sh'],
  [/tsch|tch|tsh/g, 'ch'],
  [/sch/g, 'sh'],
  [/ph/g, 'f'],
  [/ck|cq|qu|q/g, 'k'],
  [/dzh|dj|zh/g, 'j'],
  [/kh(?=[rl])/g, 'k'],
  [/kh|gh/g, 'h'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ts|tz/g, 'z'],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!h)|ch(?=[rl])/g, 'k'],
  [/ch/g, 'c'],
  [/oi(?!n)|oua|wa/g, 'va'],
  [/ou|oo|ue|eu(?!r)/g, 'u'],
  [/eau|au|oe/g, 'o'],
  [/ae|ai|ei|ay|ey|aj|ej|ee|ea/g, 'e'],
  [/ij|iy|yi|ie|ii|y|j(?=[aeou]?$)/g, 'i'],
  [/w/g, 'v'],
  [/(.)\1+/g, '$1'],
];

export function fold(text: string): string {
  let folded = text;
  for (const [pattern, replacement] of FOLDS) folded = folded.replace(pattern, replacement);
  return folded;
}

const VOWELS_AND_WEAK = /[aeiouyw]|(?<=[bdgkst])h|h$/g;
/** Consonants only, those that scripts confuse made one. Compared only where a script left the vowels out. */
export function skeleton(text: string): string {
  return text
    .replace(/ph/g, 'f')
    .replace(/ck|[cqg]/g, 'k')
    .replace(/[sz]h?/g, 's')
    .replace(/x/g, 'ks')
    .replace(/v/g, 'b')
    .replace(/r/g, 'l')
    .replace(VOWELS_AND_WEAK, '')
    .replace(/(.)\1+/g, '$1');
}

/** Bit per letter a-z, and one for the digits. */
export function letterMask(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) - 97;
    mask |= code >= 0 && code < 26 ? 1 << code : 1 << 26;
  }
  return mask;
}

export function bitCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
