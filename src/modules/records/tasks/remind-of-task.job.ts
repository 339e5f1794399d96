import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorsRepository, organisationActor } from '../../access';
import { AuditTrail } from '../../audit';
import { RecordsService } from '../records.service';
import { TaskNotices } from './task-notices.service';
import { isToDo } from './task.rules';
import { REMIND_OF_TASK, type RemindOfTaskPayload, type Task } from './task.types';
import { TasksRepository } from './tasks.repository';

/**
 * Reminds of a task that is due, once for each day it was due on. It acts for the organisation and asks everything anew: the task may be
 * done, the record taken back, the assignee no longer cleared.
 */
@Injectable()
export class RemindOfTaskJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: TasksRepository,
    private readonly notices: TaskNotices,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(REMIND_OF_TASK, (payload) => this.remind(payload as unknown as RemindOfTaskPayload));
  }

  async remind({ taskId, organisationKey }: RemindOfTaskPayload): Promise<void> {
    const organisation = await this.actors.byOrganisation(organisationKey);
    if (!organisation) return;
    const actor = organisationActor(organisation);
    const wanted = await this.uow.read(actor, async () => toRemind(await this.repository.find(taskId)));
    if (!wanted) return;
    await this.uow.write(actor, async () => {
      const [record] = await this.records.findByKeys([wanted.recordKey]);
      this.audit.append({ name: 'task.reminded', facts: { task: taskId } });
      if (record && (await this.repository.remindedFor(taskId, wanted.dueOn)))
        await this.notices.remind(wanted.assigneeKey, record, taskId);
    });
  }
}

/** What there is to remind of; nothing if the task cannot be seen any more, is ended, nobody's, or due on no day. */
const toRemind = (task: Task | undefined): { recordKey: number; dueOn: string; assigneeKey: number } | undefined =>
  task && isToDo(task) && task.dueOn !== null && task.assigneeKey !== null
    ? { recordKey: task.recordKey, dueOn: task.dueOn, assigneeKey: task.assigneeKey }
    : undefined;
