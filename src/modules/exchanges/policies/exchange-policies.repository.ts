import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ExchangePolicyRow } from './exchange-policy.record';
import type { PolicyView } from './exchange-policy.types';

const POLICIES = `SELECT p.id, p.version, p.second_person_for AS "secondPersonFor", p.remind_days AS "remindDays", p.default_due_days AS "defaultDueDays",
    p.reason, p.loosens, p.created_at AS "createdAt", c.display_name AS "createdBy", p.created_by AS "createdByKey",
    p.confirmed_at AS "confirmedAt", f.display_name AS "confirmedBy"
  FROM exchange_policies p LEFT JOIN users c ON c.key = p.created_by LEFT JOIN users f ON f.key = p.confirmed_by`;

/** Every row is of the acting organisation: row-level security lets no other through. */
@Injectable()
export class ExchangePoliciesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  newestFirst(): Promise<PolicyView[]> {
    return this.uow.prepared<PolicyView>(`${POLICIES} ORDER BY p.version DESC`);
  }

  insert(row: ExchangePolicyRow): Promise<void> {
    return this.writer.insert(ExchangePolicyRow, [row]);
  }

  /** False if somebody else was faster. */
  async confirm(id: string, userKey: number): Promise<boolean> {
    const sql = `UPDATE exchange_policies SET confirmed_at = now(), confirmed_by = $2 WHERE id = $1 AND confirmed_by IS NULL`;
    return (await this.uow.execute(sql, [id, userKey])) === 1;
  }
}
