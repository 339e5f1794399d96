import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { RecordsService } from '../records.service';
import { type Accepted, Submissions } from '../submissions.service';
import { Templates } from './templates/templates.service';
import type { NewTask, Task } from './task.types';
import { TasksRepository } from './tasks.repository';
import { TasksService } from './tasks.service';

/** Tasks are made once, however often the request arrives: one by one, or a template's all together. */
@Injectable()
export class NewTasks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly tasks: TasksService,
    private readonly repository: TasksRepository,
    private readonly templates: Templates,
    private readonly audit: AuditTrail,
  ) {}

  add(actor: Actor, recordId: string, command: NewTask, submission: Submission): Promise<Accepted<Task>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const record = await this.records.requireReadable(actor, recordId);
        const facts = { task: resourceId, record: record.id, mandatory: command.mandatory ?? false };
        const leaf = this.audit.append({ name: 'task.added', facts }, receiptId);
        const [view] = await this.tasks.insert(actor, record, [command], { firstId: resourceId });
        return { view: view!, leaf };
      },
      (id) => this.tasks.read(actor, id),
    );
  }

  apply(
    actor: Actor,
    recordId: string,
    command: { readonly templateId: string; readonly startOn?: string; readonly assigneeId?: string },
    submission: Submission,
  ): Promise<Accepted<Task[]>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const record = await this.records.requireReadable(actor, recordId);
        const { id: templateId, tasks } = await this.templates.fitting(record.kind, command);
        const facts = { record: record.id, template: templateId, tasks: tasks.length };
        const leaf = this.audit.append({ name: 'task.added', facts }, receiptId);
        const view = await this.tasks.insert(actor, record, tasks, { firstId: resourceId, templateId });
        return { view, leaf };
      },
      (id) => this.uow.read(actor, () => this.again(actor, id)),
    );
  }

  /** The tasks that were made together with this one. */
  private async again(actor: Actor, firstId: string): Promise<Task[]> {
    const first = await this.tasks.read(actor, firstId);
    return this.repository.madeWith(first);
  }
}
