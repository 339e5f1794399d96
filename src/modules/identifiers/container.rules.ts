/**
 * Freight container numbers, ISO 6346: three letters of the owner, U, J, Z (or R, seen on reefer units), six digits
 * of the serial and one check digit. npm validator's isISO6346 accepts trailing rubbish, hence our own.
 * Invariant: a number that fails is kept and flagged, never refused; what is painted on the box may itself be wrong.
 */
import type { IdentifierFlag, ParsedIdentifier } from './identifier.types';
import { upperNfkc } from './text.rules';

const FORM = /^[A-Z]{3}[UJZR]\d{7}$/;
const OWNER_AND_SERIAL = /^[A-Z]{3}[UJZR]\d{6}$/;
const DIGIT_FOR_LETTER: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', B: '8', Z: '2' };
const LETTER_FOR_DIGIT: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '5': 'S', '8': 'B', '2': 'Z' };

/** A=10, B=12 ... Z=38: counted up from ten, leaving out the multiples of eleven. */
function characterValue(character: string): number {
  const code = character.charCodeAt(0);
  if (code < 65) return code - 48;
  const ordinal = code - 55;
  return ordinal + Math.floor((ordinal - 1) / 10);
}

function remainder(firstTen: string): number {
  return [...firstTen].reduce((sum, character, index) => sum + characterValue(character) * 2 ** index, 0) % 11;
}

/** The check digit for owner code and serial (ten characters), or undefined if they are not of the form. */
export function containerCheckDigit(firstTen: string): string | undefined {
  return OWNER_AND_SERIAL.test(firstTen) ? String(remainder(firstTen) % 10) : undefined;
}

export function isContainerNumber(text: string): boolean {
  return FORM.test(text) && containerCheckDigit(text.slice(0, 10)) === text[10];
}

/** Valid numbers that a misreading of O/0, I/1, S/5, B/8 or Z/2 explains: letters belong in front, digits behind. */
export function containerAlternatives(normalised: string): readonly string[] {
  if (normalised.length !== 11) return [];
  const repaired = [...normalised]
    .map((character, index) => (index < 4 ? LETTER_FOR_DIGIT : DIGIT_FOR_LETTER)[character] ?? character)
    .join('');
  return repaired !== normalised && isContainerNumber(repaired) ? [repaired] : [];
}

function flagsOf(normalised: string): IdentifierFlag[] {
  if (!FORM.test(normalised)) {
    const alternatives = containerAlternatives(normalised);
    const expected = containerCheckDigit(normalised);
    const detail = expected
      ? 'the check digit is missing'
      : 'expected four letters ending in U, J, Z or R and seven digits';
    return [
      { code: 'NOT_OF_THE_FORM', detail, ...(expected && { expected }), ...(alternatives.length && { alternatives }) },
    ];
  }
  const value = remainder(normalised.slice(0, 10));
  const expected = String(value % 10);
  if (expected !== normalised[10]) {
    return [{ code: 'CHECK_DIGIT_MISMATCH', detail: `check digit ${normalised[10]}, expected ${expected}`, expected }];
  }
  return value === 10
    ? [{ code: 'WEAK_CHECK_DIGIT', detail: 'remainder 10 counts as 0, so that this digit misses some errors' }]
    : [];
}

/** Spaces, hyphens, dots, slashes and lower case are tolerated. */
export function parseContainer(raw: string): ParsedIdentifier {
  const normalised = upperNfkc(raw).replace(/[\s\p{Pd}./]/gu, '');
  return { kind: 'container', raw, normalised, valid: isContainerNumber(normalised), flags: flagsOf(normalised) };
}
