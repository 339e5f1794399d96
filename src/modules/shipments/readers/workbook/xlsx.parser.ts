/**
 * A bill-of-lading table in a workbook (ECMA-376 SpreadsheetML): the first sheet with a row of known column names is read.
 * Invariant: nothing is passed over in silence. Rows above that row, sheets that are not read and merged cells have a warning each.
 * Macros and formulas are never executed.
 */
import { defaultManifestLimits, type ManifestLimits, type ManifestPart, type ManifestWarning } from '../manifest.types';
import { HEAD_WITHIN, headOf, isBillTable } from '../tables/table-form.rules';
import { isLegend } from '../tables/table-legend.cases';
import type { TablePlan } from '../tables/table-plan.types';
import type { TableRow } from '../tables/table-rows.parser';
import { TableReading } from '../tables/table.parser';
import { readBook, type XlsxBook, type XlsxSheet } from './xlsx-book.parser';
import { wholeFile, XLSX_LIMITS, XlsxParts } from './xlsx-parts.parser';
import { type CellBudget, readSheet, type SheetRow } from './xlsx-sheet.parser';

export type WorkbookItem =
  { readonly type: 'row'; readonly row: TableRow } | { readonly type: 'warning'; readonly warning: ManifestWarning };

interface FirstRows {
  readonly sheet: XlsxSheet;
  readonly rows: readonly SheetRow[];
  /** Index of the row with the names of the columns, -1 if none of the first rows is one. */
  readonly head: number;
}

class Workbook {
  private readonly budget: CellBudget = { filled: XLSX_LIMITS.cells, all: XLSX_LIMITS.allCells };

  constructor(
    private readonly parts: XlsxParts,
    private readonly book: XlsxBook,
    private readonly limits: ManifestLimits,
    private readonly plan: TablePlan | undefined,
  ) {}

  rows(sheet: XlsxSheet): AsyncGenerator<SheetRow, readonly string[]> {
    return readSheet(this.parts, this.book, sheet, this.budget, this.limits);
  }

  async first(sheet: XlsxSheet): Promise<FirstRows> {
    const rows: SheetRow[] = [];
    for await (const row of this.rows(sheet)) {
      if (rows.push(row) >= HEAD_WITHIN) break;
    }
    return { sheet, rows, head: rows.findIndex(({ cells }) => isBillTable(headOf(cells, this.plan))) };
  }

  async *items(): AsyncGenerator<WorkbookItem> {
    const firsts: FirstRows[] = [];
    for (const sheet of this.book.sheets) firsts.push(await this.first(sheet));
    const filled = firsts.filter(({ rows }) => rows.length > 0 && !isLegend(rows[0]?.cells ?? []));
    const chosen = filled.find(({ head }) => head >= 0);
    if (!chosen) {
      // None has the columns: the table reader refuses them by name.
      for (const { rows } of filled) for (const row of rows) if (row.cells.length > 0) yield { type: 'row', row };
      return;
    }
    for (const other of filled) if (other !== chosen) yield notRead(other, chosen.sheet);
    yield* this.table(chosen);
  }

  private async *table({ sheet, rows, head }: FirstRows): AsyncGenerator<WorkbookItem> {
    const source = this.rows(sheet);
    for (let next = await source.next(); ; next = await source.next()) {
      if (next.done) {
        yield* mergedBelow(rows[head]!.line, next.value);
        return;
      }
      for (const warning of next.value.warnings) yield { type: 'warning', warning };
      if (next.value.cells.length > 0) yield { type: 'row', row: next.value };
    }
  }
}

function notRead({ sheet, rows, head }: FirstRows, chosen: XlsxSheet): WorkbookItem {
  const what = `sheet ${JSON.stringify(sheet.name)}${sheet.hidden ? ' (hidden)' : ''} is not read`;
  const more = head >= 0 ? '; it has the columns of bills too: send it as a file of its own' : '';
  const message = `${what}, the bills are taken from ${JSON.stringify(chosen.name)}${more}`;
  return { type: 'warning', warning: { code: 'SHEET_NOT_READ', message, line: rows[0]!.line } };
}

function* mergedBelow(headLine: number, ranges: readonly string[]): Generator<WorkbookItem> {
  const rowOf = (range: string): number => Number(/(\d+)\D*$/.exec(range)?.[1] ?? 0);
  const below = ranges.filter((range) => rowOf(range) > headLine);
  if (below.length === 0) return;
  const shown = below.slice(0, 20).join(', ');
  const message = `${below.length} ranges of merged cells, of which only the first cell has a value: ${shown}`;
  yield { type: 'warning', warning: { code: 'MERGED_CELLS', message, line: headLine } };
}

/** The table's rows, the names of the columns first, and what was passed over. Throws ManifestSyntaxError. */
export async function* readWorkbookItems(
  chunks: AsyncIterable<Buffer | string>,
  limits: ManifestLimits,
  plan: TablePlan | undefined,
): AsyncGenerator<WorkbookItem> {
  const parts = await XlsxParts.open(await wholeFile(chunks, limits.bytes), limits.bytes);
  yield* new Workbook(parts, await readBook(parts, limits), limits, plan).items();
}

/** Parts as of `readAsycuda`; lines are rows of the sheet. Rejects with ManifestSyntaxError. */
export async function* readXlsx(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ManifestLimits> = {},
  plan?: TablePlan,
): AsyncGenerator<ManifestPart> {
  const all = { ...defaultManifestLimits, ...limits };
  const reading = new TableReading('XLSX', all, plan);
  // The format comes first, and what is said of other sheets after it.
  let opened = false;
  const early: ManifestPart[] = [];
  for await (const item of readWorkbookItems(chunks, all, plan)) {
    if (item.type === 'warning') {
      if (opened) yield item;
      else early.push(item);
      continue;
    }
    for (const part of reading.take(item.row)) {
      yield part;
      if (!opened) yield* early.splice(0);
      opened = true;
    }
  }
  if (!opened) yield* early;
  yield* reading.end();
}
