import { hsCodesInText, hsDigits } from './hs-codes.rules';
import { readAmount, readDate, readNumber, readTime } from './manifest-values.rules';

describe('numbers', () => {
  it.each([
    ['1.5060514769E7', 15060514.769],
    ['2630.0', 2630],
    ['0012', 12],
    ['5.', 5],
    ['1,234.5', undefined],
    ['-3', undefined],
    ['0x10', undefined],
    ['1e99', undefined],
    ['Infinity', undefined],
    ['', undefined],
  ])('reads %s as %s', (text, value) => expect(readNumber(text)).toBe(value));

  it.each([
    ['1250.10', '1250.10'],
    ['1.25E3', '1250'],
    ['1.5e-7', '0.00000015'],
    ['12,50', undefined],
  ])('keeps the amount %s as text %s', (text, value) => expect(readAmount(text)).toBe(value));
});

describe('dates and times', () => {
  it.each([
    ['2024-04-01', '2024-04-01', false],
    ['2024-04-01T10:00:00Z', '2024-04-01', false],
    ['11/19/25', '2025-11-19', false],
    ['19/11/2025', '2025-11-19', false],
    ['2/10/26', '2026-02-10', true],
    ['3/3/24', '2024-03-03', false],
  ])('reads %s as %s, ambiguous %s', (text, value, ambiguous) => expect(readDate(text)).toEqual({ value, ambiguous }));

  it.each(['2024-02-30', '13/13/24', '2024-4-1', '20240401', 'soon', '0000-01-01'])(
    'does not read the date %s',
    (text) => {
      expect(readDate(text)).toBeUndefined();
    },
  );

  it.each([
    ['22:00:00', '22:00:00'],
    ['7:05', '07:05:00'],
    ['2024-04-01T06:30:00.000-05:00', '06:30:00'],
    ['24:00', undefined],
    ['noon', undefined],
  ])('reads the time %s as %s', (text, value) => expect(readTime(text)).toBe(value));
});

describe('HS codes', () => {
  it.each([
    ['HS CODE: 630900', ['630900']],
    ['bales HS-CODE 6309.00.00 used', ['63090000']],
    ['H.S. CODES: 630900, 640299 & 9302.00', ['630900', '640299', '930200']],
    ['HTS#8703230140 2019 TOYOTA', ['8703230140']],
    ['HS CODE 870323 2019 TOYOTA', ['870323']],
    ['CODE SH : 020714', ['020714']],
    ['HS CODE: 0014', []],
    ['SHS 1234 and 630900 pieces', []],
    ['HS CODE: 123', []],
    ['HS CODE: 12345678901234', []],
    ['HS CODE: 630900 HS CODE: 630900', ['630900']],
  ])('finds in "%s" %j', (text, codes) => expect(hsCodesInText(text)).toEqual(codes));

  it.each([
    ['9302.00', '930200'],
    ['0207', '0207'],
    ['00', undefined],
    ['93020', undefined],
  ])('reads the declared code %s as %s', (text, code) => expect(hsDigits(text)).toBe(code));
});
