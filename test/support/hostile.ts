import http from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './api-client';
import type { Schema } from './openapi';

/* Bodies no honest client sends. Each says which field the answer must name, if it is one field's fault. */
export interface HostileBody {
  readonly what: string;
  readonly raw: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Start of the JSON pointer that `fields` must hold. */
  readonly pointer?: string;
  /** The one status it must have; any 4xx otherwise. */
  readonly status?: number;
}

const bytes = (...parts: readonly (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const malformed = (what: string, raw: string | Buffer, pointer?: string): HostileBody => ({
  what,
  raw,
  status: 400,
  ...(pointer !== undefined && { pointer }),
});
const withType = (type: string, body: string): HostileBody => ({
  what: `JSON called ${type}`,
  raw: body,
  headers: { 'content-type': type },
  status: 415,
});

/** @param valid a body the operation would accept. */
export function hostileBodies(valid: object): HostileBody[] {
  const inner = JSON.stringify(valid).slice(1, -1);
  const and = inner ? `${inner},` : '';
  const text = JSON.stringify(valid);
  return [
    malformed('an unknown key', `{${and}"surprise":1}`, '/surprise'),
    malformed('a key twice', `{${and}"surprise":1,"surprise":2}`, '/surprise'),
    malformed('a key twice, once escaped', `{${and}"surprise":1,"s\\u0075rprise":2}`, '/surprise'),
    malformed('40,000 nested arrays', `{${and}"surprise":${'['.repeat(40_000)}${']'.repeat(40_000)}}`, '/surprise'),
    malformed('40,000 nested objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`),
    malformed('an integer of 2^53 + 1', `{${and}"surprise":9007199254740993}`, '/surprise'),
    malformed('a number that loses digits', `{${and}"surprise":0.1000000000000000055511151231257827}`, '/surprise'),
    malformed('a number beyond all', `{${and}"surprise":1e999}`, '/surprise'),
    malformed('bytes that are not UTF-8', bytes(`{${and}"surprise":"`, [0xff, 0xfe], '"}'), '/surprise'),
    malformed('an overlong NUL', bytes(`{${and}"surprise":"`, [0xc0, 0x80], '"}'), '/surprise'),
    malformed('half a surrogate pair', `{${and}"surprise":"\\ud800"}`, '/surprise'),
    malformed('a NUL', `{${and}"surprise":"a\\u0000b"}`, '/surprise'),
    malformed('a bare control character', bytes(`{${and}"surprise":"a`, [1], 'b"}')),
    malformed('a prototype', `{${and}"__proto__":{"admin":true}}`),
    malformed('a constructor', `{${and}"constructor":{"prototype":{}}}`),
    malformed('half a document', text.slice(0, -1)),
    malformed('two documents', `${text}${text}`),
    malformed('a comment', `${text} // so there`),
    malformed('a comma too many', `{${and}"surprise":1,}`),
    malformed('not JSON', 'name=value&other=1'),
    malformed('a byte order mark alone', bytes([0xef, 0xbb, 0xbf])),
    { what: 'a list', raw: '[]' },
    { what: 'a list of one good body', raw: `[${text}]` },
    { what: 'a text', raw: '"text"' },
    { what: 'a number', raw: '5' },
    { what: 'true', raw: 'true' },
    { what: 'null', raw: 'null' },
    withType('text/plain', text),
    withType('application/x-www-form-urlencoded', text),
    withType('multipart/form-data; boundary=x', text),
    withType('application/json; charset=utf-16', text),
    {
      what: 'a gzip bomb',
      raw: gzipSync(Buffer.alloc(8_000_000, ' ')),
      headers: { 'content-encoding': 'gzip' },
      status: 415,
    },
    { what: 'a body called deflated', raw: text, headers: { 'content-encoding': 'deflate' }, status: 415 },
    { what: '2 MB', raw: `{${and}"surprise":"${'x'.repeat(2_000_000)}"}`, status: 413 },
    { what: '1,000,000 keys', raw: `{${'"a":1,'.repeat(100_000)}"b":1}`, status: 400 },
  ];
}

/** The same 2 MB without saying so beforehand: the server may hang up in the midst of it, which is no failure. */
export function sendChunked(
  url: string,
  path: string,
  method: string,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve) => {
    let status = 0;
    const request = http.request(url + path, { method, headers: { ...headers, 'content-type': 'application/json' } });
    request.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.resume().on('close', () => resolve(status));
    });
    request.on('error', () => resolve(status || -1));
    for (let part = 0; part < 32; part += 1) request.write(`${part ? '' : '{"a":"'}${'x'.repeat(65_536)}`);
    request.end('"}');
  });
}

const WRONG_FOR_TYPE: Readonly<Record<string, readonly unknown[]>> = {
  string: [{ nested: { deeply: 1 } }, [[]], 5, true],
  number: [{ nested: 1 }, [[]], '5', true, -1, 1.23456789],
  integer: [{ nested: 1 }, [[]], '5', true, -1, 1.23456789],
  boolean: [{ nested: 1 }, [[]], 'true', 1],
  array: [{ nested: 1 }, 'text', [null], [{ surprise: 1 }], [[[]]]],
  object: ['text', 5, [[]], { surprise: 1 }],
};
const WRONG_DAYS = ['2024-02-30', '2023-02-29', '2024-13-01', '2024-2-3', '20240203', '2024-02-03T00:00:00Z'];
const WRONG_INSTANTS = ['2024-02-30T10:00:00Z', '2024-02-03T10:00:00', '2024-02-03', '2024-02-03T25:00:00Z'];

/** Values a field of that name and schema must not accept. */
export function wrongValues(name: string, property: Schema): unknown[] {
  const is = (format: string, ending: RegExp): boolean => property.format === format || ending.test(name);
  const forType = WRONG_FOR_TYPE[property.type ?? 'object'] ?? [];
  return [
    ...forType.filter((value) => typeof value !== 'number' || value >= 0 || (property.minimum ?? 0) >= 0),
    ...(property.enum ? ['NO_SUCH_VALUE', ''] : []),
    ...(is('uuid', /Id$/) ? ['not-an-id'] : []),
    ...(is('date', /(On|Date)$/) ? WRONG_DAYS : []),
    ...(is('date-time', /At$/) ? WRONG_INSTANTS : []),
  ];
}

interface Wanted {
  readonly status?: number | undefined;
  readonly pointer?: string | undefined;
}
type Problem = { code?: unknown; status?: unknown; fields?: readonly { pointer: string }[] };

/** Why an answer is not the refusal it should be; undefined if it is. */
export function faultOf({ status, headers, body, text }: Answer<Problem>, wanted: Wanted = {}): string | undefined {
  const pointers = (body?.fields ?? []).map((field) => field.pointer);
  const tests: [boolean, string][] = [
    [status >= 400 && status < 500, 'no refusal'],
    [status === (wanted.status ?? status), `not ${wanted.status}`],
    [Boolean(headers.get('content-type')?.startsWith('application/problem+json')), 'no problem document'],
    [/^[A-Z_]+\.[A-Z_0-9]+$/.test(String(body?.code)) && body?.status === status, 'no code'],
    [pointers.every((one) => one === '' || one.startsWith('/')), 'not pointers'],
    [
      pointers.some((one) => one.startsWith(wanted.pointer ?? '')) || !wanted.pointer,
      `does not name ${wanted.pointer}`,
    ],
  ];
  const failed = tests.find(([holds]) => !holds);
  return failed && `${failed[1]}: ${status} ${text.slice(0, 300)}`;
}
