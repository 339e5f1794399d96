/** Cells of one row by field. A cell nobody took, and one that could not be read, is handed on as `unmapped`. */
import type { ManifestWarningCode, UnmappedElement } from '../manifest.types';
import type { SegmentNotes } from '../asycuda/segment-reader.parser';
import type { TableField } from './table-columns.cases';
import type { TableHead } from './table-form.rules';
import type { DecimalMark } from './table-plan.types';
import type { TableRow } from './table-rows.parser';
import { readTableDate, readTableNumber } from './table-values.rules';

/** Fields of the bill, said once however many rows it has. */
const OF_THE_BILL: readonly TableField[] = [
  ...(['bl_no', 'master_bl_no', 'line_no', 'nature', 'bl_type', 'customs_office', 'scac', 'carrier_name'] as const),
  ...(['agent_name', 'vessel', 'imo', 'voyage', 'flag', 'mode', 'port_departure', 'port_destination'] as const),
  ...([
    'port_loading',
    'port_discharge',
    'etd',
    'eta',
    'freight_terms',
    'declared_value',
    'currency',
    'location',
  ] as const),
];

export class RowReader {
  /** One byte for each cell: a set for each row took most of the memory of a long bill. */
  private readonly taken: Uint8Array;
  private readonly doubted = new Set<TableField>();
  readonly line: number;

  constructor(
    readonly head: TableHead,
    readonly row: TableRow,
    private readonly notes: SegmentNotes,
  ) {
    this.taken = new Uint8Array(row.cells.length);
    this.line = row.line;
  }

  /** The first filled cell of each field of the bill; other values in later rows are warned of and stay unmapped. */
  static merged(rows: readonly RowReader[], notes: SegmentNotes): RowReader {
    const [{ head, row }] = rows as readonly [RowReader];
    const cells = [...row.cells];
    const numbers: number[] = [];
    for (const field of OF_THE_BILL) {
      const at = head.at.get(field);
      if (at === undefined || (field === 'declared_value' && head.plan.valuePerLine)) continue;
      const first = rows.find((one) => one.cell(at) !== '');
      if (first) cells[at] = first.cell(at);
      if (first?.row.numbers?.includes(at)) numbers.push(at);
      agree(field, at, rows, notes);
    }
    const merged = new RowReader(head, { cells, line: row.line, numbers }, notes);
    merged.origin = rows;
    return merged;
  }

  /** Takes the cell if it says the same. */
  takeIf(at: number, value: string): boolean {
    if (this.cell(at) === value) this.taken[at] = 1;
    return this.taken[at] === 1 || this.cell(at) === '';
  }

  private origin: readonly RowReader[] = [];

  cell(at: number): string {
    return this.row.cells[at] ?? '';
  }

  text(field: TableField): string | null {
    const at = this.head.at.get(field);
    const constant = this.head.plan.constants?.[field] ?? null;
    if (at === undefined) return constant;
    if (!this.doubted.has(field)) this.taken[at] = 1;
    const value = this.cell(at);
    return value === '' ? constant : value;
  }

  /** The value found before, or this row's; a row that says otherwise leaves its text to `unmapped`. */
  agreeing(field: TableField, before: string | null): string | null {
    const value = this.peek(field);
    return before === null || value === before ? (this.text(field) ?? before) : before;
  }

  /** Warns once about a cell and leaves it to `unmapped`. */
  doubt(field: TableField, code: ManifestWarningCode, message: string): void {
    const at = this.head.at.get(field);
    if (at === undefined || this.doubted.has(field)) return;
    this.doubted.add(field);
    for (const row of [this, ...this.origin]) row.taken[at] = 0;
    const value = this.cell(at);
    const quoted = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
    this.notes.warn(code, `${field} ${quoted} ${message}`, this.line, field);
  }

  /** A number cell of a spreadsheet has a decimal point, whatever its user sees. */
  markOf(field: TableField): DecimalMark | undefined {
    const stored = this.row.numbers?.includes(this.head.at.get(field) ?? -1);
    return stored ? 'POINT' : this.head.plan.decimalMark;
  }

  /** The cell as it is, without taking it. */
  peek(field: TableField): string {
    return this.cell(this.head.at.get(field) ?? -1);
  }

  number(field: TableField): number | null {
    const text = this.text(field);
    const value = text === null ? null : readTableNumber(text, this.markOf(field));
    if (value === undefined) this.doubt(field, 'BAD_NUMBER', 'cannot be read');
    return value ?? null;
  }

  date(field: TableField): string | null {
    const text = this.text(field);
    if (text === null) return null;
    const reading = readTableDate(text, this.head.plan.dateOrder);
    if (!reading) this.doubt(field, 'BAD_DATE', 'cannot be read');
    if (reading?.ambiguous) {
      this.notes.warn('AMBIGUOUS_DATE', `${field} is read month first: ${reading.value}`, this.line, field);
    }
    return reading?.value ?? null;
  }

  /** Every different text that no field took, by the name of its column. */
  static unmapped(rows: readonly RowReader[]): UnmappedElement[] {
    const found = new Map<string, UnmappedElement>();
    for (const { head, row, taken } of rows) {
      row.cells.forEach((value, at) => {
        if (value === '' || taken[at] === 1) return;
        const element = (head.names[at] ?? '').slice(0, 200) || `column ${at + 1}`;
        const key = `${at} ${value}`;
        if (!found.has(key)) found.set(key, { element, value, line: row.line });
      });
    }
    return [...found.values()];
  }
}

/** What the rows say of the bill itself is taken from all that say the same as the first. */
function agree(field: TableField, at: number, rows: readonly RowReader[], notes: SegmentNotes): void {
  const value = rows.map((one) => one.cell(at)).find((cell) => cell !== '') ?? '';
  const [other] = rows.filter((one) => !one.takeIf(at, value));
  if (!other) return;
  const message = `${field}: the rows of the bill do not agree; the first counts`;
  notes.warn('CONFLICTING_VALUE', message, other.line, field);
}
