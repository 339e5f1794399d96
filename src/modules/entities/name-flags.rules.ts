/** What is odd about a name as it was stated: it is kept and compared all the same, and whoever reads it is told. */
export type NameFlag = 'NO_LETTERS' | 'ONE_LETTER' | 'BIDI_CONTROL' | 'ZERO_WIDTH' | 'CONTROL_CHARACTER';

const SIGNS: readonly (readonly [NameFlag, RegExp])[] = [
  ['BIDI_CONTROL', /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u],
  ['ZERO_WIDTH', /[\u00AD\u180E\u200B-\u200D\u2060\uFEFF]/u],
  ['CONTROL_CHARACTER', /[\p{Cc}\uFFFD]/u],
];

export function nameFlags(name: string): NameFlag[] {
  const letters = name.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const few: NameFlag[] = letters === 0 ? ['NO_LETTERS'] : letters === 1 ? ['ONE_LETTER'] : [];
  return [...few, ...SIGNS.filter(([, sign]) => sign.test(name)).map(([flag]) => flag)];
}
