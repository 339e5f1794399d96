/** The rows of a workbook's first sheet that holds any, for tables that are not of bills. Macros and formulas are never executed. */
import { defaultManifestLimits, type ManifestLimits } from '../manifest.types';
import type { TableRow } from '../tables/table-rows.parser';
import { readBook } from './xlsx-book.parser';
import { wholeFile, XLSX_LIMITS, XlsxParts } from './xlsx-parts.parser';
import { type CellBudget, readSheet } from './xlsx-sheet.parser';

export const TABLE_LIMITS: ManifestLimits = defaultManifestLimits;

/** Throws ManifestSyntaxError. */
export async function* readFirstSheet(
  chunks: AsyncIterable<Buffer | string>,
  limits: ManifestLimits,
): AsyncGenerator<TableRow> {
  const parts = await XlsxParts.open(await wholeFile(chunks, limits.bytes), limits.bytes);
  const book = await readBook(parts, limits);
  const budget: CellBudget = { filled: XLSX_LIMITS.cells, all: XLSX_LIMITS.allCells };
  for (const sheet of book.sheets) {
    let any = false;
    for await (const row of readSheet(parts, book, sheet, budget, limits)) {
      if (row.cells.length === 0) continue;
      any = true;
      yield row;
    }
    if (any) return;
  }
}
