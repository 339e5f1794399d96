/** Rows of a delimited text with their lines. */
import { type DelimitedRow, readDelimitedRows } from '../../../../platform/files/delimited-rows.parser';
import type { ManifestLimits } from '../manifest.types';
import { headOf, isBillTable } from './table-form.rules';
import type { TablePlan } from './table-plan.types';

export interface TableRow extends DelimitedRow {
  /** Columns whose cell a spreadsheet holds as a number. */
  readonly numbers?: readonly number[];
}

/** Rows with at least one filled cell. Throws ManifestSyntaxError. */
export const readRows = (
  chunks: AsyncIterable<Buffer | string>,
  limits: ManifestLimits,
  plan?: TablePlan,
): AsyncGenerator<TableRow> => readDelimitedRows(chunks, limits, (names) => isBillTable(headOf(names, plan)));
