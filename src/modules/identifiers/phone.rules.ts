/** Telephone numbers as E.164: plus sign and 8 to 15 digits. Haiti is +509 with eight digits and no trunk prefix. */
import type { IdentifierFlag, ParsedIdentifier } from './identifier.types';

const assumed = (country: string): IdentifierFlag => ({
  code: 'COUNTRY_ASSUMED',
  detail: `written without a country code; ${country} is assumed`,
});

interface Reading {
  readonly number: string;
  readonly flags: readonly IdentifierFlag[];
}

function international(digits: string): Reading {
  return /^[1-9]\d{7,14}$/.test(digits)
    ? { number: `+${digits}`, flags: [] }
    : { number: `+${digits}`, flags: [{ code: 'NOT_OF_THE_FORM', detail: 'expected 8 to 15 digits after the plus' }] };
}

/** Ten digits are read as North American (+1), which serves the Dominican Republic, Jamaica and the Bahamas too. */
function national(digits: string): Reading {
  if (/^[2-9]\d{7}$/.test(digits)) return { number: `+509${digits}`, flags: [assumed('+509')] };
  if (/^[2-9]\d{2}[2-9]\d{6}$/.test(digits)) return { number: `+1${digits}`, flags: [assumed('+1')] };
  if (/^(?:509\d{8}|1[2-9]\d{2}[2-9]\d{6})$/.test(digits)) return { number: `+${digits}`, flags: [] };
  if (/^\d{7,15}$/.test(digits)) {
    return { number: digits, flags: [{ code: 'COUNTRY_UNKNOWN', detail: 'the country code cannot be told' }] };
  }
  return { number: digits, flags: [{ code: 'NOT_OF_THE_FORM', detail: 'expected 8 to 15 digits' }] };
}

function read(raw: string): Reading {
  const text = raw
    .normalize('NFKC')
    .trim()
    .replace(/^(?:(?:tel|t[eé]l[eé]?phone|phone|mobile|cell|fax|whatsapp)\b[.:\s]*)+/i, '')
    .replace(/(?:ext|extension|poste|x)\.?\s*\d{1,6}$/i, '')
    .replace(/\(0\)/g, '')
    .trim();
  const digits = text.replace(/\D/g, '');
  if (/[\p{L}]/u.test(text)) {
    return { number: digits, flags: [{ code: 'NOT_OF_THE_FORM', detail: 'holds letters' }] };
  }
  if (text.startsWith('+') || text.startsWith('(+')) return international(digits);
  return digits.startsWith('00') ? international(digits.slice(2)) : national(digits);
}

export function parsePhone(raw: string): ParsedIdentifier {
  const { number, flags } = read(raw);
  const valid = flags.every((flag) => flag.code === 'COUNTRY_ASSUMED');
  return { kind: 'phone', raw, normalised: number === '+' ? '' : number, valid, flags };
}
