import { type Language, LANGUAGES } from '../reporting.types';

/** The language of ours that a client likes best (RFC 9110, section 12.5.4); undefined if it names none. */
export function preferredLanguage(header: string | undefined): Language | undefined {
  const wanted = (header ?? '').split(',').flatMap((part, at) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = LANGUAGES.find((one) => range === one || range.startsWith(`${one}-`));
    const quality = parameters.map((one) => /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(one)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    return language && weight > 0 ? [{ language, weight, at }] : [];
  });
  return wanted.sort((one, other) => other.weight - one.weight || one.at - other.at)[0]?.language;
}
