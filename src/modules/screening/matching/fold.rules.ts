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

const VOWELS_AND_WEAK = /[aeiouyw]|(?<=[bdkst])h|h$/g;
/**
 * Consonants only, those that scripts confuse made one: Arabic has no `p` and no `v`, Chinese and Japanese one letter for `l` and
 * `r`. Compared only where a script left the vowels out or wrote a foreign name by sound.
 */
export function skeleton(text: string): string {
  return text
    .replace(/ck/g, 'k')
    .replace(/[cs]h|c(?=[eiy])|[sz]/g, 's')
    .replace(/x/g, 'ks')
    .replace(/[cqg]/g, 'k')
    .replace(/ph|[pfv]/g, 'b')
    .replace(/l/g, 'r')
    .replace(VOWELS_AND_WEAK, '')
    .replace(/(.)\1+/g, '$1');
}
