import type { Language } from '../reporting.types';

/** Name of a State in a language, with its code. */
export function countryName(code: string, language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(code);
  return name ? `${name} (${code})` : code;
}
