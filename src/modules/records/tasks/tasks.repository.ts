/** Tasks of the acting organisation on records the caller sees: the policies leave out all others. */
import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { TaskEventRow, TaskRow } from './task.record';
import type { Task, TaskChange, TaskState } from './task.types';

export type ListedTask = Task & { readonly created_us: string };

export const TASK_COLUMNS = `t.id, t.record_key AS "recordKey", r.id AS "recordId", t.version, t.title, t.description, t.assignee AS "assigneeKey",
    CASE WHEN u.key IS NOT NULL THEN json_build_object('id', u.id, 'displayName', u.display_name) END AS assignee,
    t.due_on::text AS "dueOn", t.priority, t.mandatory, t.state, t.template_id AS "templateId", t.created_at AS "createdAt", t.updated_at AS "updatedAt"`;
export const TASK_TABLES = 'tasks t JOIN records r ON r.key = t.record_key LEFT JOIN users u ON u.key = t.assignee';
const TASKS = `SELECT ${TASK_COLUMNS}, (extract(epoch FROM t.created_at) * 1000000)::bigint::text AS created_us FROM ${TASK_TABLES}`;

/** What a change writes; what is undefined stays. */
export interface TaskUpdate {
  readonly title?: string;
  readonly description?: string | null;
  readonly assignee?: number | null;
  readonly due_on?: string | null;
  readonly priority?: string;
  readonly state?: TaskState;
}

@Injectable()
export class TasksRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async insert(rows: readonly TaskRow[]): Promise<void> {
    const events = rows.map(({ id, ownerId, state, createdBy }) => ({
      ...{ taskId: id, version: 1, ownerId, event: 'create', state, note: null, changes: {}, byUser: createdBy },
    }));
    await Promise.all([this.writer.insert(TaskRow, rows), this.writer.insert(TaskEventRow, events)]);
  }

  /** False if somebody else was faster. */
  async change(
    { id, version }: Pick<Task, 'id' | 'version'>,
    update: TaskUpdate,
    event: Omit<TaskEventRow, 'taskId' | 'version'>,
  ): Promise<boolean> {
    const columns = Object.entries(update as Record<string, unknown>).filter(([, value]) => value !== undefined);
    const set = columns.map(([column], i) => `, ${column} = $${i + 3}`).join('');
    const changed = await this.uow.execute(
      `UPDATE tasks SET version = version + 1, updated_at = now()${set} WHERE id = $1 AND version = $2`,
      [id, version, ...columns.map(([, value]) => value)],
    );
    if (changed !== 1) return false;
    await this.writer.insert(TaskEventRow, [{ ...event, taskId: id, version: version + 1 }]);
    return true;
  }

  async find(id: string): Promise<Task | undefined> {
    return (await this.uow.query<Task>(`${TASKS} WHERE t.id = $1`, [id]))[0];
  }

  findMany(ids: readonly string[]): Promise<Task[]> {
    return this.uow.query<Task>(`${TASKS} WHERE t.id = ANY ($1::uuid[]) ORDER BY t.created_at, t.id`, [ids]);
  }

  /** Of one application of a template: all in one transaction, which is one instant. */
  madeWith({ id, recordKey }: Pick<Task, 'id' | 'recordKey'>): Promise<Task[]> {
    return this.uow.query<Task>(
      `${TASKS} WHERE t.record_key = $2 AND (t.created_at, t.template_id) = (SELECT f.created_at, f.template_id FROM tasks f WHERE f.id = $1)
       ORDER BY t.created_at, t.id`,
      [id, recordKey],
    );
  }

  ofRecord(recordKey: number, after: Keyset | undefined, rows: number): Promise<ListedTask[]> {
    return this.uow.query<ListedTask>(
      `${TASKS} WHERE t.record_key = $1
         AND ($2::bigint IS NULL OR (t.created_at, t.id) > (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
       ORDER BY t.created_at, t.id LIMIT $4`,
      [recordKey, after?.at ?? null, after?.id ?? null, rows],
    );
  }

  openMandatory(recordKey: number): Promise<{ id: string; title: string }[]> {
    const toDo = `mandatory AND state IN ('OPEN', 'IN_PROGRESS')`;
    return this.uow.query(`SELECT id, title FROM tasks WHERE record_key = $1 AND ${toDo} ORDER BY created_at, id`, [
      recordKey,
    ]);
  }

  history(id: string): Promise<TaskChange[]> {
    return this.uow.query<TaskChange>(
      `SELECT e.version, e.event, e.state, e.note, e.changes, e.at, u.display_name AS by
         FROM task_events e LEFT JOIN users u ON u.key = e.by_user WHERE e.task_id = $1 ORDER BY e.version`,
      [id],
    );
  }

  /** False if somebody was reminded of this day before. */
  async remindedFor(id: string, dueOn: string): Promise<boolean> {
    const sql = 'UPDATE tasks SET reminded_for = $2 WHERE id = $1 AND reminded_for IS DISTINCT FROM $2::date';
    return (await this.uow.execute(sql, [id, dueOn])) === 1;
  }
}
