/** Any watchlist: its form is told from the first bytes, never from its name, and the reader of that form does the rest. */
import { readCsvList } from './csv-list.parser';
import { readFtmList } from './ftm-list.parser';
import type { ListFormat, ListLimits, ListPart } from './list-entry.types';
import { ListSyntaxError } from './list.errors';
import { readUnList } from './un-list.parser';

type Chunks = AsyncIterable<Buffer | string>;
type Reader = (chunks: Chunks, limits: Partial<ListLimits>) => AsyncGenerator<ListPart>;
const READERS: Readonly<Record<ListFormat, Reader>> = { UN_XML: readUnList, FTM: readFtmList, CSV: readCsvList };
const HEAD_BYTES = 4096;

function textOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  return head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}

/** Control characters no text has; tab and line ends are let through. */
const isBinary = (text: string): boolean => [...text].some((one) => one < '\t' || (one > '\r' && one < ' '));

/** The form of a list, or undefined for what is no text. */
export function listFormOf(head: Buffer): ListFormat | undefined {
  const text = textOf(head);
  if (/^\s*</.test(text)) return 'UN_XML';
  if (/^\s*[{[]/.test(text)) return 'FTM';
  return isBinary(text) ? undefined : 'CSV';
}

async function* after(head: readonly Buffer[], rest: AsyncIterator<Buffer | string>): AsyncGenerator<Buffer> {
  yield* head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield Buffer.from(next.value as Buffer);
}

/** Header, entries and warnings, at last the counts. Rejects with ListSyntaxError (EMPTY, UNKNOWN_FORMAT or what the reader refuses). */
export async function* readList(chunks: Chunks, limits: Partial<ListLimits> = {}): AsyncGenerator<ListPart> {
  const source = chunks[Symbol.asyncIterator]();
  const head: Buffer[] = [];
  try {
    for (let size = 0; size < HEAD_BYTES;) {
      const next = await source.next();
      if (next.done) break;
      head.push(Buffer.from(next.value as Buffer));
      size += head.at(-1)!.length;
    }
    const bytes = Buffer.concat(head).subarray(0, HEAD_BYTES);
    if (bytes.length === 0) throw new ListSyntaxError('EMPTY', 1, 1, 'the file is empty');
    const form = listFormOf(bytes);
    if (!form) throw new ListSyntaxError('UNKNOWN_FORMAT', 1, 1, 'neither XML nor JSON lines nor a table');
    yield* READERS[form](after(head, source), limits);
  } finally {
    await source.return?.();
  }
}
