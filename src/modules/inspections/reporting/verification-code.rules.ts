/*
 * The code on a report that leads to its receipt: 19 random symbols (95 bits) and a check symbol, in Crockford's base 32 (no I, L, O, U),
 * grouped in fours. Invariant: every single wrong symbol and every swap of two neighbours is told apart from an unknown code, so that a
 * tired reader of a photocopy learns "mistyped" and not "not genuine". The check is a weighted sum over GF(32): the weights are powers
 * of a primitive element, all different over 31 places, which is what makes that so.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_SYMBOLS = 19;
const GROUP = 4;
/** Bytes of randomness to draw: 19 symbols of 5 bits. */
export const CODE_BYTES = 12;
/** x^5 + x^2 + 1, primitive over GF(2). */
const FIELD = 0b100101;

const double = (element: number): number => (element & 16 ? (element << 1) ^ FIELD : element << 1);

function times(one: number, other: number): number {
  let product = 0;
  for (let bit = one, power = other; bit > 0; bit >>= 1, power = double(power)) if (bit & 1) product ^= power;
  return product;
}

/** Sum of a^i * symbol; the check symbol has weight 1. */
function weighted(symbols: readonly number[]): number {
  let weight = 1;
  return symbols.reduce((sum, symbol) => sum ^ times((weight = double(weight)), symbol), 0);
}

/** @param random at least CODE_BYTES bytes; the code without its grouping */
export function codeFrom(random: Uint8Array): string {
  const bits = [...random].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const symbols = Array.from({ length: RANDOM_SYMBOLS }, (_, i) => parseInt(bits.slice(i * 5, i * 5 + 5), 2));
  return [...symbols, weighted(symbols)].map((symbol) => ALPHABET[symbol]).join('');
}

/** ABCD-EFGH-... as it is printed. */
export const groupedCode = (code: string): string => code.match(new RegExp(`.{1,${GROUP}}`, 'g'))!.join('-');

/** What somebody typed, as the code itself; undefined if it cannot be one. Case, spaces and hyphens do not matter; O is 0, I and L are 1. */
export function readCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const symbols = [...code].map((symbol) => ALPHABET.indexOf(symbol));
  if (symbols.length !== RANDOM_SYMBOLS + 1 || symbols.includes(-1)) return undefined;
  return weighted(symbols.slice(0, RANDOM_SYMBOLS)) === symbols[RANDOM_SYMBOLS] ? code : undefined;
}
