import * as fc from 'fast-check';
import { DEFAULT_JSON_LIMITS, StrictJsonError, parseStrictJson, type JsonLimits } from './strict-json';

const bytesOf = (document: string | Buffer): Buffer =>
  typeof document === 'string' ? Buffer.from(document) : document;

/** `CODE pointer` of every fault, or the empty list if the document is accepted. */
function faultsOf(document: string | Buffer, limits?: Partial<JsonLimits>): string[] {
  try {
    parseStrictJson(bytesOf(document), limits);
    return [];
  } catch (error) {
    if (!(error instanceof StrictJsonError)) throw error;
    return error.faults.map((fault) => `${fault.code} ${fault.pointer}`.trim());
  }
}

const raw = (before: string, bytes: number[], after: string): Buffer =>
  Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);

describe('accepted documents equal JSON.parse', () => {
  it.each([
    '{}',
    '[]',
    ' \t\r\n{ "a" : [ 1 , -2 , 0.1 , 1.50 , 1e2 , 2E-3 , 0e9 , true , false , null ] } \n',
    '"\\u00e9\\ud83d\\ude00\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001"',
    '"Saint-Louis-du-Sud, bateau « Lambi » 🐚"',
    '{"toString":1,"hasOwnProperty":2,"":3,"é":4,"\\u0061":5,"a~/b":6}',
    '9007199254740991',
    '-9007199254740991',
    '123456789012345.5',
    '5e-324',
    '2.5e-10',
    '{"a":{"b":1},"c":{"b":1}}',
  ])('%s', (document) => {
    expect(parseStrictJson(bytesOf(document))).toEqual(JSON.parse(document));
  });

  it('gives plain objects, which class-transformer can read', () => {
    expect(Object.getPrototypeOf(parseStrictJson(bytesOf('{"a":1}')))).toBe(Object.prototype);
  });
});

describe('refuses what would be stored otherwise than it was sent', () => {
  it.each([
    ['a key twice', '{"a":{"b":1,"b":2}}', ['DUPLICATE_KEY /a/b']],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}', ['DUPLICATE_KEY /a']],
    ['an inherited name twice', '{"toString":1,"toString":2}', ['DUPLICATE_KEY /toString']],
    ['a key twice with null first', '{"a":null,"a":1}', ['DUPLICATE_KEY /a']],
    ['__proto__', '{"x":{"__proto__":{"admin":true}}}', ['FORBIDDEN_KEY /x/__proto__']],
    ['__proto__ escaped', '{"\\u005f_proto__":1}', ['FORBIDDEN_KEY /__proto__']],
    [
      'constructor and prototype',
      '{"constructor":{"prototype":1}}',
      ['FORBIDDEN_KEY /constructor', 'FORBIDDEN_KEY /constructor/prototype'],
    ],
    ['2^53', '{"n":9007199254740992}', ['INTEGER_TOO_LARGE /n']],
    ['a large negative integer', '[-12345678901234567890]', ['INTEGER_TOO_LARGE /0']],
    ['a large integer with an exponent', '1e20', ['INTEGER_TOO_LARGE']],
    ['too many decimals', '{"n":[1.00000000000000000001]}', ['NUMBER_NOT_EXACT /n/0']],
    ['infinity', '1e999', ['NUMBER_NOT_EXACT']],
    ['17 digits that print otherwise', '1.7976931348623157e-10', ['NUMBER_NOT_EXACT']],
    ['underflow', '1e-999', ['NUMBER_NOT_EXACT']],
    ['a large number with a fraction', '12345678901234567890.5', ['NUMBER_NOT_EXACT']],
    ['an exponent beyond counting', `1e${'9'.repeat(400)}`, ['NUMBER_NOT_EXACT']],
    ['minus zero', '{"n":-0}', ['NUMBER_NOT_EXACT /n']],
    ['minus zero with decimals', '-0.00', ['NUMBER_NOT_EXACT']],
    ['a lone high surrogate', '{"t":"\\ud800x"}', ['LONE_SURROGATE /t']],
    ['a lone low surrogate', '{"t":"\\udc00"}', ['LONE_SURROGATE /t']],
    ['two high surrogates', '["\\ud83d\\ud83d\\ude00"]', ['LONE_SURROGATE /0']],
    ['a lone surrogate in a key', '{"a":{"\\ud800":1}}', ['LONE_SURROGATE /a']],
    ['an escaped NUL', '{"t":"a\\u0000"}', ['NUL_CHARACTER /t']],
    ['a raw NUL', '{"t":"a\u0000"}', ['NUL_CHARACTER /t']],
    ['a raw NUL right at the start', '"\u0000"', ['NUL_CHARACTER']],
    ['a raw line feed', '{"t":"a\nb"}', ['CONTROL_CHARACTER /t']],
    ['bad UTF-8 in a value', raw('{"é":["', [0xff], '"]}'), ['INVALID_UTF8 /é/0']],
    ['an overlong form', raw('["', [0xc0, 0xaf], '"]'), ['INVALID_UTF8 /0']],
    ['a surrogate in UTF-8', raw('["', [0xed, 0xa0, 0x80], '"]'), ['INVALID_UTF8 /0']],
    ['a character cut by an escape', raw('["', [0xc3], '\\n"]'), ['INVALID_UTF8 /0']],
    ['bad UTF-8 in a key', raw('{"a":{"', [0x80], '":1}}'), ['INVALID_UTF8 /a']],
    ['pointer characters', '{"a~/b":-0}', ['NUMBER_NOT_EXACT /a~0~1b']],
    [
      'several faults at once',
      '{"a":-0,"a":"\\u0000\\ud800"}',
      ['NUMBER_NOT_EXACT /a', 'DUPLICATE_KEY /a', 'NUL_CHARACTER /a', 'LONE_SURROGATE /a'],
    ],
  ])('%s', (_name, document, expected) => {
    expect(faultsOf(document)).toEqual(expected);
  });

  it('never touches Object.prototype', () => {
    faultsOf('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect('polluted' in {}).toBe(false);
  });
});

describe('refuses what is not JSON', () => {
  it.each([
    ['nothing', '', ''],
    ['white space', '  ', ''],
    ['a byte order mark', '\ufeff{}', ''],
    ['UTF-16, little endian', Buffer.from('{"a":1}', 'utf16le'), ''],
    ['UTF-16 with a mark', Buffer.from('\ufeff{"a":1}', 'utf16le'), ''],
    ['trailing bytes', '{} x', ''],
    ['two documents', '{}{}', ''],
    ['a trailing NUL', '{}\u0000', ''],
    ['a trailing comma', '{"a":[1,]}', '/a/1'],
    ['no value', '{"a":}', '/a'],
    ['a bare key', '{a:1}', ''],
    ['a cut string', '{"a":"b', '/a'],
    ['a cut object', '{"a":{"b":1', '/a/b'],
    ['a cut array', '[1,2', '/1'],
    ['a leading zero', '[01]', '/0'],
    ['a plus sign', '[+1]', '/0'],
    ['a bare point', '[1.]', '/0'],
    ['a bare exponent', '[1e]', '/0'],
    ['a bare minus', '[-]', '/0'],
    ['NaN', '[NaN]', '/0'],
    ['an unknown escape', '["\\x41"]', '/0'],
    ['a short escape', '["\\u12"]', '/0'],
    ['single quotes', "{'a':1}", ''],
    ['a comment', '[1/**/]', '/0'],
    ['a word cut short', '[tru]', '/0'],
    ['another white space', '\u00a0{}', ''],
  ])('%s', (_name, document, pointer) => {
    expect(faultsOf(document)).toEqual([`SYNTAX ${pointer}`.trim()]);
  });

  it('names the byte', () => {
    expect(() => parseStrictJson(bytesOf('["é", x]'))).toThrow(StrictJsonError);
    try {
      parseStrictJson(bytesOf('["é", x]'));
    } catch (error) {
      expect((error as StrictJsonError).faults[0]?.message).toContain('at byte 7');
    }
  });
});

describe('limits', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const keys = (count: number): string => `{${Array.from({ length: count }, (_, i) => `"k${i}":0`).join(',')}}`;

  it('keeps 32 levels and refuses 33, arrays and objects alike', () => {
    expect(faultsOf(nested(32))).toEqual([]);
    expect(faultsOf(nested(33))).toEqual([`TOO_DEEP ${'/0'.repeat(32)}`]);
    expect(faultsOf('{"a":'.repeat(33) + '1' + '}'.repeat(33))).toEqual([`TOO_DEEP ${'/a'.repeat(32)}`]);
  });

  it('refuses 40,000 nested arrays at the thirty-third byte', () => {
    expect(faultsOf(nested(40_000))).toEqual([`TOO_DEEP ${'/0'.repeat(32)}`]);
  });

  it('counts keys over the whole document', () => {
    expect(faultsOf(keys(2000))).toEqual([]);
    expect(faultsOf(keys(2001))).toEqual(['TOO_MANY_KEYS']);
    expect(faultsOf('[{"a":1},{"a":1},{"a":1}]', { maxKeys: 2 })).toEqual(['TOO_MANY_KEYS /2']);
  });

  it('counts the items of each array', () => {
    const items = (count: number): string => `[${'0,'.repeat(count - 1)}0]`;
    expect(faultsOf(items(DEFAULT_JSON_LIMITS.maxArrayItems))).toEqual([]);
    expect(faultsOf(`{"a":${items(DEFAULT_JSON_LIMITS.maxArrayItems + 1)}}`)).toHaveLength(1);
    expect(faultsOf('[1,2]', { maxArrayItems: 1 })).toEqual(['TOO_MANY_ITEMS']);
  });

  it('stops after 20 faults and keeps pointers short', () => {
    expect(faultsOf(`[${'-0,'.repeat(100)}1]`)).toHaveLength(20);
    expect(faultsOf(`{"a":{"${'x'.repeat(5000)}":-0}}`)).toEqual(['NUMBER_NOT_EXACT /a']);
  });
});

describe('properties', () => {
  const safeNumber = fc.oneof(
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  );
  const text = fc.string({ unit: 'binary' }).filter((one) => !one.includes('\u0000'));
  const key = text.filter((one) => !['__proto__', 'constructor', 'prototype'].includes(one));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      safeNumber.map((n) => n + 0 || 0),
      text,
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('map'),
    ),
    list: fc.array(tie('value'), { maxLength: 6 }),
    map: fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  }));

  it('reads back whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (sent, indent) => {
        const written = JSON.stringify(sent, null, indent);
        expect(parseStrictJson(Buffer.from(written))).toEqual(JSON.parse(written));
      }),
      { numRuns: 500 },
    );
  });

  it('accepts no damaged document that JSON.parse refuses, and reads none differently', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(...Buffer.from('{}[]",:\\u0-.eE1 ')), fc.nat(255))),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(value, damage, (sent, changes) => {
        const bytes = Buffer.from(JSON.stringify(sent));
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        if (faultsOf(bytes).length > 0) return;
        const written = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        expect(parseStrictJson(bytes)).toEqual(JSON.parse(written));
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps every short decimal', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 15 }), (digits, decimals) => {
        const padded = String(Math.abs(digits) % 1e15).padStart(decimals + 1, '0');
        const written = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
        expect(parseStrictJson(Buffer.from(written))).toBe(Number(written));
      }),
    );
  });
});
