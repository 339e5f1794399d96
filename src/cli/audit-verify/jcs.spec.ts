import * as fc from 'fast-check';
import { canonicalJson } from '../../kernel/canonical-json';
import { canonicalText, parseCanonical, type Json } from './jcs';

const parse = (text: string): unknown => parseCanonical(Buffer.from(text, 'utf8'))?.value;

describe('canonical JSON of the verifier', () => {
  it('agrees with the writer on any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalText(value as Json)).toBe(text);
        expect(parseCanonical(Buffer.from(text))).not.toBeNull();
      }),
    );
  });

  it('keeps to the examples of RFC 8785, section 3.2', () => {
    const literals = '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}';
    expect(
      canonicalText(
        JSON.parse(
          '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"literals":[null,true,false]}',
        ),
      ),
    ).toBe(literals);
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.keys(JSON.parse(canonicalText(keys)) as object)).toHaveLength(7);
    expect(canonicalText(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it.each([
    ['white space', '{"a": 1}'],
    ['keys out of order', '{"b":1,"a":2}'],
    ['a repeated key', '{"a":1,"a":1}'],
    ['minus zero', '{"a":-0}'],
    ['a long number', '{"a":12345678901234567890}'],
    ['a needless escape', '{"a":"\\u0041"}'],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['something after it', '{"a":1}\n'],
    ['no JSON', 'a'],
  ])('refuses %s', (_, text) => expect(parse(text)).toBeUndefined());

  it('accepts keys that look like numbers, in their canonical order only', () => {
    expect(parse('{"10":1,"9":{"a":[{"2":0}]}}')).toEqual({ 9: { a: [{ 2: 0 }] }, 10: 1 });
    expect(parse('{"9":1,"10":1}')).toBeUndefined();
    expect(parse('{"a":[{"c":1,"b":2}]}')).toBeUndefined();
  });

  it('refuses bytes that are not UTF-8 and nesting that would exhaust the stack', () => {
    expect(parseCanonical(Buffer.from([0x22, 0xff, 0x22]))).toBeNull();
    expect(parse('['.repeat(200_000) + ']'.repeat(200_000))).toBeUndefined();
    expect(parse('{"__proto__":1,"a":"\\"\\n"}')).toEqual(JSON.parse('{"__proto__":1,"a":"\\"\\n"}'));
  });
});
