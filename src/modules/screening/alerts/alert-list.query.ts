/*
 * The WHERE of the queue. Invariant: names of columns come from the constants below and nothing else; what a client sends goes in as a
 * parameter. Who may see an alert is the policies' business.
 */
import type { AlertFilter } from './alert.types';

type Clause = (parameter: string) => string;

const CLAUSES: Readonly<Record<keyof AlertFilter, Clause>> = {
  state: (p) => `a.state = ${p}`,
  listId: (p) => `w.id = ${p}::uuid`,
  recordId: (p) => `a.record_key = (SELECT r.key FROM records r WHERE r.id = ${p}::uuid)`,
  minScore: (p) => `a.score >= ${p}::float8`,
};

/** Where a page starts: strictly after this row in (urgency DESC, score DESC, id DESC). */
export interface AfterAlert {
  readonly urgency: string;
  readonly score: string;
  readonly id: string;
}

export function alertsWhere(
  filter: AlertFilter,
  after: AfterAlert | undefined,
): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const next = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = (Object.keys(CLAUSES) as (keyof AlertFilter)[]).flatMap((name) =>
    filter[name] === undefined ? [] : [CLAUSES[name](next(filter[name]))],
  );
  if (after) {
    const row = `(${next(after.urgency)}::smallint, ${next(after.score)}::float8, ${next(after.id)}::uuid)`;
    conditions.push(`(a.urgency, a.score, a.id) < ${row}`);
  }
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, parameters };
}
