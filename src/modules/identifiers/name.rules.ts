/**
 * Names of persons and companies as a key: Latin letters, upper case, tokens in alphabetical order, so that
 * "Jean-Baptiste Pierre" and "PIERRE, Jean Baptiste" meet. A key for finding equal names; likeness is for `screening`.
 */
import anyAscii from 'any-ascii';
import type { ParsedIdentifier } from './identifier.types';

/** Split before transliterating: the soft sign of Cyrillic becomes an apostrophe and would cut a word in two. */
const latin = (text: string): string =>
  text
    .normalize('NFKC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) =>
      anyAscii(word)
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .filter((word) => word !== '')
    .join(' ');

const GENERIC_PARTY =
  '(?:THE )?(?:SHIPPER|EXPORTER|CONSIGNEE|CONSIGNOR|NOTIFY|NOTIFY PARTY|HOLDER|BEARER|BANK|ISSUING BANK|ABOVE' +
  '|CHARGEUR|EXPEDITEUR|DESTINATAIRE|PORTEUR|EMBARCADOR|EXPORTADOR|CONSIGNATARIO|CONSIGNEE ABOVE|SHIPPER ABOVE)';

/** A named order party ("TO ORDER OF SOGEBANK") is a party; only the generic ones stand for nobody. */
const PLACEHOLDERS: readonly RegExp[] = [
  new RegExp(`^(?:TO )?(?:THE )?ORDER(?: OF)?(?: ${GENERIC_PARTY})?$`),
  /^TO (?:THE )?(?:BEARER|HOLDER)$/,
  new RegExp(`^A L ?ORDRE(?: (?:DE|DU|DE L|DE LA))?(?: ${GENERIC_PARTY})?$`),
  new RegExp(`^A LA ORDEN(?: (?:DE|DEL))?(?: ${GENERIC_PARTY})?$`),
  new RegExp(`^(?:THE )?SAME(?: AS)?(?: ${GENERIC_PARTY})?$`),
  new RegExp(`^(?:LE |LA )?MEME(?: QUE)?(?: (?:LE|LA|L))?(?: ${GENERIC_PARTY})?$`),
  new RegExp(`^(?:EL )?(?:MISMO|IGUAL)(?: (?:QUE|AL))?(?: EL)?(?: ${GENERIC_PARTY})?$`),
  new RegExp(`^${GENERIC_PARTY}$`),
  /^(?:N M|NM|N A|NA|NIL|NONE|NULL|UNKNOWN|TBA|TBN|TBD|IDEM|DITTO|AS ABOVE|AS AGREED|AS PER B ?L|NO MARKS|X+)$/,
  /^(?:TO BE ADVISED|NOT APPLICABLE|NOT AVAILABLE|INCONNU|AUCUN|SANS|DESCONOCIDO|NINGUNO|NO NOTIFY(?: PARTY)?)$/,
];

/** Whether a party field names nobody: "TO THE ORDER OF SHIPPER", "SAME AS CONSIGNEE", "N/M", or nothing at all. */
export function isPlaceholderName(text: string): boolean {
  const words = latin(text);
  return words === '' || PLACEHOLDERS.some((pattern) => pattern.test(words));
}

/** The words of a name in the order written. */
export function nameTokens(text: string): readonly string[] {
  const words = latin(text);
  return words === '' ? [] : words.split(' ');
}

/** The words sorted and joined by one space. */
export const nameKey = (text: string): string => [...nameTokens(text)].sort().join(' ');

export interface ParsedName extends ParsedIdentifier {
  readonly tokens: readonly string[];
}

export function parseName(raw: string): ParsedName {
  const placeholder = isPlaceholderName(raw);
  return {
    kind: 'name',
    raw,
    normalised: placeholder ? '' : nameKey(raw),
    tokens: nameTokens(raw),
    valid: !placeholder,
    flags: placeholder ? [{ code: 'PLACEHOLDER', detail: 'names no person or company' }] : [],
  };
}
