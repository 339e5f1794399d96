import fs from 'node:fs';
import { parse } from 'csv-parse/sync';

const MAX_BYTES = 50_000_000;

export type CsvRow = Readonly<Record<string, string>>;

/** A CSV file with a header line, or what is wrong with it in one sentence. */
export function readCsv(file: string, columns: readonly string[]): readonly CsvRow[] | string {
  let text: string;
  try {
    if (fs.statSync(file).size > MAX_BYTES) return `${file}: larger than ${MAX_BYTES} bytes`;
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return `${file}: cannot be read`;
  }
  try {
    let header: string[] = [];
    const rows = parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      columns: (found: string[]) => (header = found.map((name) => name.trim())),
    }) as unknown as CsvRow[];
    const missing = columns.filter((column) => !header.includes(column));
    return missing.length === 0 ? rows : `${file}: no column ${missing.join(', ')}`;
  } catch (error) {
    return `${file}: not CSV: ${error instanceof Error ? error.message : 'unreadable'}`;
  }
}

export interface Answer {
  readonly exitCode: 0 | 2;
  readonly output: object;
}

export const refused = (message: string): Answer => ({ exitCode: 2, output: { ok: false, message } });
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
