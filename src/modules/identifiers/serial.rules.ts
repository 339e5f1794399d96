/**
 * Firearm serial numbers, ITI paragraphs 7 and 8.
 * Invariant: the mark as read is never rewritten. A mark with unknown characters is not a complete serial: it is kept
 * with `valid: false`, because dropping its `?` would make another weapon's number out of it.
 */
import type { IdentifierFlag, IdentifierKind, ParsedIdentifier } from './identifier.types';
import { alphanumeric, losesLetters, stripAccents, upperNfkc, wordsOnly } from './text.rules';

const FOLD: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', B: '8', Z: '2' };
const UNKNOWN_MARKS = /[?*[\]~]/;
const NO_SERIAL = new Set(
  [
    'OBLITERATED|REMOVED|DEFACED|ERASED|FILED OFF|GROUND OFF|NONE|NO SERIAL|NO SERIAL NUMBER|NO NUMBER|UNKNOWN|ILLEGIBLE',
    'UNREADABLE|NOT VISIBLE|NOT LEGIBLE|NIL|N A|NA|NSN|NULL|NOT RECORDED|SEE PHOTO',
    'EFFACE|SANS NUMERO|AUCUN|INCONNU|ILLISIBLE|LIME|BORRADO|LIMADO|SIN NUMERO|DESCONOCIDO|ILEGIBLE|NINGUNO',
  ]
    .join('|')
    .split('|'),
);

/** Look-alikes as digits: O/0, I/1, S/5, B/8, Z/2. Two serials with one folded key are candidates, not equals. */
export const foldConfusables = (key: string): string => key.replace(/[OISBZ]/g, (letter) => FOLD[letter] ?? letter);

function flagsOf(raw: string, normalised: string): IdentifierFlag[] {
  if (NO_SERIAL.has(wordsOnly(stripAccents(upperNfkc(raw))))) {
    return [{ code: 'PLACEHOLDER', detail: 'says that there is no legible number' }];
  }
  const flags: IdentifierFlag[] = [];
  if (UNKNOWN_MARKS.test(raw.normalize('NFKC'))) {
    flags.push({ code: 'UNREADABLE_CHARACTERS', detail: 'holds ? * ~ or [ ]: a pattern, not a complete number' });
  }
  if (losesLetters(raw)) {
    flags.push({ code: 'CHARACTERS_DROPPED', detail: 'letters or digits outside A-Z and 0-9 are not in the key' });
  }
  if (normalised === '') flags.push({ code: 'NOT_OF_THE_FORM', detail: 'no letter A-Z and no digit' });
  return flags;
}

function parse(kind: IdentifierKind, raw: string): ParsedIdentifier {
  const key = alphanumeric(raw);
  const flags = flagsOf(raw, key);
  const normalised = flags.some((flag) => flag.code === 'PLACEHOLDER') ? '' : key;
  const valid = flags.every((flag) => flag.code === 'CHARACTERS_DROPPED');
  return { kind, raw, normalised, folded: foldConfusables(normalised), valid, flags };
}

export const parseSerial = (raw: string): ParsedIdentifier => parse('serial', raw);

/** Seals are copied by hand like serials, so they get the folded key too. */
export const parseSeal = (raw: string): ParsedIdentifier => parse('seal', raw);
