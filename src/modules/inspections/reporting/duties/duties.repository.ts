import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../../kernel/page';
import { RowWriter } from '../../../../platform/database/row-writer';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { InspectionResult, InspectionStatus } from '../../inspection.types';
import type { CountedFrom, Day, Duty, Holiday, ReminderStage, ReportKind } from '../reporting.types';
import { DUTY_COLUMNS, DUTY_TABLES, type DutyFilter, dutiesSql, STANDS } from './duty-list.query';
import { ReportDutyRow } from './report-duty.record';
import { ReportExtensionRow } from './report-extension.record';

export interface DutyView {
  id: string;
  inspectionId: string;
  reference: string;
  kind: ReportKind;
  timeZone: string;
  countedFrom: Day;
  firstDueOn: Day;
  dueOn: Day;
  dueAt: Date;
  aroseAt: Date;
  metAt: Date | null;
  metBy: string | null;
  policyId: string;
  policyCode: string;
  policyVersion: number;
  policyLabel: string;
  policySource: string;
  remindDays: number;
  at: string;
}

export interface ExtensionView {
  fromDueOn: Day;
  toDueOn: Day;
  reason: string;
  extendedAt: Date;
  extendedBy: string;
}

/** Everything that decides what is owed for an inspection, in one row. */
export interface DutySources {
  status: InspectionStatus;
  result: InspectionResult | null;
  examinedAt: Date | null;
  writtenOffset: string | null;
  placeCountry: string;
  policyKey: number;
  initialWorkingDays: number;
  followUpDays: number;
  countedFrom: CountedFrom;
  holidays: Holiday[];
  known: ReportKind[];
}

export interface ReminderView {
  id: string;
  stage: ReminderStage;
  dueOn: Day;
  remindedAt: Date;
  dutyId: string;
  kind: ReportKind;
  inspectionId: string;
  reference: string;
  metAt: Date | null;
  created_us: string;
}

export interface KindCounts {
  kind: ReportKind;
  onTime: number;
  late: number;
  overdue: number;
  open: number;
}

@Injectable()
export class DutiesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async sources(recordKey: number): Promise<DutySources | undefined> {
    const [row] = await this.uow.prepared<DutySources>(
      `SELECT i.status, i.result, i.examined_at AS "examinedAt", i.examined_time_zone AS "writtenOffset", i.place_country AS "placeCountry",
              p.key AS "policyKey", p.initial_working_days AS "initialWorkingDays", p.follow_up_days AS "followUpDays", p.counted_from AS "countedFrom",
              coalesce((SELECT json_agg(json_build_object('year', h.year, 'month', h.month, 'day', h.day, 'observed', h.observed) ORDER BY h.created_at DESC, h.id DESC)
                 FROM public_holidays h WHERE h.country = i.place_country), '[]') AS holidays,
              coalesce((SELECT json_agg(d.kind) FROM inspection_report_duties d WHERE d.record_key = i.record_key), '[]') AS known
         FROM inspections i CROSS JOIN LATERAL (SELECT * FROM reporting_policies q
                WHERE q.organisation_key = $2 OR q.organisation_key IS NULL ORDER BY q.organisation_key NULLS LAST, q.version DESC LIMIT 1) p
        WHERE i.record_key = $1`,
      [recordKey, this.uow.current.actor.organisationKey],
    );
    return row;
  }

  insert(rows: readonly Partial<ReportDutyRow>[]): Promise<void> {
    return this.writer.insert(ReportDutyRow, rows);
  }

  page(filter: DutyFilter, now: Date, after: Keyset | undefined, limit: number): Promise<DutyView[]> {
    const parameters = [now, after?.at ?? null, after?.id ?? null, limit + 1, filter.kind ?? null];
    return this.uow.query<DutyView>(dutiesSql(filter), parameters);
  }

  async find(id: string): Promise<DutyView | undefined> {
    const [row] = await this.uow.query<DutyView>(
      `SELECT ${DUTY_COLUMNS} FROM ${DUTY_TABLES} WHERE d.id = $1 AND ${STANDS}`,
      [id],
    );
    return row;
  }

  /** Of an inspection, by kind. */
  ofRecord(recordKey: number): Promise<DutyView[]> {
    return this.uow.query<DutyView>(`SELECT ${DUTY_COLUMNS} FROM ${DUTY_TABLES} WHERE d.record_key = $1`, [recordKey]);
  }

  extensions(dutyId: string): Promise<ExtensionView[]> {
    return this.uow.query<ExtensionView>(
      `SELECT e.from_due_on AS "fromDueOn", e.to_due_on AS "toDueOn", e.reason, e.extended_at AS "extendedAt", u.display_name AS "extendedBy"
         FROM inspection_report_extensions e JOIN users u ON u.key = e.extended_by WHERE e.duty_id = $1 ORDER BY e.extended_at, e.id`,
      [dutyId],
    );
  }

  /** False if another extension or the report itself came first. */
  async extend(row: ReportExtensionRow, dueAt: Date): Promise<boolean> {
    const moved = await this.uow.execute(
      'UPDATE inspection_report_duties SET due_on = $3, due_at = $4 WHERE id = $1 AND due_on = $2 AND met_at IS NULL',
      [row.dutyId, row.fromDueOn, row.toDueOn, dueAt],
    );
    if (moved === 1) await this.writer.insert(ReportExtensionRow, [row]);
    return moved === 1;
  }

  /** The report that stands for this kind, or none any more. */
  async meet(recordKey: number, kind: ReportKind, report: { id: string; at: Date } | null): Promise<void> {
    await this.uow.execute(
      `UPDATE inspection_report_duties SET met_at = CASE WHEN $3::uuid IS NULL THEN NULL ELSE coalesce(met_at, $4::timestamptz) END, met_by = $3
        WHERE record_key = $1 AND kind = $2`,
      [recordKey, kind, report?.id ?? null, report?.at ?? null],
    );
  }

  reminders(after: Keyset | undefined, limit: number): Promise<ReminderView[]> {
    return this.uow.query<ReminderView>(
      `SELECT m.id, m.stage, m.due_on AS "dueOn", m.reminded_at AS "remindedAt", d.id AS "dutyId", d.kind, r.id AS "inspectionId", r.reference,
              d.met_at AS "metAt", (extract(epoch FROM m.reminded_at) * 1000000)::bigint::text AS created_us
         FROM inspection_report_reminders m JOIN inspection_report_duties d ON d.id = m.duty_id JOIN records r ON r.key = d.record_key
        WHERE $1::bigint IS NULL OR (m.reminded_at, m.id) < ('epoch'::timestamptz + $1::bigint * interval '1 microsecond', $2::uuid)
        ORDER BY m.reminded_at DESC, m.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  counts(now: Date): Promise<KindCounts[]> {
    return this.uow.query<KindCounts>(
      `SELECT d.kind, count(*) FILTER (WHERE d.met_at < d.due_at) AS "onTime", count(*) FILTER (WHERE d.met_at >= d.due_at) AS late,
              count(*) FILTER (WHERE d.met_at IS NULL AND d.due_at <= $1) AS overdue, count(*) FILTER (WHERE d.met_at IS NULL AND d.due_at > $1) AS open
         FROM ${DUTY_TABLES} WHERE ${STANDS} GROUP BY d.kind`,
      [now],
    );
  }
}

export const dutyRow = (
  id: string,
  ownerId: number,
  recordKey: number,
  { kind, timeZone, countedFrom, dueOn, dueAt }: Duty,
  { policyKey, aroseAt }: { policyKey: number; aroseAt: Date },
): ReportDutyRow => ({
  ...{ id, ownerId, recordKey, kind, policyKey, timeZone, countedFrom, dueOn, dueAt, aroseAt },
  firstDueOn: dueOn,
});
