/** Separator and columns of a table, from its first line. */
import { columnKey, type TableField } from './table-columns.cases';
import type { TablePlan } from './table-plan.types';
import { EEI_MARKS, PROFILE_PLANS } from './table-profiles.cases';

const DELIMITERS = [',', ';', '\t'] as const;
/** A text of fewer characters is the whole file. */
const SHORT = 256;
export type Delimiter = (typeof DELIMITERS)[number];

/** The first record, as far as quotes let it go; undefined if it does not end within the text. */
export function firstRecord(text: string): string | undefined {
  const start = text.search(/[^\r\n]/);
  let quoted = false;
  for (let i = Math.max(start, 0); i < text.length; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (!quoted && (text[i] === '\n' || text[i] === '\r')) return text.slice(start, i);
  }
  return undefined;
}

/** The delimiter that stands most often outside quotes in the first record. */
export function delimiterOf(record: string): Delimiter {
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

/** The head of a table in text, for a first look at a file; undefined if it cannot be told yet. */
export function looksLikeBillTable(text: string, plan?: TablePlan): boolean | undefined {
  const record = firstRecord(text) ?? (text.length < SHORT ? text : undefined);
  if (record === undefined) return undefined;
  const names = record.split(delimiterOf(record)).map((name) => name.replace(/^\s*"|"\s*$/g, ''));
  return isBillTable(headOf(names, plan));
}
