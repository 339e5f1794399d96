/*
 * The WHERE of the queue. Invariant: names of columns come from the constants below and nothing else; what a client sends goes in as a
 * parameter. Who may see a target is the policies' business.
 */
import type { QueueFilter } from './target.types';

type Clause = (parameter: string) => string;

const CLAUSES: Readonly<Record<keyof QueueFilter, Clause>> = {
  state: (p) => `t.state = ${p}`,
  minScore: (p) => `t.score >= ${p}::int`,
  indicator: (p) => `${p} = ANY (t.codes)`,
  customsOffice: (p) => `s.customs_office = ${p}`,
  unloadingPlace: (p) => `s.unloading_place = ${p}`,
  voyageNumber: (p) => `s.voyage_number = ${p}`,
  manifestId: (p) =>
    `EXISTS (SELECT 1 FROM manifest_bills b WHERE b.manifest_id = ${p}::uuid AND b.record_key = s.record_key AND b.change <> 'REMOVED')`,
  shipmentId: (p) => `s.record_key = (SELECT r.key FROM records r WHERE r.id = ${p}::uuid)`,
  arrivalFrom: (p) => `s.arrival_on >= ${p}`,
  arrivalTo: (p) => `s.arrival_on <= ${p}`,
};

/** Bills that stand: an amended manifest takes the place of the one before, and its old bills leave the queue. */
const STANDING: readonly string[] = ['NOT EXISTS (SELECT 1 FROM shipments n WHERE n.supersedes_key = s.record_key)'];

/** Where a page starts: strictly after this row in (score DESC, id DESC). */
export interface AfterTarget {
  readonly score: string;
  readonly id: string;
}

export function queueWhere(
  filter: QueueFilter,
  after: AfterTarget | undefined,
): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const next = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = (Object.keys(CLAUSES) as (keyof QueueFilter)[]).flatMap((name) =>
    filter[name] === undefined ? [] : [CLAUSES[name](next(filter[name]))],
  );
  if (after) conditions.push(`(t.score, t.id) < (${next(after.score)}::int, ${next(after.id)}::uuid)`);
  const all = [...STANDING, ...conditions];
  return { where: all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`, parameters };
}
