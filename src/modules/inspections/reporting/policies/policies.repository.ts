import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../../platform/database/row-writer';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { CountedFrom } from '../reporting.types';
import { PublicHolidayRow } from './public-holiday.record';
import { ReportingPolicyRow } from './reporting-policy.record';

export interface PolicyView {
  id: string;
  code: string;
  organisationId: string | null;
  version: number;
  label: string;
  source: string;
  initialWorkingDays: number;
  followUpDays: number;
  countedFrom: CountedFrom;
  remindDays: number;
  createdAt: Date;
}

export interface HolidayView {
  id: string;
  country: string;
  year: number | null;
  month: number;
  day: number;
  observed: boolean;
  name: string;
  source: string;
  createdAt: Date;
}

const COLUMNS = `p.id, p.code, o.id AS "organisationId", p.version, p.label, p.source, p.initial_working_days AS "initialWorkingDays",
  p.follow_up_days AS "followUpDays", p.counted_from AS "countedFrom", p.remind_days AS "remindDays", p.created_at AS "createdAt"`;

@Injectable()
export class PoliciesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  /** Every version the caller may see: the defaults and the own organisation's, or all for whoever administers access. */
  all(): Promise<PolicyView[]> {
    return this.uow.query<PolicyView>(
      `SELECT ${COLUMNS} FROM reporting_policies p LEFT JOIN organisations o ON o.key = p.organisation_key
        ORDER BY p.organisation_key NULLS FIRST, p.version DESC`,
    );
  }

  async find(id: string): Promise<PolicyView | undefined> {
    const [row] = await this.uow.query<PolicyView>(
      `SELECT ${COLUMNS} FROM reporting_policies p LEFT JOIN organisations o ON o.key = p.organisation_key WHERE p.id = $1`,
      [id],
    );
    return row;
  }

  async organisationKey(id: string): Promise<number | undefined> {
    const [row] = await this.uow.query<{ key: number }>('SELECT key FROM organisations WHERE id = $1', [id]);
    return row?.key;
  }

  async newestVersion(organisationKey: number | null): Promise<number> {
    const [row] = await this.uow.query<{ newest: number }>(
      'SELECT coalesce(max(version), 0) AS newest FROM reporting_policies WHERE organisation_key IS NOT DISTINCT FROM $1',
      [organisationKey],
    );
    return row!.newest;
  }

  insert(row: Omit<ReportingPolicyRow, 'key'>): Promise<void> {
    return this.writer.insert(ReportingPolicyRow, [row]);
  }

  holidays(country: string | undefined): Promise<HolidayView[]> {
    return this.uow.query<HolidayView>(
      `SELECT id, country, year, month, day, observed, name, source, created_at AS "createdAt" FROM public_holidays
        WHERE $1::text IS NULL OR country = $1 ORDER BY country, month, day, created_at DESC, id DESC`,
      [country ?? null],
    );
  }

  insertHoliday(row: PublicHolidayRow): Promise<void> {
    return this.writer.insert(PublicHolidayRow, [row]);
  }
}
