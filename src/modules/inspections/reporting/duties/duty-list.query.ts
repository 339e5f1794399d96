/*
 * The list of reports owed. Invariant: conditions come from the constants below; what a client sends goes in as a parameter. Who may see a
 * duty is the policies' business: its owner alone.
 */
import type { DutyState, ReportKind } from '../reporting.types';

/** A duty stands while its inspection does; a follow-up while something was found. The migration's STANDS says the same. */
export const STANDS = `i.status IN ('COMPLETED', 'CLOSED') AND (d.kind = 'INITIAL' OR i.result = 'FOUND')`;

const REMIND_FROM = `d.due_at - p.remind_days * interval '1 day'`;

/** $1 is now. */
const IN_STATE: Readonly<Record<DutyState, string>> = {
  met: 'd.met_at IS NOT NULL',
  overdue: 'd.met_at IS NULL AND d.due_at <= $1',
  due_soon: `d.met_at IS NULL AND d.due_at > $1 AND ${REMIND_FROM} <= $1`,
  open: `d.met_at IS NULL AND ${REMIND_FROM} > $1`,
};

export interface DutyFilter {
  readonly state?: DutyState;
  readonly kind?: ReportKind;
}

/** Parameters: $1 now, $2 and $3 the keyset (microseconds and id), $4 how many, $5 the kind. Soonest first. */
export const dutiesSql = ({ state }: DutyFilter): string => `
  SELECT ${DUTY_COLUMNS} FROM ${DUTY_TABLES}
   WHERE ${STANDS} AND ${state ? IN_STATE[state] : '$1::timestamptz IS NOT NULL'} AND ($5::text IS NULL OR d.kind = $5)
     AND ($2::bigint IS NULL OR (d.due_at, d.id) > ('epoch'::timestamptz + $2::bigint * interval '1 microsecond', $3::uuid))
   ORDER BY d.due_at, d.id LIMIT $4`;

export const DUTY_COLUMNS = `d.id, r.id AS "inspectionId", r.reference, d.kind, d.time_zone AS "timeZone", d.counted_from AS "countedFrom",
  d.first_due_on AS "firstDueOn", d.due_on AS "dueOn", d.due_at AS "dueAt", d.arose_at AS "aroseAt", d.met_at AS "metAt", d.met_by AS "metBy",
  p.id AS "policyId", p.code AS "policyCode", p.version AS "policyVersion", p.label AS "policyLabel", p.source AS "policySource",
  p.remind_days AS "remindDays", (extract(epoch FROM d.due_at) * 1000000)::bigint::text AS at`;
export const DUTY_TABLES = `inspection_report_duties d JOIN records r ON r.key = d.record_key JOIN inspections i ON i.record_key = d.record_key
  JOIN reporting_policies p ON p.key = d.policy_key`;
