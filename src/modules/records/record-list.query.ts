/*
 * The WHERE of every list of records. Invariant: names of tables and columns come from the constants below and nothing else; what a
 * client sends goes in as a parameter.
 */
import type { Keyset } from '../../kernel/page';
import type { RecordKind } from './record.types';

/** Columns of the domain tables that lists can be filtered by, as table.column. All are text compared with `=`, which is leakproof. */
export const DETAIL_COLUMNS = [
  'inspections.status',
  'inspections.result',
  'inspections.place_country',
  'shipments.voyage_number',
  'shipments.unloading_place',
  'shipments.customs_office',
  'entities.schema',
  'cases.status',
  'diversions.verdict',
  'traces.system',
  'traces.state',
] as const;
export type DetailColumn = (typeof DETAIL_COLUMNS)[number];

export interface ListFilter {
  readonly kind?: RecordKind;
  /** Only these kinds: what the reader's role may read at all. */
  readonly kinds?: readonly RecordKind[];
  /** Own records only, or those of others only. */
  readonly owner?: 'mine' | 'others';
  readonly clientRef?: string;
  /** RFC 3339; from this instant on. */
  readonly createdFrom?: string;
  /** RFC 3339; before this instant. */
  readonly createdBefore?: string;
  readonly details?: Partial<Record<DetailColumn, string>>;
}

export interface ListConditions {
  /** Empty, or a whole WHERE clause over `records`. */
  readonly where: string;
  readonly parameters: readonly unknown[];
}

/** A filter that is not used is not in the SQL: the planner then sees the plain list that the indexes are made for. */
export function listConditions(
  actorOrganisation: number,
  filter: ListFilter,
  after: Keyset | undefined,
): ListConditions {
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  const next = (value: unknown): string => `$${parameters.push(value)}`;
  const add = (value: string | undefined, condition: (parameter: string) => string): void => {
    if (value !== undefined) conditions.push(condition(next(value)));
  };
  add(filter.kind, (p) => `kind = ${p}`);
  if (filter.kinds !== undefined) conditions.push(`kind = ANY (${next(filter.kinds)}::text[])`);
  if (filter.owner !== undefined)
    conditions.push(`owner_id ${filter.owner === 'mine' ? '=' : '<>'} ${next(actorOrganisation)}`);
  add(filter.clientRef, (p) => `client_ref = ${p}::uuid`);
  add(filter.createdFrom, (p) => `created_at >= ${p}::timestamptz`);
  add(filter.createdBefore, (p) => `created_at < ${p}::timestamptz`);
  for (const detail of DETAIL_COLUMNS) {
    const [table, column] = detail.split('.');
    add(
      filter.details?.[detail],
      (p) => `EXISTS (SELECT 1 FROM ${table} d WHERE d.record_key = records.key AND d.${column} = ${p})`,
    );
  }
  if (after) {
    const at = `timestamptz 'epoch' + ${next(after.at)}::bigint * interval '1 microsecond'`;
    conditions.push(`(created_at, id) < (${at}, ${next(after.id)}::uuid)`);
  }
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, parameters };
}
