/** Rows of a table as items. A cell that is not what its column holds stays as it was written, for the validation to name. */
import { columnKey } from '../../../../platform/files/delimiter.rules';
import { ITEM_COLUMNS, NO, YES } from './item-columns.cases';
import type { ReadLine } from './item-import.types';

const BY_NAME = new Map(ITEM_COLUMNS.flatMap((column) => column.names.map((name) => [name, column] as const)));

const columnOf = (name: string): (typeof ITEM_COLUMNS)[number] | undefined => BY_NAME.get(columnKey(name));

/** Is this the row with the names of the columns? It names the category and at least one thing more. */
export const isItemHead = (names: readonly string[]): boolean => {
  const fields = new Set(names.flatMap((name) => columnOf(name)?.field ?? []));
  return fields.has('category') && fields.size >= 2;
};

export function itemOfRow(
  names: readonly string[],
  { cells, line }: { cells: readonly string[]; line: number },
): ReadLine {
  const value: Record<string, unknown> = {};
  const unread = new Map<string, string>();
  cells.forEach((cell, i) => {
    if (cell === '') return;
    const column = columnOf(names[i] ?? '');
    if (!column || Object.hasOwn(value, column.field)) unread.set(unreadName(names[i], i, unread), cell);
    else value[column.field] = valueOf(column.kind, cell);
  });
  if (value['category'] === 'FIREARM' && value['quantity'] === undefined) value['quantity'] = 1;
  return { line, value, text: cells.join('\t'), ...(unread.size > 0 && { unread: Object.fromEntries(unread) }) };
}

/** Columns may share a name; none of them takes the place of another. */
function unreadName(name: string | undefined, i: number, taken: ReadonlyMap<string, string>): string {
  const numbered = `column ${i + 1}`;
  if (!name) return numbered;
  return taken.has(name) ? `${name} (${numbered})` : name;
}

function valueOf(kind: (typeof ITEM_COLUMNS)[number]['kind'], cell: string): unknown {
  if (kind === 'number') return /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
  if (kind === 'list') return cell.split(/[\s,;]+/);
  if (kind === 'text') return cell;
  const key = columnKey(cell);
  return YES.has(key) ? true : NO.has(key) ? false : cell;
}
