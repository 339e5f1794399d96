import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Actor } from '../../../platform/context/actor';
import { Jobs } from '../../../platform/jobs/jobs';
import { Colleagues } from '../colleagues.repository';
import { Notices } from '../notices.service';
import type { SpineRecord } from '../record.types';
import { isToDo, remindAt } from './task.rules';
import { REMIND_OF_TASK, type Task } from './task.types';

/** Whoever is given a task hears of it, and again the day before it is due. */
@Injectable()
export class TaskNotices {
  constructor(
    private readonly notices: Notices,
    private readonly colleagues: Colleagues,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param before what the task said until now; undefined for a new one */
  async tell(actor: Actor, task: Task, before?: Task): Promise<void> {
    const { assigneeKey, recordId, id } = task;
    if (assigneeKey !== null && assigneeKey !== before?.assigneeKey && assigneeKey !== actor.userKey) {
      await this.notices.give({
        kind: 'task.assigned',
        to: { userKey: assigneeKey },
        recordId,
        about: { type: 'task', id },
      });
    }
    const newDay = task.dueOn !== before?.dueOn || (before !== undefined && !isToDo(before));
    const runAt = isToDo(task) && newDay ? remindAt(task.dueOn, this.clock.now()) : undefined;
    if (runAt) {
      const payload = { taskId: id, organisationKey: actor.organisationKey };
      await this.jobs.add(REMIND_OF_TASK, payload, { runAt, key: `task ${id}` });
    }
  }

  async remind(userKey: number, record: SpineRecord, taskId: string): Promise<void> {
    if (!(await this.colleagues.mayStill('task.read', record, userKey))) return;
    await this.notices.give({
      kind: 'task.due_soon',
      to: { userKey },
      recordId: record.id,
      about: { type: 'task', id: taskId },
    });
  }
}
