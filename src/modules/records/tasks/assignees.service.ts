import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { Colleagues } from '../colleagues.repository';
import type { SpineRecord } from '../record.types';
import { TASK } from './tasks.errors';

/** Who can be given a task: a colleague who may see the record it is about. Anybody else is as unknown as nobody. */
@Injectable()
export class Assignees {
  constructor(private readonly colleagues: Colleagues) {}

  /** Keys in the order asked; null stays null. */
  async find(record: SpineRecord, asked: readonly (string | null)[]): Promise<(number | null)[]> {
    const ids = asked.flatMap((id) => (id === null ? [] : [id.toLowerCase()]));
    const found = new Map(
      (await this.colleagues.whoMay('task.read', record, [...new Set(ids)])).map(({ id, key }) => [id, key]),
    );
    if (ids.some((id) => !found.has(id))) {
      const message = 'There is no such user of your organisation, or none who may see this record';
      throw new DomainError(TASK.ASSIGNEE_UNKNOWN, { fields: [{ pointer: '/assigneeId', code: 'UNKNOWN', message }] });
    }
    return asked.map((id) => (id === null ? null : found.get(id.toLowerCase())!));
  }
}
