/** Lines of a text, of bounded length: a line that is too long is reported and passed over, not held. */
import { decodeXml } from './xml-text.parser';

export interface TextLine {
  readonly line: number;
  /** Undefined for a line beyond the limit. */
  readonly text: string | undefined;
}

/** Lines that hold more than white space. Throws TOO_LARGE beyond `maxBytes`. */
export async function* readLines(
  chunks: AsyncIterable<Buffer | string>,
  maxBytes: number,
  maxLength: number,
): AsyncGenerator<TextLine> {
  let line = 1;
  let held: string[] = [];
  let length = 0;
  const take = (): TextLine | undefined => {
    const text = length > maxLength ? undefined : held.join('').trim();
    held = [];
    length = 0;
    return text === '' ? undefined : { line, text };
  };
  for await (const slice of decodeXml(chunks, maxBytes)) {
    const [first = '', ...others] = slice.split('\n');
    const push = (part: string): void => {
      length += part.length;
      if (length <= maxLength) held.push(part);
      else held = [];
    };
    push(first);
    for (const part of others) {
      const whole = take();
      if (whole) yield whole;
      line += 1;
      push(part);
    }
  }
  const last = take();
  if (last) yield last;
}
