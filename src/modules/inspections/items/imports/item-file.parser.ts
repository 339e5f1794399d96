/** A list of found items: CSV, a workbook or JSON lines. Invariant: every line that holds something comes out, readable or not. */
import { readDelimitedRows } from '../../../../platform/files/delimited-rows.parser';
import { FileSyntaxError } from '../../../../platform/files/file-syntax.errors';
import { readLines } from '../../../../platform/files/text-lines.parser';
import { HEAD_WITHIN } from '../../../../platform/files/delimiter.rules';
import { parseStrictJson, StrictJsonError } from '../../../../platform/http/strict-json';
import { readFirstSheet, TABLE_LIMITS } from '../../../shipments';
import type { ItemFileFormat, ReadLine } from './item-import.types';
import { MOST_BYTES } from './item-import.types';
import { isItemHead, itemOfRow } from './item-table.rules';

const LIMITS = { ...TABLE_LIMITS, bytes: MOST_BYTES };
/** Characters of one line of JSON. */
const LONGEST_LINE = 64 * 1024;

type Chunks = AsyncIterable<Buffer>;

const READERS: Readonly<Record<ItemFileFormat, (chunks: Chunks) => AsyncGenerator<ReadLine>>> = {
  CSV: (chunks) => readTable(readDelimitedRows(chunks, LIMITS, isItemHead)),
  XLSX: (chunks) => readTable(readFirstSheet(chunks, LIMITS)),
  NDJSON: readJsonLines,
};

/** Throws FileSyntaxError for a file that cannot be read to its end. */
export const readItemFile = (chunks: Chunks, format: ItemFileFormat): AsyncGenerator<ReadLine> =>
  READERS[format](chunks);

async function* readTable(rows: AsyncIterable<{ cells: readonly string[]; line: number }>): AsyncGenerator<ReadLine> {
  let names: readonly string[] | undefined;
  let above = 0;
  for await (const row of rows) {
    if (names) yield itemOfRow(names, row);
    else if (isItemHead(row.cells)) names = row.cells;
    else if (++above >= HEAD_WITHIN) break;
  }
  if (!names)
    throw new FileSyntaxError('UNEXPECTED_ROOT', 1, 1, 'no row names the columns: at least `category` and one more');
}

async function* readJsonLines(chunks: Chunks): AsyncGenerator<ReadLine> {
  for await (const { line, text } of readLines(chunks, MOST_BYTES, LONGEST_LINE)) {
    if (text === undefined) {
      const fault = { pointer: '', code: 'TOO_LONG', message: `A line has at most ${LONGEST_LINE} characters` };
      yield { line, text: '', faults: [fault] };
    } else yield jsonLine(line, text);
  }
}

function jsonLine(line: number, text: string): ReadLine {
  try {
    const value = parseStrictJson(Buffer.from(text));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      return { line, text, value: value as Record<string, unknown> };
    }
    return { line, text, faults: [{ pointer: '', code: 'NOT_AN_OBJECT', message: 'A line is one JSON object' }] };
  } catch (error) {
    if (error instanceof StrictJsonError) return { line, text, faults: error.faults };
    throw error;
  }
}
