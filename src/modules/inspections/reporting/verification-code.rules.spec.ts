import { randomBytes } from 'node:crypto';
import { CODE_BYTES, codeFrom, groupedCode, readCode } from './verification-code.rules';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = Array.from({ length: 20 }, () => codeFrom(randomBytes(CODE_BYTES)));

it('is five groups of four symbols that are not mistaken for each other', () => {
  for (const code of codes) expect(groupedCode(code)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes).size).toBe(codes.length);
});

it('is read in any case, with or without hyphens, and with the letters people write for digits', () => {
  const code = codeFrom(Buffer.alloc(CODE_BYTES));
  expect(readCode(` ${groupedCode(code).toLowerCase()} `)).toBe(code);
  expect(readCode(code.replaceAll('0', 'o'))).toBe(code);
  const ones = codeFrom(Buffer.from('084210842108421084210842', 'hex'));
  expect(readCode(ones.replaceAll('1', 'l'))).toBe(ones);
});

it('tells every wrong symbol and every swap of two neighbours', () => {
  for (const code of codes) {
    for (let i = 0; i < code.length; i += 1) {
      for (const symbol of ALPHABET)
        if (symbol !== code[i]) expect(readCode(code.slice(0, i) + symbol + code.slice(i + 1))).toBeUndefined();
      const next = code[i + 1];
      if (next && next !== code[i])
        expect(readCode(code.slice(0, i) + next + code[i]! + code.slice(i + 2))).toBeUndefined();
    }
  }
});

it.each(['', 'ABCD', `${codes[0]!}0`, codes[0]!.slice(1), 'U'.repeat(20), '💥'.repeat(20)])('%j is none', (text) => {
  expect(readCode(text)).toBeUndefined();
});
