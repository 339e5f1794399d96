import { isProofOfFiling, readTableDate, readTableNumber } from './table-values.rules';
import type { DateOrder, DecimalMark } from './table-plan.types';

it.each<[string, DecimalMark | undefined, number | undefined]>([
  ['1234.5', undefined, 1234.5],
  ['1,234.50', undefined, 1234.5],
  ['1.234,50', undefined, 1234.5],
  ['1,234,567', undefined, 1234567],
  ['12,5', undefined, 12.5],
  ['1 234.5', undefined, 1234.5],
  ["1'234.5", undefined, 1234.5],
  ['1,234', undefined, undefined],
  ['-4', undefined, undefined],
  ['1,234', 'POINT', 1234],
  ['1,234', 'COMMA', 1.234],
  ['1.234', 'COMMA', 1234],
  ['1.234', 'POINT', 1.234],
  ['1.234.567,8', 'COMMA', 1234567.8],
  ['1.23', 'COMMA', undefined],
  ['1,2345', 'POINT', undefined],
  ['7.1E+7', 'POINT', 71000000],
])('the number %s with the mark %s is %s', (text, mark, value) => {
  expect(readTableNumber(text, mark)).toBe(value);
});

it.each<[string, DateOrder | undefined, string | undefined, boolean?]>([
  ['2024-04-05', undefined, '2024-04-05'],
  ['2024-04-05T12:30:00', undefined, '2024-04-05'],
  ['2024/4/5', 'DMY', '2024-04-05'],
  ['20240405', undefined, '2024-04-05'],
  ['4/5/2024', undefined, '2024-04-05', true],
  ['4-5-2024', undefined, '2024-04-05', true],
  ['4/5/2024', 'DMY', '2024-05-04'],
  ['4/5/2024', 'MDY', '2024-04-05'],
  ['4/5/24 10:15 AM', 'MDY', '2024-04-05'],
  ['05.04.2024', undefined, '2024-04-05'],
  ['24/4/05', 'YMD', '2024-04-05'],
  ['4/5/2024', 'YMD', undefined],
  ['31/12/2024', undefined, '2024-12-31'],
  ['12/31/2024', 'DMY', undefined],
  ['5-Apr-2024', undefined, '2024-04-05'],
  ['5 avril 2024', undefined, '2024-04-05'],
  ['1er août 2024', undefined, '2024-08-01'],
  ['5 de abril de 2024', undefined, '2024-04-05'],
  ['05-ENE-24', undefined, '2024-01-05'],
  ['April 5, 2024', undefined, '2024-04-05'],
  ['2024-02-31', undefined, undefined],
  ['tomorrow', undefined, undefined],
  ['5 foo 2024', undefined, undefined],
])('the day %s in the order %s is %s', (text, order, value, ambiguous = false) => {
  expect(readTableDate(text, order)).toEqual(value === undefined ? undefined : { value, ambiguous });
});

it.each([
  ['X20240406123456', true],
  ['AES ITN: X20240406123456', true],
  ['x 20240406123456', true],
  ['NOEEI 30.37(a)', true],
  ['NO EEI 30.36', true],
  ['AESPOST 123456789 04/06/2024', true],
  ['X20241306123456', false],
  ['X2024040612345', false],
  ['Y20240406123456', false],
  ['none', false],
])('%s is a proof of filing: %s', (text, wanted) => {
  expect(isProofOfFiling(text)).toBe(wanted);
});
