/**
 * The generic bill-of-lading table as CSV (standards 1.5), separated by comma, semicolon or tab.
 * Invariants: rows of one bill number are one bill wherever they stand, as long as the rows held fit the limit of a segment;
 * beyond it the oldest bills are given out first, and a row that comes too late is a bill of its own with a warning.
 */
import { ManifestSyntaxError } from './manifest.errors';
import { ManifestTally } from './manifest-tally.parser';
import {
  defaultManifestLimits,
  type ManifestHeader,
  type ManifestLimits,
  type ManifestPart,
  type ManifestWarningCode,
} from './manifest.types';
import { SegmentNotes } from './segment-reader.parser';
import { readTableBill } from './table-bill.parser';
import { columnKey, type ColumnMap, defaultColumns, type TableField } from './table-columns.cases';
import { fieldsOf, isBillTable } from './table-form.rules';
import { RowReader, type TableHead } from './table-row.parser';
import { readRows, type TableRow } from './table-rows.parser';

const warning = (code: ManifestWarningCode, message: string, line: number, element?: string): ManifestPart => ({
  type: 'warning',
  warning: { code, message, line, ...(element && { element }) },
});

/** Cells held, in units of the limit of one segment. */
const HELD_SEGMENTS = 4;

const sameVoyage = (a: ManifestHeader, b: ManifestHeader): boolean => JSON.stringify(a) === JSON.stringify(b);

class TableReading {
  private readonly tally = new ManifestTally();
  private readonly held = new Map<string, TableRow[]>();
  private heldText = 0;
  private heldCells = 0;
  private head: TableHead | undefined;
  private header: ManifestHeader | undefined;
  private bills = 0;

  constructor(
    private readonly limits: ManifestLimits,
    private readonly columns: ColumnMap,
  ) {}

  *take(row: TableRow): Generator<ManifestPart> {
    if (!this.head) {
      yield* this.begin(row);
      return;
    }
    const { names, at } = this.head;
    if (row.cells.length !== names.length) {
      yield warning('ROW_LENGTH', `the row has ${row.cells.length} cells, the table ${names.length} columns`, row.line);
    }
    const reference = row.cells[at.get('bl_no') ?? -1] ?? '';
    // A row without a number belongs to no other row.
    const key = reference === '' ? `\u0000${row.line}` : reference;
    const rows = this.held.get(key) ?? [];
    rows.push(row);
    this.held.set(key, rows);
    this.heldText += row.cells.reduce((sum, cell) => sum + cell.length + 1, 0);
    if (this.held.size + this.bills > this.limits.bills) {
      throw new ManifestSyntaxError('TOO_MANY_BILLS', row.line, 1, `more than ${this.limits.bills} bills`);
    }
    this.heldCells += row.cells.length;
    if (this.isFull()) yield* this.flush(key);
  }

  *end(): Generator<ManifestPart> {
    if (!this.head) throw new ManifestSyntaxError('EMPTY', 1, 1, 'the file has no row');
    yield* this.flush();
    if (this.bills === 0) yield warning('MISSING_HEADER', 'the table has no row', 1);
    yield { type: 'end', counts: this.tally.counts() };
  }

  private *begin({ cells, line }: TableRow): Generator<ManifestPart> {
    const fields = fieldsOf(cells, this.columns);
    if (!isBillTable(fields)) {
      const names = cells.slice(0, 12).join(', ').slice(0, 200);
      const message = `the columns are none of a bill-of-lading table, which needs bl_no and one more; found: ${names}`;
      throw new ManifestSyntaxError('UNKNOWN_FORMAT', line, 1, message);
    }
    const known = fields.flatMap((field, i) => (field ? [[field, i] as const] : []));
    this.head = { names: cells, at: new Map<TableField, number>(known) };
    yield { type: 'format', format: 'CSV' };
    for (const [i, name] of cells.entries()) {
      if (fields[i]) continue;
      const twice = this.columns.has(columnKey(name));
      const message = twice ? 'is given twice; this one' : 'is not known; it';
      const shown = JSON.stringify(name.slice(0, 80));
      yield warning(
        twice ? 'REPEATED_ELEMENT' : 'UNKNOWN_COLUMN',
        `column ${shown} ${message} is kept as unmapped`,
        line,
        name.slice(0, 80),
      );
    }
  }

  private isFull(): boolean {
    return this.heldText > this.limits.segmentText || this.heldCells > HELD_SEGMENTS * this.limits.segmentElements;
  }

  /** The bill being read stays, or a sorted file would be cut within it, unless it is the only one. */
  private *flush(current?: string): Generator<ManifestPart> {
    const open = current !== undefined && this.held.size > 1 ? this.held.get(current) : undefined;
    if (open) this.held.delete(current!);
    const groups = [...this.held.values()];
    this.held.clear();
    if (open) this.held.set(current!, open);
    this.heldText = 0;
    this.heldCells = 0;
    for (const rows of groups) yield* this.bill(rows);
  }

  private *bill(rows: readonly TableRow[]): Generator<ManifestPart> {
    this.bills += 1;
    const notes = new SegmentNotes();
    notes.billReference = rows[0]?.cells[this.head!.at.get('bl_no') ?? -1] || undefined;
    const readers = rows.map(({ cells, line }) => new RowReader(this.head!, cells, line, notes));
    const { header, bill } = readTableBill(readers, notes);
    if (!this.header) yield { type: 'header', header };
    this.header ??= header;
    if (this.tally.add(bill).duplicate) {
      notes.warn('DUPLICATE_BILL', 'the reference was used before, too far above to be one bill', bill.sourceLine);
    }
    const damaged = rows.find(({ cells }) => cells.some((cell) => cell.includes('\uFFFD')));
    if (damaged) notes.warn('MOJIBAKE', 'characters were lost; U+FFFD stands for them', damaged.line);
    yield { type: 'bill', bill: sameVoyage(header, this.header) ? bill : { ...bill, header } };
    for (const one of notes.warnings) yield { type: 'warning', warning: one };
  }
}

/** Parts as of `readAsycuda`. Rejects with ManifestSyntaxError: columns of no such table, a quote or row without end. */
export async function* readTable(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ManifestLimits> = {},
  columns: ColumnMap = defaultColumns,
): AsyncGenerator<ManifestPart> {
  const all = { ...defaultManifestLimits, ...limits };
  const reading = new TableReading(all, columns);
  for await (const row of readRows(chunks, all)) yield* reading.take(row);
  yield* reading.end();
}
