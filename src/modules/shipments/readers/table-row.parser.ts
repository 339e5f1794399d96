/** Cells of one row by field. A cell nobody took, and one that could not be read, is handed on as `unmapped`. */
import { readDate } from './manifest-values.rules';
import type { ManifestWarningCode, UnmappedElement } from './manifest.types';
import type { SegmentNotes } from './segment-reader.parser';
import type { TableField } from './table-columns.cases';
import { readTableNumber } from './table-form.rules';

export interface TableHead {
  readonly names: readonly string[];
  readonly at: ReadonlyMap<TableField, number>;
}

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
  private readonly taken = new Set<number>();
  private readonly doubted = new Set<TableField>();

  constructor(
    readonly head: TableHead,
    readonly cells: readonly string[],
    readonly line: number,
    private readonly notes: SegmentNotes,
  ) {}

  /** The first filled cell of each field of the bill; other values in later rows are warned of and stay unmapped. */
  static merged(rows: readonly RowReader[], notes: SegmentNotes): RowReader {
    const [row] = rows as readonly [RowReader];
    const cells = [...row.cells];
    for (const field of OF_THE_BILL) {
      const at = row.head.at.get(field);
      if (at === undefined) continue;
      const value = rows.map((one) => one.cells[at] ?? '').find((cell) => cell !== '') ?? '';
      cells[at] = value;
      const other = rows.find((one) => (one.cells[at] ?? '') !== '' && one.cells[at] !== value);
      for (const one of rows) if ((one.cells[at] ?? '') === value) one.taken.add(at);
      if (!other) continue;
      const message = `${field}: the rows of the bill do not agree; the first counts`;
      notes.warn('CONFLICTING_VALUE', message, other.line, field);
    }
    const merged = new RowReader(row.head, cells, row.line, notes);
    merged.origin = rows;
    return merged;
  }

  private origin: readonly RowReader[] = [];

  text(field: TableField): string | null {
    const at = this.head.at.get(field);
    if (at === undefined) return null;
    if (!this.doubted.has(field)) this.taken.add(at);
    const value = this.cells[at] ?? '';
    return value === '' ? null : value;
  }

  /** The value found before, or this row's; a row that says otherwise leaves its text to `unmapped`. */
  agreeing(field: TableField, before: string | null): string | null {
    const value = this.cells[this.head.at.get(field) ?? -1] ?? '';
    return before === null || value === before ? (this.text(field) ?? before) : before;
  }

  /** Warns once about a cell and leaves it to `unmapped`. */
  doubt(field: TableField, code: ManifestWarningCode, message: string): void {
    const at = this.head.at.get(field);
    if (at === undefined || this.doubted.has(field)) return;
    this.doubted.add(field);
    for (const row of [this, ...this.origin]) row.taken.delete(at);
    const value = this.cells[at] ?? '';
    const quoted = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
    this.notes.warn(code, `${field} ${quoted} ${message}`, this.line, field);
  }

  number(field: TableField): number | null {
    const text = this.text(field);
    const value = text === null ? null : readTableNumber(text);
    if (value === undefined) this.doubt(field, 'BAD_NUMBER', 'cannot be read');
    return value ?? null;
  }

  date(field: TableField): string | null {
    const text = this.text(field);
    if (text === null) return null;
    const reading = readDate(text);
    if (!reading) this.doubt(field, 'BAD_DATE', 'cannot be read');
    if (reading?.ambiguous) {
      this.notes.warn('AMBIGUOUS_DATE', `${field} is read month first: ${reading.value}`, this.line, field);
    }
    return reading?.value ?? null;
  }

  /** Every different text that no field took, by the name of its column. */
  static unmapped(rows: readonly RowReader[]): UnmappedElement[] {
    const found = new Map<string, UnmappedElement>();
    for (const row of rows) {
      row.cells.forEach((value, at) => {
        if (value === '' || row.taken.has(at)) return;
        const element = (row.head.names[at] ?? '').slice(0, 200) || `column ${at + 1}`;
        const key = JSON.stringify([at, value]);
        if (!found.has(key)) found.set(key, { element, value, line: row.line });
      });
    }
    return [...found.values()];
  }
}
