/**
 * The generic bill-of-lading table (standards 1.5), from CSV or a workbook: rows in, bills out.
 * Invariants: rows of one bill number are one bill wherever they stand, as long as what is held fits the limits of a segment.
 * Beyond them the oldest bills are given out first, a bill that is too long in itself is given out in parts, and what comes later
 * is a bill of its own with a warning: memory is bounded and no row is lost.
 */
import { ManifestSyntaxError } from '../manifest.errors';
import { ManifestTally } from '../manifest-tally.parser';
import {
  defaultManifestLimits,
  type ManifestFormat,
  type ManifestHeader,
  type ManifestLimits,
  type ManifestPart,
  type ManifestWarningCode,
} from '../manifest.types';
import { SegmentNotes } from '../asycuda/segment-reader.parser';
import { readTableBill } from './table-bill.parser';
import { columnKey } from './table-columns.cases';
import { HEAD_WITHIN, headOf, isBillTable, type TableHead } from './table-form.rules';
import type { TablePlan } from './table-plan.types';
import { RowReader } from './table-row.parser';
import { readRows, type TableRow } from './table-rows.parser';

const warning = (code: ManifestWarningCode, message: string, line: number, element?: string): ManifestPart => ({
  type: 'warning',
  warning: { code, message, line, ...(element && { element }) },
});

/** Share of a segment's text that waiting rows may take: the program's own memory and what is being read come on top. */
const HELD_SHARE = 0.5;

const sameVoyage = (a: ManifestHeader, b: ManifestHeader): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Rows waiting for others of their bill, each as one text: a list of cells takes five times the memory. */
interface HeldBill {
  readonly rows: string[];
  cells: number;
}

export class TableReading {
  private readonly tally = new ManifestTally();
  private readonly held = new Map<string, HeldBill>();
  private heldText = 0;
  private head: TableHead | undefined;
  /** Rows in which the names of the columns were not found. */
  private readonly above: TableRow[] = [];
  private header: ManifestHeader | undefined;
  private bills = 0;

  constructor(
    private readonly format: ManifestFormat,
    private readonly limits: ManifestLimits,
    private readonly plan: TablePlan | undefined,
  ) {}

  *take(row: TableRow): Generator<ManifestPart> {
    if (!this.head) {
      yield* this.begin(row);
      return;
    }
    const { names, at } = this.head;
    // A sheet leaves empty cells out: a row shorter than the head has lost nothing.
    const isShort = this.format === 'XLSX' && row.cells.length < names.length;
    if (row.cells.length !== names.length && !isShort) {
      yield warning('ROW_LENGTH', `the row has ${row.cells.length} cells, the table ${names.length} columns`, row.line);
    }
    const reference = row.cells[at.get('bl_no') ?? -1] ?? '';
    // A row without a number belongs to no other row.
    const key = reference === '' ? `\u0000${row.line}` : reference;
    const bill = this.held.get(key) ?? { rows: [], cells: 0 };
    const text = JSON.stringify(row);
    bill.rows.push(text);
    bill.cells += row.cells.length;
    this.held.set(key, bill);
    this.heldText += text.length;
    if (this.held.size + this.bills > this.limits.bills) {
      throw new ManifestSyntaxError('TOO_MANY_BILLS', row.line, 1, `more than ${this.limits.bills} bills`);
    }
    if (bill.cells > this.limits.segmentElements) yield* this.give(key, bill);
    else if (this.heldText > HELD_SHARE * this.limits.segmentText) yield* this.flush(key);
  }

  *end(): Generator<ManifestPart> {
    if (!this.head)
      throw this.above.length > 0 ? this.refusal() : new ManifestSyntaxError('EMPTY', 1, 1, 'the file has no row');
    yield* this.flush();
    if (this.bills === 0) yield warning('MISSING_HEADER', 'the table has no row', 1);
    yield { type: 'end', counts: this.tally.counts() };
  }

  /** The row with most cells comes nearest to the names of columns, and says best what was found. */
  private refusal(): ManifestSyntaxError {
    const filled = ({ cells }: TableRow): number => cells.filter((cell) => cell !== '').length;
    const [widest] = [...this.above].sort((a, b) => filled(b) - filled(a));
    const names = (widest?.cells ?? []).slice(0, 40).join(', ').slice(0, 500);
    const message =
      `the columns are none of a bill-of-lading table, which needs bl_no and one more; found: ${names}. ` +
      'Say what they are in a column map (POST /v1/column-maps) and send the file with ?columnMapId=';
    return new ManifestSyntaxError('UNKNOWN_FORMAT', widest?.line ?? 1, 1, message);
  }

  private *begin(row: TableRow): Generator<ManifestPart> {
    const { cells, line } = row;
    const head = headOf(cells, this.plan);
    if (!isBillTable(head)) {
      this.above.push(row);
      if (this.above.length >= HEAD_WITHIN) throw this.refusal();
      return;
    }
    this.head = head;
    yield { type: 'format', format: this.format };
    for (const one of this.above) {
      const text = one.cells.filter((cell) => cell !== '').join(' | ');
      const message = `the row stands above the names of the columns and is not read: ${text.slice(0, 500)}`;
      yield warning('ROWS_BEFORE_HEADER', message, one.line);
    }
    for (const [i, name] of cells.entries()) {
      if (head.fields[i] !== undefined) continue;
      const twice = head.plan.columns.has(columnKey(name));
      const message = twice ? 'is given twice; this one' : 'is not known; it';
      const shown = name.slice(0, 80);
      const code = twice ? 'REPEATED_ELEMENT' : 'UNKNOWN_COLUMN';
      yield warning(code, `column ${JSON.stringify(shown)} ${message} is kept as unmapped`, line, shown);
    }
  }

  /** The bill being read stays, or a sorted file would be cut within it, unless it is the only one. */
  private *flush(current?: string): Generator<ManifestPart> {
    const only = this.held.size === 1;
    for (const [key, bill] of this.held) if (only || key !== current) yield* this.give(key, bill);
  }

  private *give(key: string, { rows }: HeldBill): Generator<ManifestPart> {
    this.held.delete(key);
    for (const text of rows) this.heldText -= text.length;
    yield* this.bill(rows.map((text) => JSON.parse(text) as TableRow));
  }

  private *bill(rows: readonly TableRow[]): Generator<ManifestPart> {
    this.bills += 1;
    const notes = new SegmentNotes();
    notes.billReference = rows[0]?.cells[this.head!.at.get('bl_no') ?? -1] || undefined;
    const readers = rows.map((row) => new RowReader(this.head!, row, notes));
    const { header, bill } = readTableBill(this.format, readers, notes);
    if (!this.header) yield { type: 'header', header };
    this.header ??= header;
    notes.remark(bill);
    if (this.tally.add(bill).duplicate) {
      const message = 'the reference was used before, too many rows above to be held as one bill';
      notes.warn('DUPLICATE_BILL', message, bill.sourceLine);
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
  plan?: TablePlan,
): AsyncGenerator<ManifestPart> {
  const all = { ...defaultManifestLimits, ...limits };
  const reading = new TableReading('CSV', all, plan);
  for await (const row of readRows(chunks, all, plan)) yield* reading.take(row);
  yield* reading.end();
}
