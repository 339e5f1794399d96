/**
 * Bytes to text, by byte order mark or XML declaration. A byte that is not valid becomes U+FFFD and the reading goes
 * on: a file with one broken accent is still evidence.
 */
import { FileSyntaxError } from './file-syntax.errors';

/** Small slices bound what the tokenizer can pile up between two looks at it. */
export const sliceLength = 16 * 1024;
const SNIFF_BYTES = 256;

function* slices(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += sliceLength) yield text.slice(from, from + sliceLength);
}

/** Cut before decoding, so that no slice holds on to the text of a whole chunk (25 against 58 MB of heap on 85 MB). */
function* decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): Generator<string> {
  for (let from = 0; from < bytes.length; from += sliceLength) {
    yield decoder.decode(bytes.subarray(from, from + sliceLength), { stream: true });
  }
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  const declared = /^(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(
    head.toString('latin1'),
  );
  return declared?.[1] ?? 'utf-8';
}

function decoderFor(head: Buffer): InstanceType<typeof TextDecoder> {
  const encoding = encodingOf(head);
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new FileSyntaxError('UNSUPPORTED_ENCODING', 1, 1, `encoding ${encoding} is not known`);
  }
}

/** Text of at most `sliceLength` characters at a time. Throws TOO_LARGE beyond `maxBytes`. */
export async function* decodeXml(chunks: AsyncIterable<Buffer | string>, maxBytes: number): AsyncGenerator<string> {
  let bytes = 0;
  let head: Buffer | undefined = Buffer.alloc(0);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of chunks) {
    bytes += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length;
    if (bytes > maxBytes) throw new FileSyntaxError('TOO_LARGE', 1, 1, `more than ${maxBytes} bytes`);
    if (typeof chunk === 'string') {
      yield* slices(chunk);
      continue;
    }
    let pending = chunk;
    if (head) {
      head = Buffer.concat([head, chunk]);
      if (head.length < SNIFF_BYTES) continue;
      decoder = decoderFor(head);
      pending = head;
      head = undefined;
    }
    if (decoder) yield* decoded(decoder, pending);
  }
  if (head?.length) {
    decoder = decoderFor(head);
    yield* decoded(decoder, head);
  }
  if (decoder) yield decoder.decode();
}
