/** One line of a stream of lines (NDJSON): what stands before a line feed. */
export interface Line {
  /** From 1, blank lines counted. */
  readonly number: number;
  /** Without the line feed; empty if the line was too long. */
  readonly bytes: Buffer;
  readonly isTooLong: boolean;
  /** The stream ended in it: it may be cut. */
  readonly isUnended: boolean;
}

const LINE_FEED = 0x0a;

/**
 * Cuts a stream of bytes into lines. Holds one line at a time, and never more of it than `maxBytes`: what is longer is read over to its
 * end and given without its bytes. Blank lines are left out.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Line> {
  const held = new HeldLine(maxBytes);
  let number = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      held.add(chunk.subarray(start, end));
      start = end + 1;
      number += 1;
      const line = held.take(number, false);
      if (line) yield line;
    }
    held.add(chunk.subarray(start));
  }
  const last = held.take(number + 1, true);
  if (last) yield last;
}

/** One growing buffer: a list of one-byte chunks would cost a hundred times what was sent. */
class HeldLine {
  private buffer = Buffer.alloc(0);
  private length = 0;
  private isTooLong = false;

  constructor(private readonly maxBytes: number) {}

  add(part: Buffer): void {
    const total = this.length + part.length;
    if (this.isTooLong || total > this.maxBytes) {
      this.isTooLong = true;
      this.length = 0;
      return;
    }
    if (total > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(this.maxBytes, Math.max(total, this.buffer.length * 2, 4096)));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    part.copy(this.buffer, this.length);
    this.length = total;
  }

  take(number: number, isUnended: boolean): Line | undefined {
    const bytes = Buffer.from(this.buffer.subarray(0, this.length));
    const { isTooLong } = this;
    this.length = 0;
    this.isTooLong = false;
    if (!isTooLong && isBlank(bytes)) return undefined;
    return { number, bytes, isTooLong, isUnended };
  }
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
