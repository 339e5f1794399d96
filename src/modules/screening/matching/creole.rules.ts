/**
 * The Creole key: one key for the French and the Haitian spelling of a name. For FINDING candidates only: it joins too much to say
 * anything about likeness (standards.md 4.3), so no score may read it.
 */
const STEPS: readonly (readonly [RegExp, string])[] = [
  [/^jn$/, 'jean'],
  [/^(?:ste?|sen|sin|sain|saint|sainte)$/, 'saint'],
  [/^(?:ste?|sin|sen|sain(?:te?)?)(?=[bcdfghjklmnpqrstvwz]{1}[aeiou])/, 'sen'],
  [/ph/g, 'f'],
  [/p(?=t)/g, ''],
  [/th/g, 't'],
  [/sh|sch/g, 'ch'],
  [/qu|q|ck|c(?![heiy])/g, 'k'],
  [/c(?=[eiy])|ss/g, 's'],
  [/oi|oua|wa/g, 'wa'],
  [/eau|au/g, 'o'],
  [/ou/g, 'u'],
  [/(?:ain|ein|aim|in|en|un|em|im)(?![aeiouyn])/g, 'en'],
  [/(?:an|am)(?![aeiouyn])/g, 'an'],
  [/(?:ai|ei|ay|ey|e[rz]$)/g, 'e'],
  [/(?:eu|oe)/g, 'e'],
  [/y|ie(?!n)/g, 'i'],
  [/r(?=[ou])/g, 'w'],
  [/r(?![aeiouw])/g, ''],
  [/(?<=[aeiou])z(?=[aeiou])|(?<=[aeiou])s(?=[aeiou])/g, 'z'],
  [/(.)\1+/g, '$1'],
  [/[dtsxrepz]+$/, ''],
  [/h/g, ''],
];

/** Of one word in a-z; the word itself when nothing would be left. */
export function creoleKey(word: string): string {
  let key = word;
  for (const [pattern, replacement] of STEPS) key = key.replace(pattern, replacement);
  return key.length < 2 ? word : key;
}
