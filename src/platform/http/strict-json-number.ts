/**
 * Whether a finite double, printed in its shortest form (ECMAScript Number::toString, as RFC 8785 prints it), is the same
 * decimal value as the JSON number that was written: `0.1` and `1.50` are, `1.00000000000000000001` and `1e999` are not.
 */
export function isSameDecimal(written: string, value: number): boolean {
  return Number.isFinite(value) && normalise(written) === normalise(String(value));
}

/** `-1.50e3` gives `-15e2`: significant digits and a power of ten, so that equal values have equal texts. */
function normalise(number: string): string {
  const sign = number.startsWith('-') ? '-' : '';
  const exponentAt = number.toLowerCase().indexOf('e');
  const mantissa = number.slice(sign.length, exponentAt < 0 ? undefined : exponentAt);
  const exponent = exponentAt < 0 ? 0 : Number(number.slice(exponentAt + 1));
  const dot = mantissa.indexOf('.');
  const digits = dot < 0 ? mantissa : mantissa.slice(0, dot) + mantissa.slice(dot + 1);
  const decimals = dot < 0 ? 0 : mantissa.length - dot - 1;
  let from = 0;
  let to = digits.length;
  while (from < to && digits[from] === '0') from++;
  while (to > from && digits[to - 1] === '0') to--;
  return from === to ? '0' : `${sign}${digits.slice(from, to)}e${exponent - decimals + digits.length - to}`;
}
