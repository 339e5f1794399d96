/**
 * Text of unknown encoding whose separators are ASCII: cut as bytes first (one character per byte), decoded value by
 * value afterwards, so that one latin-1 name in a UTF-8 file spoils nothing but itself.
 */
import { FileSyntaxError } from './file-syntax.errors';

export const byteSlice = 16 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');

/** A value cut out of byte text: UTF-8 where it is that, else windows-1252, which holds latin-1. A NUL becomes U+FFFD: no database text holds it. */
export function decodeValue(bytes: string): string {
  const text = /[\u0080-\u00ff]/.test(bytes) ? decoded(Buffer.from(bytes, 'latin1')) : bytes;
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

function decoded(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}

function utf16(head: Buffer): InstanceType<typeof TextDecoder> | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  return undefined;
}

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** Bytes in an encoding that keeps ASCII, at most 16 kB at a time, without byte order mark. Throws TOO_LARGE. */
export async function* asciiBytes(chunks: AsyncIterable<Buffer | string>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  let head: Buffer | undefined = Buffer.alloc(0);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const out = (part: Buffer): Buffer => (decoder ? Buffer.from(decoder.decode(part, { stream: true })) : part);
  for await (const chunk of chunks) {
    let pending: Buffer = Buffer.from(chunk as Buffer);
    bytes += pending.length;
    if (bytes > maxBytes) throw new FileSyntaxError('TOO_LARGE', 1, 1, `more than ${maxBytes} bytes`);
    if (head) {
      head = Buffer.concat([head, pending]);
      if (head.length < 4) continue;
      decoder = utf16(head);
      pending = withoutMark(head);
      head = undefined;
    }
    for (let from = 0; from < pending.length; from += byteSlice) yield out(pending.subarray(from, from + byteSlice));
  }
  if (head?.length) yield withoutMark(head);
}
