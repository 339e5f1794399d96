import { arrayLiteral, copyLine } from './copy-text';

describe('a row for COPY', () => {
  it.each<[string, unknown, string]>([
    ['nothing', null, '\\N'],
    ['an absent value', undefined, '\\N'],
    ['a text that looks like nothing', '\\N', '\\\\N'],
    ['a tab and a line feed', 'a\tb\nc\r', 'a\\tb\\nc\\r'],
    ['an empty text', '', ''],
    ['a number', 12.5, '12.5'],
    ['a truth', true, 't'],
    ['bytes', Buffer.from([1, 255]), '\\\\x01ff'],
    ['JSON with a line feed inside', { a: 'b\nc' }, '{"a":"b\\\\nc"}'],
  ])('writes %s', (_, value, text) => {
    expect(copyLine([value])).toBe(`${text}\n`);
  });

  it('parts fields by tabs', () => {
    expect(copyLine([1, null, 'x'])).toBe('1\t\\N\tx\n');
  });

  it('writes lists of texts with quotes and backslashes kept', () => {
    expect(arrayLiteral([])).toBe('{}');
    expect(arrayLiteral(['a,b', 'say "x"', 'c\\d', 'NULL', ''])).toBe('{"a,b","say \\"x\\"","c\\\\d","NULL",""}');
  });
});
