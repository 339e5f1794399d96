/** A table of statements, one a row. Every row is a verdict; a column that is not known is refused with the whole file, not passed over. */
import { readDelimitedRows } from '../../../platform/files/delimited-rows.parser';
import { FileSyntaxError } from '../../../platform/files/file-syntax.errors';
import { readCell } from '../csv-cell.rules';
import { readFragment } from './fragment.rules';
import { IMPORT_LIMITS, type ParsedLine } from './import.types';
import { REQUIRED_COLUMNS, STATEMENT_COLUMNS, type StatementColumn } from './statement-table.cases';

const LIMITS = {
  bytes: IMPORT_LIMITS.bytes,
  depth: 1,
  textLength: 65_000,
  attachmentLength: 0,
  segmentElements: 100,
  segmentText: IMPORT_LIMITS.lineLength,
};

const columnOf = (name: string): string => name.trim().toLowerCase();
const isHead = (names: readonly string[]): boolean =>
  REQUIRED_COLUMNS.every((name) => names.map(columnOf).includes(name));

function columnsOf(cells: readonly string[], line: number): StatementColumn[] {
  const names = cells.map(columnOf);
  const missing = REQUIRED_COLUMNS.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !(STATEMENT_COLUMNS as readonly string[]).includes(name));
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  const faults = [
    ...(missing.length > 0 ? [`columns missing: ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`columns not known: ${unknown.join(', ').slice(0, 200)}`] : []),
    ...(twice.length > 0 ? [`columns twice: ${twice.join(', ').slice(0, 200)}`] : []),
  ];
  if (faults.length > 0) throw new FileSyntaxError('UNKNOWN_FORMAT', line, 1, faults.join('; '));
  return names as StatementColumn[];
}

function readRow(columns: readonly StatementColumn[], cells: readonly string[], line: number): ParsedLine {
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell !== ''))
    return { line, ftmId: null, reasons: ['the row has more cells than the table has columns'] };
  const cell = (name: StatementColumn): string | undefined => {
    const text = readCell(cells[columns.indexOf(name)] ?? '');
    return text === '' ? undefined : text;
  };
  const [prop, value] = [cell('prop'), cell('value')];
  if (prop === undefined || value === undefined)
    return { line, ftmId: cell('id') ?? null, reasons: [prop === undefined ? 'no prop' : 'no value'] };
  const raw = {
    prop,
    value,
    lang: cell('lang'),
    originalValue: cell('original_value'),
    source: cell('source'),
    reliability: cell('reliability'),
    credibility: cell('credibility'),
  };
  return readFragment(line, cell('id'), cell('schema'), [raw]);
}

/** Throws FileSyntaxError: over a limit, or without the columns it needs. */
export async function* readCsvStatements(chunks: AsyncIterable<Buffer>): AsyncGenerator<ParsedLine> {
  let columns: StatementColumn[] | undefined;
  for await (const { cells, line } of readDelimitedRows(chunks, LIMITS, isHead)) {
    if (columns) yield readRow(columns, cells, line);
    else columns = columnsOf(cells, line);
  }
}
