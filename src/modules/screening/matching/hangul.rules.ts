/** Hangul by arithmetic (Unicode 3.12): each syllable a token, spelt as Korean names usually are in passports and the press. */
const INITIALS = 'k kk n t tt r m p pp s ss  j jj ch k t p h'.split(' ');
const VOWELS = 'a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i'.split(' ');
const FINALS = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

const FIRST = 0xac00;
const LAST = 0xd7a3;

/** Surnames whose customary spelling is far from the sound. */
const SURNAMES: Readonly<Record<string, string>> = {
  이: 'lee',
  박: 'park',
  최: 'choi',
  임: 'lim',
  노: 'roh',
  유: 'yoo',
  윤: 'yoon',
  오: 'oh',
  우: 'woo',
  백: 'paik',
};

export const isHangul = (text: string): boolean => /^[\uAC00-\uD7A3]+$/.test(text);

/** 김정은 to kim, jong, un; the first syllable is read as a surname when `surname` is set. */
export function hangulSyllables(text: string, surname: boolean): readonly string[] {
  return [...text].map((syllable, at) => {
    const code = syllable.charCodeAt(0);
    if (code < FIRST || code > LAST) return '';
    if (surname && at === 0 && SURNAMES[syllable] !== undefined) return SURNAMES[syllable];
    const index = code - FIRST;
    return (
      (INITIALS[Math.floor(index / 588)] ?? '') +
      (VOWELS[Math.floor((index % 588) / 28)] ?? '') +
      (FINALS[index % 28] ?? '')
    );
  });
}
