import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import type { Page } from '../../../../kernel/page';
import { allow, enforce, refuse } from '../../../../kernel/verdict';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../../platform/http/cursor';
import type { Submission } from '../../../../platform/http/idempotency';
import { newestFirst } from '../../../../platform/http/keyset-page';
import { AuditTrail } from '../../../audit';
import type { RecordKind } from '../../record.types';
import { type Accepted, Submissions } from '../../submissions.service';
import { fromTemplate, hasDays } from '../task.rules';
import type { NewTask, TemplateTask } from '../task.types';
import { TASK } from '../tasks.errors';
import { type TaskTemplate, TemplatesRepository } from './templates.repository';

export interface NewTemplate {
  readonly name: string;
  readonly recordKind: RecordKind;
  readonly label?: string;
  readonly tasks: readonly TemplateTask[];
}

/** What an organisation does each time: kept as versions, so that tasks say after which one they were made. */
@Injectable()
export class Templates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly repository: TemplatesRepository,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  add(actor: Actor, command: NewTemplate, submission: Submission): Promise<Accepted<TaskTemplate>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId: id, receiptId }) => {
        const { name, recordKind, label, tasks } = command;
        const version = await this.repository.nextVersion(name);
        const leaf = this.audit.append(
          { name: 'task_template.added', facts: { template: id, version, recordKind, tasks: tasks.length } },
          receiptId,
        );
        const made = { ownerId: actor.organisationKey, createdBy: actor.userKey };
        await this.repository.insert({ id, ...made, name, version, recordKind, label: label ?? null, tasks });
        return { view: (await this.repository.find(id))!, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<TaskTemplate> {
    return this.uow.read(actor, async () => {
      const template = await this.repository.find(id);
      if (!template) throw new DomainError(COMMON.NOT_FOUND);
      return template;
    });
  }

  list(
    actor: Actor,
    recordKind: RecordKind | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<TaskTemplate>> {
    const scope = [actor.organisationKey, 'task_templates', recordKind ?? null];
    return this.uow.read(actor, () =>
      newestFirst({ cursors: this.cursors, scope, limit, cursor }, (after) =>
        this.repository.page(recordKind, after, limit + 1),
      ),
    );
  }

  /** The tasks a template makes for a record of this kind. */
  async fitting(
    kind: RecordKind,
    { templateId, startOn, assigneeId }: { templateId: string; startOn?: string; assigneeId?: string },
  ): Promise<{ id: string; tasks: NewTask[] }> {
    const template = await this.repository.find(templateId);
    if (!template) {
      const message = 'There is no such template of your organisation';
      throw new DomainError(TASK.TEMPLATE_UNKNOWN, { fields: [{ pointer: '/templateId', code: 'UNKNOWN', message }] });
    }
    const { recordKind, newest, tasks } = template;
    enforce(
      recordKind === kind ? allow : refuse('OTHER_KIND', `This template is for records of kind ${recordKind}`),
      TASK.TEMPLATE_NOT_FITTING,
    );
    enforce(newest ? allow : refuse('SUPERSEDED', 'There is a newer version'), TASK.TEMPLATE_NOT_FITTING);
    const day = startOn ?? this.clock.now().toISOString().slice(0, 10);
    enforce(hasDays(tasks, day), TASK.TEMPLATE_NOT_FITTING);
    return { id: template.id, tasks: fromTemplate(tasks, day, assigneeId) };
  }
}
