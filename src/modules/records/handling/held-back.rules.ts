import type { RecordKind } from '../record.types';
import type { HeldBackField, Place } from './held-back.types';
import { HOLDABLE } from './holdable-fields.cases';

/** Where the field of a kind lies; nothing, if it cannot be held back. */
export function placeOf(kind: RecordKind, field: string): Place | undefined {
  const holdable = HOLDABLE[kind];
  if (!holdable) return undefined;
  const columns = Object.hasOwn(holdable.fields, field) ? holdable.fields[field] : undefined;
  if (columns) return { table: holdable.table, columns };
  const [list, place] = /^([a-z]+)\/(0|[1-9]\d{0,6})$/.exec(field)?.slice(1) ?? [];
  const row = list !== undefined && Object.hasOwn(holdable.rows, list) ? holdable.rows[list] : undefined;
  return row && { table: row.table, place: row.place, row: Number(place) };
}

export const isRow = (place: Place): place is Extract<Place, { row: number }> => 'row' in place;

/** JSON pointers under which identifiers of a field are kept. */
export function pointersOf(kind: RecordKind, field: string): string[] {
  const place = placeOf(kind, field);
  if (!place) return [];
  return isRow(place) ? [`/${field}`] : [...new Set([field, ...Object.keys(place.columns)])].map((name) => `/${name}`);
}

/** Nothing is there to hold back. */
export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** The view with the values its reader may have, though they lie elsewhere. */
export function overlaid<View extends object>(kind: RecordKind, view: View, held: readonly HeldBackField[]): View {
  const values = held.flatMap(({ field, columns }) => {
    const place = placeOf(kind, field);
    if (!columns || !place || isRow(place)) return [];
    return Object.entries(place.columns)
      .filter(([property]) => property in view)
      .map(([property, column]) => [property, columns[column] ?? null] as const);
  });
  return { ...view, ...Object.fromEntries(values) };
}

/** The same of a row by columns, as lists read it. */
export function overlaidRow<Row extends object>(row: Row, held: readonly HeldBackField[]): Row {
  const values = held.flatMap(({ columns }) => Object.entries(columns ?? {}).filter(([column]) => column in row));
  return { ...row, ...Object.fromEntries(values) };
}

/** The view as it stands without what is held back: what may be copied to where other readers are. */
export function bare<View extends object>(kind: RecordKind, view: View, held: readonly HeldBackField[]): View {
  const copy = { ...view } as Record<string, unknown>;
  for (const { field } of held) {
    const place = placeOf(kind, field);
    if (!place) continue;
    if (!isRow(place)) {
      for (const property of Object.keys(place.columns)) copy[property] = EMPTY[property] ?? null;
      continue;
    }
    const list = field.slice(0, field.indexOf('/'));
    copy[list] = (copy[list] as readonly { seq: number }[]).filter(({ seq }) => seq !== place.row);
  }
  return copy as View;
}

/** Properties that are never null in a view. */
const EMPTY: Readonly<Record<string, unknown>> = { agenciesPresent: [], hsCodes: [], details: {} };

/** Which of these properties of a command write what is held back, or a row of it. */
export function heldAmong(
  kind: RecordKind,
  held: readonly { readonly field: string }[],
  named: readonly string[],
): string[] {
  return held
    .flatMap(({ field }) => pointersOf(kind, field).map((pointer) => pointer.slice(1)))
    .filter((name) => named.includes(name));
}

const SHORTEST = 4;

/** Texts of a value, each long enough to be told from others. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.trim().length >= SHORTEST ? [value.trim().toLowerCase()] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/**
 * Where else a record says what is held back of it: the narrative that names the vessel, the goods line with the same words.
 *
 * @param value what is held back
 * @param rest what readers still see, by name
 */
export function saidElsewhere(value: unknown, rest: Readonly<Record<string, unknown>>): string[] {
  const wanted = textsOf(value);
  return Object.entries(rest)
    .filter(([, other]) => textsOf(other).some((text) => wanted.some((each) => text.includes(each))))
    .map(([name]) => name);
}
