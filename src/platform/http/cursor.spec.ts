import { DomainError } from '../../kernel/domain-error';
import { createCursorCodec } from './cursor';

const codec = createCursorCodec(Buffer.alloc(32, 7));
const keyset = { at: '1732311234567891', id: '01934f6e-8a3b-7c21-9d55-3f2a1b0c4d5e' };
const scope = 'org:HT-1|inspections|status=open';

function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError)
      return [error.definition.code, error.details.fields?.map((field) => field.pointer)];
    throw error;
  }
  return 'accepted';
}

const INVALID = ['REQUEST.CURSOR_INVALID', ['/cursor']];

it('gives back the keyset for the same scope', () => {
  const cursor = codec.encode(scope, keyset);
  expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(codec.decode(scope, cursor)).toEqual(keyset);
});

it.each(['org:HT-2|inspections|status=open', 'org:HT-1|cases|status=open', 'org:HT-1|inspections|status=closed', ''])(
  'refuses a cursor in the foreign scope "%s"',
  (foreign) => {
    expect(refusal(() => codec.decode(foreign, codec.encode(scope, keyset)))).toEqual(INVALID);
  },
);

it('refuses a cursor of another key', () => {
  const other = createCursorCodec(Buffer.alloc(32, 8));
  expect(refusal(() => codec.decode(scope, other.encode(scope, keyset)))).toEqual(INVALID);
});

it('refuses a cursor with any one character changed, added or removed', () => {
  const cursor = codec.encode(scope, keyset);
  for (let at = 0; at < cursor.length; at++) {
    const other = cursor[at] === 'A' ? 'B' : 'A';
    expect(refusal(() => codec.decode(scope, cursor.slice(0, at) + other + cursor.slice(at + 1)))).toEqual(INVALID);
    expect(refusal(() => codec.decode(scope, cursor.slice(0, at)))).toEqual(INVALID);
  }
  for (const added of ['=', ' ', '\n', 'A', '!']) {
    expect(refusal(() => codec.decode(scope, cursor + added))).toEqual(INVALID);
  }
});

it('refuses what is not text, and text of any length', () => {
  for (const text of [undefined, null, ['a'], {}, 5]) {
    expect(refusal(() => codec.decode(scope, text as string))).toEqual(INVALID);
  }
  expect(refusal(() => codec.decode(scope, 'A'.repeat(1_000_000)))).toEqual(INVALID);
});

it('does not let the scope run into the position', () => {
  const cursor = Buffer.from(codec.encode('list', { at: '1', id: 'x' }), 'base64url');
  const shifted = Buffer.concat([cursor.subarray(0, 32), cursor.subarray(33)]).toString('base64url');
  expect(refusal(() => codec.decode('list1', shifted))).toEqual(INVALID);
});

it('needs a key of 32 bytes', () => {
  expect(() => createCursorCodec(Buffer.alloc(31))).toThrow('32 bytes');
});
