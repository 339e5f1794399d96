/** Separator and columns of a table, from its first line; numbers as spreadsheets write them. */
import { columnKey, type ColumnMap, defaultColumns, type TableField } from './table-columns.cases';
import { readNumber } from './manifest-values.rules';

const DELIMITERS = [',', ';', '\t'] as const;
/** A text of fewer characters is the whole file. */
const SHORT = 256;
export type Delimiter = (typeof DELIMITERS)[number];

/** The first record, as far as quotes let it go; undefined if it does not end within the text. */
export function firstRecord(text: string): string | undefined {
  const start = text.search(/[^\r\n]/);
  let quoted = false;
  for (let i = Math.max(start, 0); i < text.length; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (!quoted && (text[i] === '\n' || text[i] === '\r')) return text.slice(start, i);
  }
  return undefined;
}

/** The delimiter that stands most often outside quotes in the first record. */
export function delimiterOf(record: string): Delimiter {
  const bare = record.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length - 1;
  return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

/** Columns that were understood, each field at most once; the rest by position. */
export function fieldsOf(names: readonly string[], columns: ColumnMap = defaultColumns): (TableField | undefined)[] {
  const used = new Set<TableField>();
  return names.map((name) => {
    const field = columns.get(columnKey(name));
    if (!field || used.has(field)) return undefined;
    used.add(field);
    return field;
  });
}

/** Is this the head of a bill-of-lading table? It names the bill and at least one thing more. */
export function isBillTable(fields: readonly (TableField | undefined)[]): boolean {
  return fields.includes('bl_no') && fields.filter((field) => field !== undefined).length >= 2;
}

/** The head of a table in text, for a first look at a file; undefined if it cannot be told yet. */
export function looksLikeBillTable(text: string): boolean | undefined {
  const record = firstRecord(text) ?? (text.length < SHORT ? text : undefined);
  if (record === undefined) return undefined;
  const names = record.split(delimiterOf(record)).map((name) => name.replace(/^\s*"|"\s*$/g, ''));
  return isBillTable(fieldsOf(names));
}

/** Thousands separators are taken where they cannot be anything else: 1,234,567 or 1.234,50. One "1,234" is left in doubt. */
export function readTableNumber(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '');
  if (/^\d{1,3}(?:,\d{3})+\.\d+$|^\d{1,3}(?:,\d{3}){2,}$/.test(bare)) return readNumber(bare.replaceAll(',', ''));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$/.test(bare)) {
    return readNumber(bare.replaceAll('.', '').replace(',', '.'));
  }
  if (/^\d+,\d{1,2}$/.test(bare)) return readNumber(bare.replace(',', '.'));
  return readNumber(bare);
}
