import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { versionFrom } from '../../../platform/http/etag';
import { keysetPage } from '../../../platform/http/keyset-page';
import { AuditTrail } from '../../audit';
import type { SpineRecord } from '../record.types';
import { RecordsService } from '../records.service';
import { Assignees } from './assignees.service';
import { mayEdit, mayMove, TASK_MACHINE } from './task.rules';
import { TaskNotices } from './task-notices.service';
import type { NewTask, StoredTaskEvent, Task, TaskChange, TaskEvent, TaskPatch } from './task.types';
import { TASK } from './tasks.errors';
import { TasksRepository, type TaskUpdate } from './tasks.repository';

/** What an organisation has agreed to do about a record, its own or another's that it sees. Only that organisation knows of it. */
@Injectable()
export class TasksService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: TasksRepository,
    private readonly assignees: Assignees,
    private readonly notices: TaskNotices,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  /** Inside the caller's unit of work, whose audit event names the tasks. */
  async insert(
    actor: Actor,
    record: SpineRecord,
    tasks: readonly NewTask[],
    { firstId = newId(), templateId = null as string | null } = {},
  ): Promise<Task[]> {
    const assignees = await this.assignees.find(
      record,
      tasks.map(({ assigneeId }) => assigneeId ?? null),
    );
    const rows = tasks.map((task, i) => ({
      id: i === 0 ? firstId : newId(),
      recordKey: record.key,
      ownerId: actor.organisationKey,
      ...{ title: task.title, description: task.description ?? null, dueOn: task.dueOn ?? null },
      assignee: assignees[i]!,
      ...{ priority: task.priority ?? 'NORMAL', mandatory: task.mandatory ?? false },
      ...{ state: TASK_MACHINE.initial, templateId, createdBy: actor.userKey },
    }));
    await this.repository.insert(rows);
    const made = await this.repository.findMany(rows.map(({ id }) => id));
    for (const task of made) await this.notices.tell(actor, task);
    return made;
  }

  list(actor: Actor, recordId: string, limit: number, cursor: string | undefined): Promise<Page<Task>> {
    return this.uow.read(actor, async () => {
      const { key } = await this.records.requireReadable(actor, recordId);
      return keysetPage(
        { cursors: this.cursors, scope: [actor.organisationKey, 'tasks', key], limit, cursor },
        (after) => this.repository.ofRecord(key, after, limit + 1),
        ({ created_us: at, id }) => ({ at, id }),
      );
    });
  }

  read(actor: Actor, id: string): Promise<Task> {
    return this.uow.read(actor, async () => (await this.require(actor, id)).task);
  }

  history(actor: Actor, id: string): Promise<TaskChange[]> {
    return this.uow.read(actor, async () => {
      await this.require(actor, id);
      return this.repository.history(id);
    });
  }

  update(actor: Actor, id: string, ifMatch: string | undefined, patch: TaskPatch): Promise<Task> {
    return this.uow.write(actor, async () => {
      const { task, record } = await this.require(actor, id);
      this.expect(task, ifMatch);
      enforce(mayEdit(task), TASK.NOT_ALLOWED_NOW);
      const { assigneeId, dueOn, ...plain } = patch;
      const [assignee] = assigneeId === undefined ? [] : await this.assignees.find(record, [assigneeId]);
      const update = {
        ...plain,
        ...(assigneeId !== undefined && { assignee }),
        ...(dueOn !== undefined && { due_on: dueOn }),
      };
      return this.change(actor, task, update, { event: 'change', changes: { ...patch } });
    });
  }

  move(actor: Actor, id: string, ifMatch: string | undefined, event: TaskEvent, note?: string): Promise<Task> {
    return this.uow.write(actor, async () => {
      const { task } = await this.require(actor, id);
      this.expect(task, ifMatch);
      enforce(mayMove(task, event, note), TASK.NOT_ALLOWED_NOW);
      return this.change(actor, task, { state: TASK_MACHINE.next(task.state, event)! }, { event, note, changes: {} });
    });
  }

  private expect(task: Task, ifMatch: string | undefined): void {
    if (versionFrom(ifMatch) !== task.version) throw new DomainError(COMMON.VERSION_MISMATCH);
  }

  private async change(
    actor: Actor,
    task: Task,
    update: TaskUpdate,
    told: { event: StoredTaskEvent; note?: string; changes: object },
  ): Promise<Task> {
    const event = {
      ...{ event: told.event, note: told.note ?? null, changes: told.changes, state: update.state ?? task.state },
      ...{ ownerId: actor.organisationKey, byUser: actor.userKey },
    };
    if (!(await this.repository.change(task, update, event))) throw new DomainError(COMMON.VERSION_MISMATCH);
    const facts = { task: task.id, record: task.recordId, event: told.event, fields: Object.keys(update).sort() };
    this.audit.append({ name: 'task.updated', facts });
    const changed = (await this.repository.find(task.id))!;
    await this.notices.tell(actor, changed, task);
    return changed;
  }

  /** Through the one loader of records: a role that may not read the record's kind finds no task on it. */
  private async require(actor: Actor, id: string): Promise<{ task: Task; record: SpineRecord }> {
    const task = await this.repository.find(id);
    if (!task) throw new DomainError(COMMON.NOT_FOUND);
    return { task, record: await this.records.requireReadable(actor, task.recordId) };
  }
}
