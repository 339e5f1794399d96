/** What there is to do, of what the caller sees: tasks on records that are hidden are hidden by their policies, counts included. */
import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../../kernel/page';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { RecordKind } from '../../record.types';
import type { Task, WorkCounts } from '../task.types';
import { TASK_COLUMNS, TASK_TABLES } from '../tasks.repository';

export type WorkOf = 'ME' | 'NOBODY';
const TO_DO = `t.state IN ('OPEN', 'IN_PROGRESS') AND t.owner_id = (SELECT current_setting('app.me')::int)`;
const MINE = `t.assignee = (SELECT current_setting('app.user')::int)`;
/** Given to nobody, or to somebody who is gone: it would be in nobody's list for ever. */
const NOBODYS = `(t.assignee IS NULL OR EXISTS (SELECT 1 FROM users g WHERE g.key = t.assignee AND g.disabled_at IS NOT NULL))`;

@Injectable()
export class MyWorkQuery {
  constructor(private readonly uow: UnitOfWork) {}

  /** By the day they are due, so that what is overdue comes first; what is due on no day comes last. */
  page(of: WorkOf, kinds: readonly RecordKind[], after: Keyset | undefined, rows: number): Promise<Task[]> {
    return this.uow.query<Task>(
      `SELECT ${TASK_COLUMNS} FROM ${TASK_TABLES}
        WHERE ${TO_DO} AND ${of === 'ME' ? MINE : NOBODYS} AND r.kind = ANY ($1::text[])
          AND ($2::text IS NULL OR (coalesce(t.due_on, 'infinity'::date), t.id) > ($2::date, $3::uuid))
        ORDER BY coalesce(t.due_on, 'infinity'::date), t.id LIMIT $4`,
      [kinds, after?.at ?? null, after?.id ?? null, rows],
    );
  }

  /** @param today YYYY-MM-DD in UTC */
  async counts(kinds: readonly RecordKind[], today: string): Promise<WorkCounts> {
    const [row] = await this.uow.query<WorkCounts>(
      `SELECT count(*) FILTER (WHERE ${MINE})::int AS open, count(*) FILTER (WHERE ${MINE} AND t.due_on < $2::date)::int AS overdue,
              count(*) FILTER (WHERE ${MINE} AND t.due_on BETWEEN $2::date AND $2::date + 7)::int AS "dueSoon",
              count(*) FILTER (WHERE ${NOBODYS})::int AS unassigned
         FROM tasks t JOIN records r ON r.key = t.record_key
        WHERE ${TO_DO} AND (${MINE} OR ${NOBODYS}) AND r.kind = ANY ($1::text[])`,
      [kinds, today],
    );
    return row!;
  }
}
