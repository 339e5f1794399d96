/** Columns of a table, from its first rows. */
import { columnKey, HEAD_WITHIN } from '../../../../platform/files/delimiter.rules';
import type { TableField } from './table-columns.cases';
import type { TablePlan } from './table-plan.types';
import { EEI_MARKS, PROFILE_PLANS } from './table-profiles.cases';

export { HEAD_WITHIN };

export interface TableHead {
  readonly names: readonly string[];
  /** Field of each column; null where the column is known and has none, undefined where it is not known. */
  readonly fields: readonly (TableField | null | undefined)[];
  /** Column of each field. */
  readonly at: ReadonlyMap<TableField, number>;
  readonly plan: TablePlan;
}

/** The plan a table is read by if nobody says which. */
const ownPlan = (keys: readonly string[]): TablePlan =>
  EEI_MARKS.every((marks) => marks.some((mark) => keys.includes(mark)))
    ? PROFILE_PLANS.EEI
    : PROFILE_PLANS.BILL_OF_LADING;

/** Columns by a plan, or by the profile their names tell. Each field is of one column at most, the first of its name. */
export function headOf(names: readonly string[], given?: TablePlan): TableHead {
  const keys = names.map(columnKey);
  const plan = given ?? ownPlan(keys);
  const at = new Map<TableField, number>();
  const fields = keys.map((key, i) => {
    const field = plan.columns.get(key);
    if (field == null || at.has(field)) return field === null ? null : undefined;
    at.set(field, i);
    return field;
  });
  const reference = plan.referenceFrom?.find((field) => at.has(field));
  if (!at.has('bl_no') && reference) at.set('bl_no', at.get(reference)!);
  return { names, fields, at, plan };
}

/** Is this the head of a bill-of-lading table? It names the bill and at least one thing more. */
export const isBillTable = ({ at }: TableHead): boolean => at.has('bl_no') && at.size >= 2;
