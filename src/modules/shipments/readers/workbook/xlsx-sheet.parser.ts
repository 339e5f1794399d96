/** Rows of one sheet as texts, with what is doubtful in them. Formulas are never computed: the value stored with them counts. */
import type { ManifestLimits, ManifestWarning, ManifestWarningCode } from '../manifest.types';
import type { TableRow } from '../tables/table-rows.parser';
import type { XlsxBook, XlsxSheet } from './xlsx-book.parser';
import { XLSX_LIMITS, type XlsxParts } from './xlsx-parts.parser';
import { columnName, columnOf, dateOfSerial, plainDecimal, unescapedText } from './xlsx-values.rules';
import { readXmlPart, type Refuse, refusing, type XmlAttributes } from './xlsx-xml.parser';

export interface SheetRow extends TableRow {
  readonly warnings: readonly ManifestWarning[];
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
  inline: string;
  formula: boolean;
}

/** Cells read in a file, over all its sheets. */
export interface CellBudget {
  filled: number;
  all: number;
}

interface Content {
  readonly text: string;
  readonly isNumber?: boolean;
  readonly doubt?: readonly [ManifestWarningCode, string];
}

class SheetReader {
  readonly ready: SheetRow[] = [];
  /** Ranges of merged cells, of which only the first holds a value. */
  readonly merged: string[] = [];
  private line = 0;
  private cells: string[] = [];
  private numbers: number[] = [];
  private warnings: ManifestWarning[] = [];
  private cell: OpenCell | undefined;
  private next = 0;
  private element = '';
  private phonetic = false;
  private readonly refuse: Refuse;

  constructor(
    private readonly book: XlsxBook,
    sheet: XlsxSheet,
    private readonly budget: CellBudget,
    private readonly textLength: number,
  ) {
    this.refuse = refusing(sheet.part, () => this.line);
  }

  currentLine(): number {
    return this.line;
  }

  open(name: string, attributes: XmlAttributes): void {
    this.element = name;
    if (name === 'row') this.beginRow(attributes);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'f' && this.cell) this.cell.formula = true;
    else if (name === 'rPh') this.phonetic = true;
    else if (name === 'mergeCell' && this.merged.length < 10_000) this.merged.push((attributes.ref ?? '').slice(0, 40));
  }

  text(piece: string): void {
    if (!this.cell) return;
    if (this.element === 'v') this.cell.value += piece;
    else if (this.element === 't' && !this.phonetic) this.cell.inline += piece;
    if (this.cell.inline.length + this.cell.value.length <= this.textLength) return;
    this.refuse('TEXT_TOO_LONG', `more than ${this.textLength} characters in cell ${this.nameOf(this.cell)}`);
  }

  close(name: string): void {
    this.element = '';
    if (name === 'rPh') this.phonetic = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
  }

  private beginRow({ r }: XmlAttributes): void {
    this.line = r !== undefined && /^\d{1,7}$/.test(r) ? Number(r) : this.line + 1;
    [this.cells, this.numbers, this.warnings, this.next] = [[], [], [], 0];
  }

  private beginCell({ r, t, s }: XmlAttributes): void {
    const column = r === undefined ? this.next : columnOf(r);
    if (column === undefined) this.refuse('MALFORMED', `the cell reference ${JSON.stringify(r?.slice(0, 20))} is none`);
    if ((this.budget.all -= 1) < 0) this.refuse('TOO_MANY_CELLS', `more than ${XLSX_LIMITS.allCells} cells`);
    this.next = column + 1;
    this.cell = { column, type: t ?? 'n', style: Number(s ?? 0), value: '', inline: '', formula: false };
  }

  private endCell(): void {
    const { cell } = this;
    this.cell = undefined;
    if (!cell) return;
    const { text, isNumber, doubt } = this.contentOf(cell);
    if (doubt) this.warn(cell, ...doubt);
    const filled = text.trim();
    if (filled === '') return;
    const { columns, cells } = XLSX_LIMITS;
    if (cell.column >= columns) this.refuse('TOO_MANY_CELLS', `more than ${columns} columns are filled`);
    if ((this.budget.filled -= 1) < 0)
      this.refuse('TOO_MANY_CELLS', `more than ${cells} cells are filled; send it as CSV`);
    if (this.cells[cell.column] !== undefined) this.refuse('MALFORMED', `cell ${this.nameOf(cell)} is given twice`);
    this.cells[cell.column] = filled;
    if (isNumber) this.numbers.push(cell.column);
  }

  private endRow(): void {
    const cells = Array.from(this.cells, (cell) => cell ?? '');
    const { line, numbers, warnings } = this;
    if (cells.length > 0 || warnings.length > 0) this.ready.push({ cells, line, numbers, warnings });
  }

  private nameOf({ column }: OpenCell): string {
    return `${columnName(column)}${this.line}`;
  }

  private warn(cell: OpenCell, code: ManifestWarningCode, message: string): void {
    this.warnings.push({ code, message: `cell ${this.nameOf(cell)} ${message}`, line: this.line });
  }

  private contentOf(cell: OpenCell): Content {
    const value = cell.value.trim();
    if (cell.type === 'inlineStr') return { text: unescapedText(cell.inline) };
    if (value === '') {
      return cell.formula
        ? { text: '', doubt: ['FORMULA_WITHOUT_VALUE', 'is a formula without a stored value'] }
        : { text: '' };
    }
    if (cell.type === 's') return { text: this.shared(value, cell) };
    if (cell.type === 'str') return { text: unescapedText(cell.value) };
    if (cell.type === 'b') return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' };
    if (cell.type === 'e')
      return { text: '', doubt: ['CELL_ERROR', `holds the error ${value.slice(0, 20)} and no value`] };
    return cell.type === 'n' ? this.numberOf(value, cell) : { text: value };
  }

  private shared(value: string, cell: OpenCell): string {
    const text = /^\d{1,7}$/.test(value) ? this.book.strings[Number(value)] : undefined;
    return text ?? this.refuse('MALFORMED', `cell ${this.nameOf(cell)} names a text that is not there`);
  }

  private numberOf(value: string, cell: OpenCell): Content {
    const plain = plainDecimal(value);
    if (plain === undefined)
      return { text: value, doubt: ['BAD_NUMBER', `${JSON.stringify(value.slice(0, 40))} is no number`] };
    const kind = this.book.kinds[cell.style] ?? 'PLAIN';
    if (kind === 'DATE' || kind === 'TIME') {
      const date = dateOfSerial(plain, kind, this.book.from1904);
      return date === undefined ? { text: plain, isNumber: true } : { text: date };
    }
    // Leading zeros are shown by the format alone; without them a tariff code or a bill number is another one.
    const padded = typeof kind === 'object' && /^\d+$/.test(plain) ? plain.padStart(kind.digits, '0') : plain;
    return { text: padded, isNumber: true };
  }
}

/** Rows with a filled cell or a warning, in the order of the sheet; returns the ranges of merged cells. Throws ManifestSyntaxError. */
export async function* readSheet(
  parts: XlsxParts,
  book: XlsxBook,
  sheet: XlsxSheet,
  budget: CellBudget,
  limits: ManifestLimits,
): AsyncGenerator<SheetRow, readonly string[]> {
  const reader = new SheetReader(book, sheet, budget, limits.textLength);
  const steps = readXmlPart(sheet.part, parts.read(sheet.part), limits, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
    line: () => reader.currentLine(),
  });
  while (!(await steps.next()).done) yield* reader.ready.splice(0);
  return reader.merged;
}
