/** Rows of a delimited text with their lines. */
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { asciiBytes, decodeValue } from './byte-text.parser';
import { delimiterOf } from './delimiter.rules';
import type { FileLimits } from './file-limits.types';
import { type FileFault, FileSyntaxError } from './file-syntax.errors';

export interface DelimitedRow {
  readonly cells: readonly string[];
  /** Line where the row begins; a quoted cell may hold several. */
  readonly line: number;
}

/** A row is at most so many times the longest text. */
const ROW_TEXTS = 16;
/** Enough to hold the names of the columns, and the letterhead above them. */
const HEAD_BYTES = 4 * 4096;

async function* replay(head: readonly Buffer[], rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield* head;
  yield* rest;
}

async function headOf(source: AsyncGenerator<Buffer>): Promise<Buffer[]> {
  const head: Buffer[] = [];
  for (let size = 0; size < HEAD_BYTES;) {
    const next = await source.next();
    if (next.done) break;
    head.push(next.value);
    size += next.value.length;
  }
  return head;
}

function refusal(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const code = ({ CSV_MAX_RECORD_SIZE: 'TEXT_TOO_LONG', CSV_QUOTE_NOT_CLOSED: 'TRUNCATED' } as const)[
    error.code as string
  ];
  return new FileSyntaxError<FileFault>(code ?? 'MALFORMED', line, 1, error.message.slice(0, 300));
}

/** Rows with at least one filled cell. Throws FileSyntaxError. */
export async function* readDelimitedRows(
  chunks: AsyncIterable<Buffer | string>,
  limits: FileLimits,
  isHead: (names: readonly string[]) => boolean,
): AsyncGenerator<DelimitedRow> {
  const source = asciiBytes(chunks, limits.bytes);
  const head = await headOf(source);
  const text = Buffer.concat(head).toString('latin1');
  const parser = parse({
    delimiter: delimiterOf(text, isHead),
    encoding: 'latin1',
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: Math.min(limits.segmentText, ROW_TEXTS * limits.textLength),
  });
  pipeline(Readable.from(replay(head, source)), parser, () => undefined);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const cells = record.map((cell) => decodeValue(cell).trim());
      const long = cells.findIndex((cell) => cell.length > limits.textLength);
      if (long >= 0) {
        const message = `more than ${limits.textLength} characters in column ${long + 1}`;
        throw new FileSyntaxError('TEXT_TOO_LONG', line, 1, message);
      }
      const end = info.lines;
      const height = record.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0);
      line = end + 1;
      if (cells.some((cell) => cell !== '')) yield { cells, line: Math.max(1, end - height) };
    }
  } catch (error) {
    throw refusal(error, line);
  }
}
