import { Injectable } from '@nestjs/common';
import { enforce } from '../../../kernel/verdict';
import { noneMandatory } from './task.rules';
import { TASK } from './tasks.errors';
import { TasksRepository } from './tasks.repository';

/** Asked by modules to the right before they close what a record stands for, inside their unit of work and after the record is locked. */
@Injectable()
export class OpenTasks {
  constructor(private readonly repository: TasksRepository) {}

  /** @throws DomainError TASK.MANDATORY_OPEN naming the tasks of the acting organisation */
  async requireNoneMandatory(recordKey: number): Promise<void> {
    enforce(noneMandatory(await this.repository.openMandatory(recordKey)), TASK.MANDATORY_OPEN);
  }
}
