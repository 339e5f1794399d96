import * as fc from 'fast-check';
import { linesOf } from './line-reader';

async function* inChunks(text: string, sizes: readonly number[]): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0, n = 0; start < bytes.length; n += 1) {
    const size = sizes[n % sizes.length]!;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}
async function read(text: string, sizes: readonly number[], maxBytes = 10): Promise<string[]> {
  const lines: string[] = [];
  for await (const { number, bytes, isTooLong, isUnended } of linesOf(inChunks(text, sizes), maxBytes))
    lines.push(`${number}:${isTooLong ? 'too long' : bytes.toString()}${isUnended ? ' (unended)' : ''}`);
  return lines;
}

describe('lines of a stream', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['one line', 'ab\n', ['1:ab']],
    ['a last line without its end', 'ab\ncd', ['1:ab', '2:cd (unended)']],
    ['blank lines', '\n \t\r\nab\r\n\n', ['3:ab\r']],
    ['exactly as long as may be', '0123456789\n', ['1:0123456789']],
    ['one too long, and one after it', '0123456789x\nab\n', ['1:too long', '2:ab']],
    ['one too long and cut', 'ab\n0123456789x', ['1:ab', '2:too long (unended)']],
  ])('%s, however it arrives', async (_, text, lines) => {
    for (const sizes of [[1], [2], [3, 1], [1000]]) expect(await read(text, sizes)).toEqual(lines);
  });

  it('are the same for any chunks', async () => {
    const texts = fc
      .array(fc.constantFrom('a', '\n', 'é', 'xyz', '\r'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (text, sizes) => {
        expect(await read(text, sizes)).toEqual(await read(text, [1000]));
      }),
    );
  });
});
