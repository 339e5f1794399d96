import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../../kernel/page';
import { RowWriter } from '../../../../platform/database/row-writer';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { RecordKind } from '../../record.types';
import type { TemplateTask } from '../task.types';
import { TaskTemplateRow } from './task-template.record';

export interface TaskTemplate {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly recordKind: RecordKind;
  readonly label: string | null;
  readonly tasks: readonly TemplateTask[];
  readonly newest: boolean;
  readonly createdAt: Date;
  readonly created_us: string;
}

const NEWEST = `NOT EXISTS (SELECT 1 FROM task_templates n WHERE n.owner_id = t.owner_id AND n.name = t.name AND n.version > t.version)`;
const TEMPLATES = `SELECT t.id, t.name, t.version, t.record_kind AS "recordKind", t.label, t.tasks, ${NEWEST} AS newest, t.created_at AS "createdAt",
    (extract(epoch FROM t.created_at) * 1000000)::bigint::text AS created_us FROM task_templates t`;

@Injectable()
export class TemplatesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  /** The next version of a name. Two of one organisation at once: the second meets task_templates_version_unique. */
  async nextVersion(name: string): Promise<number> {
    const [row] = await this.uow.query<{ next: number }>(
      'SELECT coalesce(max(version), 0) + 1 AS next FROM task_templates WHERE name = $1',
      [name],
    );
    return row!.next;
  }

  insert(row: TaskTemplateRow): Promise<void> {
    return this.writer.insert(TaskTemplateRow, [row]);
  }

  async find(id: string): Promise<TaskTemplate | undefined> {
    return (await this.uow.query<TaskTemplate>(`${TEMPLATES} WHERE t.id = $1`, [id]))[0];
  }

  /** The newest version of each, the one written last first. */
  page(recordKind: RecordKind | undefined, after: Keyset | undefined, rows: number): Promise<TaskTemplate[]> {
    return this.uow.query<TaskTemplate>(
      `${TEMPLATES} WHERE ${NEWEST} AND ($1::text IS NULL OR t.record_kind = $1)
         AND ($2::bigint IS NULL OR (t.created_at, t.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
       ORDER BY t.created_at DESC, t.id DESC LIMIT $4`,
      [recordKind ?? null, after?.at ?? null, after?.id ?? null, rows],
    );
  }
}
