/** How the columns of one table are to be read: what a profile of ours or a saved map of an organisation says. */
import type { ColumnMap, TableField } from './table-columns.cases';

export const DATE_ORDERS = ['MDY', 'DMY', 'YMD'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
export const DECIMAL_MARKS = ['POINT', 'COMMA'] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

export interface TablePlan {
  /** Column name, folded by `columnKey`, to field; null: known and kept as unmapped without a warning. */
  readonly columns: ColumnMap;
  /** Where no column is the bill's number, the first of these fields that has a column is it as well. */
  readonly referenceFrom?: readonly TableField[];
  /** What the file leaves unsaid, because all of it is of one office or voyage. */
  readonly constants?: Readonly<Partial<Record<TableField, string>>>;
  /** The declared value stands on each goods line and is added up; else it is said once for the bill. */
  readonly valuePerLine?: boolean;
  /** Order of a date in digits; without it 4/5/2024 is month first and has a warning. */
  readonly dateOrder?: DateOrder;
  /** Without it, "1,234" is in doubt. */
  readonly decimalMark?: DecimalMark;
}
