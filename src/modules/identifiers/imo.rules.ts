/**
 * IMO ship identification numbers (resolution A.1117(30)) and IMO company numbers: seven digits, the last a check.
 * Many small freighters that call in Haiti have none, so a text of another form is kept and flagged.
 */
import type { IdentifierFlag, ParsedIdentifier } from './identifier.types';
import { upperNfkc } from './text.rules';

const COMPANY_WEIGHTS = [8, 6, 4, 2, 9, 7];
const SEQUENCES = '01234567890 09876543210';

export function imoShipCheckDigit(firstSix: string): string {
  return String([...firstSix].reduce((sum, digit, index) => sum + Number(digit) * (7 - index), 0) % 10);
}

export function imoCompanyCheckDigit(firstSix: string): string {
  const sum = [...firstSix].reduce((total, digit, index) => total + Number(digit) * (COMPANY_WEIGHTS[index] ?? 0), 0);
  return String((11 - (sum % 11)) % 10);
}

function flagsOf(number: string, checkDigit: (firstSix: string) => string): IdentifierFlag[] {
  if (!/^\d{7}$/.test(number)) return [{ code: 'NOT_OF_THE_FORM', detail: 'expected seven digits' }];
  if (number === '0000000') return [{ code: 'ALL_ZERO', detail: 'zeros stand for "none"' }];
  const flags: IdentifierFlag[] = [];
  const expected = checkDigit(number.slice(0, 6));
  if (expected !== number[6]) {
    flags.push({ code: 'CHECK_DIGIT_MISMATCH', detail: `check digit ${number[6]}, expected ${expected}`, expected });
  }
  if (SEQUENCES.includes(number) || /^(\d)\1{6}$/.test(number)) {
    flags.push({ code: 'SUSPICIOUS_SEQUENCE', detail: 'a run of digits as typed to fill a form' });
  }
  return flags;
}

function parse(raw: string, checkDigit: (firstSix: string) => string): ParsedIdentifier {
  const normalised = upperNfkc(raw)
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^IMO(?:NO|NUMBER)?(?=\d)/, '');
  const flags = flagsOf(normalised, checkDigit);
  return { kind: 'imo', raw, normalised, valid: flags.every((flag) => flag.code === 'SUSPICIOUS_SEQUENCE'), flags };
}

/** Ship number: weights 7 to 2 on the first six digits, last digit of the sum. "IMO 9074729" is understood. */
export const parseImo = (raw: string): ParsedIdentifier => parse(raw, imoShipCheckDigit);

/** Company number: weights 8, 6, 4, 2, 9, 7 and (11 - sum mod 11) mod 10. */
export const parseImoCompany = (raw: string): ParsedIdentifier => parse(raw, imoCompanyCheckDigit);
