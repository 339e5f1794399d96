/** IATA air waybill numbers (resolution 600a): airline prefix of three digits, serial of seven, check = serial mod 7. */
import type { IdentifierFlag, ParsedIdentifier } from './identifier.types';
import { upperNfkc } from './text.rules';

function flagsOf(number: string): IdentifierFlag[] {
  if (!/^\d{11}$/.test(number)) {
    return [{ code: 'NOT_OF_THE_FORM', detail: 'expected an airline prefix of three digits and eight digits' }];
  }
  if (/^0+$/.test(number)) return [{ code: 'ALL_ZERO', detail: 'zeros stand for "none"' }];
  const expected = String(Number(number.slice(3, 10)) % 7);
  return expected === number[10]
    ? []
    : [{ code: 'CHECK_DIGIT_MISMATCH', detail: `check digit ${number[10]}, expected ${expected}`, expected }];
}

/** The key is eleven digits without the hyphen. */
export function parseAwb(raw: string): ParsedIdentifier {
  const normalised = upperNfkc(raw)
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^(?:M|H)?AWB(?=\d)/, '');
  const flags = flagsOf(normalised);
  return { kind: 'awb', raw, normalised, valid: flags.length === 0, flags };
}
