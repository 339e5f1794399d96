/** NFKC and upper case, so that full-width or superscript forms compare with the plain ones. */
export const upperNfkc = (text: string): string => text.normalize('NFKC').toUpperCase();

/** A-Z and 0-9 only, after NFKC and upper case. */
export const alphanumeric = (text: string): string => upperNfkc(text).replace(/[^A-Z0-9]/g, '');

/** Whether letters or digits outside A-Z0-9 were lost by `alphanumeric`. */
export const losesLetters = (text: string): boolean => /[^\P{L}A-Z]|[^\P{N}0-9]/u.test(upperNfkc(text));

export const stripAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

/** Everything that is neither letter nor digit becomes one space. */
export const wordsOnly = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
