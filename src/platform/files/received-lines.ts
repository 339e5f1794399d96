import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { FileSyntaxError } from './file-syntax.errors';

export interface ReceivedLines<Line> {
  readonly lines: readonly Line[];
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
}

/** Reads a file line by line while it arrives. Throws what the reader throws, and TOO_LARGE beyond `most` lines. */
export async function receiveLines<Line extends { readonly line: number }>(
  content: Readable,
  read: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Line>,
  most: number,
): Promise<ReceivedLines<Line>> {
  const hash = createHash('sha256');
  let size = 0;
  async function* tapped(): AsyncGenerator<Buffer> {
    // Not destroyed when we stop early: the answer goes out on the same connection, and the rest of the body is let run off.
    for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  const lines: Line[] = [];
  try {
    for await (const line of read(tapped())) {
      if (lines.push(line) > most) {
        throw new FileSyntaxError('TOO_LARGE', line.line, 1, `more than ${most} lines: send it in parts`);
      }
    }
  } catch (error) {
    content.resume();
    throw error;
  }
  return { lines, size, sha256: hash.digest() };
}
