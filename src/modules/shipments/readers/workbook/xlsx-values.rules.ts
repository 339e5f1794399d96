/**
 * Cell values of SpreadsheetML (ECMA-376 part 1, sections 18.3.1.4, 18.8.30, 18.17.4.1) as text. A number stays the decimal it is in
 * the file: no binary rounding, no exponent.
 */

/** Zero-based column of a reference such as "BC12"; undefined for none. */
export function columnOf(reference: string): number | undefined {
  const letters = /^\$?([A-Za-z]{1,3})\$?\d{0,7}$/.exec(reference)?.[1];
  if (!letters) return undefined;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Name of a zero-based column: 0 is A, 27 is AB. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (column % 26));
}

/** "7.1E+7" as 71000000, "1.5e-3" as 0.0015, digit by digit; undefined if it is no number or has an exponent beyond 99. */
export function plainDecimal(text: string): string | undefined {
  const parts = /^([+-]?)(\d{1,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim());
  if (!parts) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent] = parts;
  if (exponent === undefined) return `${sign === '-' ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at).replace(/0+$/, '');
  return `${sign === '-' ? '-' : ''}${integer}${rest === '' ? '' : `.${rest}`}`;
}

/** What a number format makes of a number: a day, a time of day, digits with leading zeros, or nothing that matters. */
export type NumberKind = 'PLAIN' | 'DATE' | 'TIME' | { readonly digits: number };

const BUILT_IN_DATES: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [34, 36],
  [50, 58],
];
const BUILT_IN_TIMES: readonly (readonly [number, number])[] = [
  [18, 21],
  [32, 33],
  [45, 47],
];
const within = (ranges: readonly (readonly [number, number])[], id: number): boolean =>
  ranges.some(([from, to]) => id >= from && id <= to);

/** @param code the format as the workbook defines it; undefined for a built-in one */
export function numberKindOf(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (within(BUILT_IN_DATES, id)) return 'DATE';
    return within(BUILT_IN_TIMES, id) ? 'TIME' : 'PLAIN';
  }
  if (/^0{2,40}$/.test(code)) return { digits: code.length };
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/general/i.test(bare)) return 'PLAIN';
  if (/[yd]/i.test(bare)) return 'DATE';
  return /[hs]/i.test(bare) ? 'TIME' : /m/i.test(bare) ? 'DATE' : 'PLAIN';
}

const DAY_MS = 86_400_000;
/** 9999-12-31 */
const LAST_SERIAL = 2_958_465;

const epochOf = (serial: number, from1904: boolean): number => {
  if (from1904) return Date.UTC(1904, 0, 1);
  // The 1900 system counts a 29 February 1900 that never was.
  return serial < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
};

/** yyyy-MM-dd, with Thh:mm:ss if it has a time, or hh:mm:ss alone; undefined for a serial number that is no date. */
export function dateOfSerial(text: string, kind: 'DATE' | 'TIME', from1904: boolean): string | undefined {
  const serial = Number(text);
  const fictitious = !from1904 && Math.floor(serial) === 60;
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL || fictitious) return undefined;
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const at = new Date(epochOf(serial, from1904) + Math.floor(serial) * DAY_MS + seconds * 1000).toISOString();
  if (kind === 'TIME' && serial < 1) return at.slice(11, 19);
  return seconds === 0 ? at.slice(0, 10) : at.slice(0, 19);
}

/** Characters that XML cannot hold are written _x000D_ (section 22.9.2.19); control characters other than white space stay so. */
export const unescapedText = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (whole, code: string) => {
    const value = Number.parseInt(code, 16);
    const isText = (value >= 0x20 && value < 0xd800) || (value > 0xdfff && value < 0xfffe);
    return isText || [0x09, 0x0a, 0x0d].includes(value) ? String.fromCharCode(value) : whole;
  });
