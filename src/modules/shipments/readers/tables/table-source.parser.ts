/** The rows of a table as they stand, from CSV or a workbook, for showing what a column map makes of them. */
import { Readable } from 'node:stream';
import { ManifestSyntaxError } from '../manifest.errors';
import { formOf } from '../manifest-form.rules';
import type { ManifestLimits } from '../manifest.types';
import type { TablePlan } from './table-plan.types';
import { HEAD_WITHIN, headOf, isBillTable } from './table-form.rules';
import { readRows, type TableRow } from './table-rows.parser';
import { readWorkbookItems } from '../workbook/xlsx.parser';

async function* rowsOf(file: Buffer, plan: TablePlan, limits: ManifestLimits): AsyncGenerator<TableRow> {
  const form = formOf(file.subarray(0, 4096));
  const chunks = Readable.from([file]);
  if (form === 'TABLE') yield* readRows(chunks, limits, plan);
  else if (form === 'WORKBOOK') {
    for await (const item of readWorkbookItems(chunks, limits, plan)) if (item.type === 'row') yield item.row;
  } else throw new ManifestSyntaxError('UNKNOWN_FORMAT', 1, 1, 'the file is no table, in CSV or a workbook');
}

/** The first rows, the names of the columns before them; rows above those are left out. Throws ManifestSyntaxError. */
export async function firstTableRows(
  file: Buffer,
  plan: TablePlan,
  limits: ManifestLimits,
  most: number,
): Promise<TableRow[]> {
  const above: TableRow[] = [];
  const rows: TableRow[] = [];
  for await (const row of rowsOf(file, plan, limits)) {
    if (rows.length === 0 && above.length < HEAD_WITHIN && !isBillTable(headOf(row.cells, plan))) above.push(row);
    else if (rows.push(row) > most) break;
  }
  return rows.length > 0 && above.length < HEAD_WITHIN ? rows : above;
}
