/** Separator and columns of a table, from its first rows. */
import { columnKey, type TableField } from './table-columns.cases';
import type { TablePlan } from './table-plan.types';
import { EEI_MARKS, PROFILE_PLANS } from './table-profiles.cases';

const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
/** Titles and letterheads stand above the names of the columns, but not many rows of them. */
export const HEAD_WITHIN = 20;

/** The first records, as far as quotes let them go, and whether the text ends within one more. */
function recordsOf(text: string): { readonly records: readonly string[]; readonly rest: string } {
  const records: string[] = [];
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length && records.length < HEAD_WITHIN; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (!quoted && (text[i] === '\n' || text[i] === '\r')) {
      if (i > from) records.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return { records, rest: text.slice(from) };
}

const cellsOf = (record: string, delimiter: Delimiter): string[] =>
  record.split(delimiter).map((name) => name.replace(/^\s*"|"\s*$/g, ''));

/** The delimiter that stands most often outside quotes in a record. */
function commonest(record: string): Delimiter {
  const bare = record.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length - 1;
  return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

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

const isHead = (record: string, delimiter: Delimiter, plan?: TablePlan): boolean =>
  isBillTable(headOf(cellsOf(record, delimiter), plan));

/** The delimiter of the row with the names of the columns, or of the row that has most cells if none of the first is one. */
export function delimiterOf(text: string, plan?: TablePlan): Delimiter {
  const { records, rest } = recordsOf(text);
  const candidates = records.length > 0 ? records : [rest];
  const head = candidates.find((record) => isHead(record, commonest(record), plan));
  const widest = [...candidates].sort((a, b) => b.split(commonest(b)).length - a.split(commonest(a)).length)[0];
  return commonest(head ?? widest ?? '');
}
