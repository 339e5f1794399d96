import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Actor } from '../../../platform/context/actor';
import { Jobs } from '../../../platform/jobs/jobs';
import type { SpineRecord } from '../../records';
import { ExchangePolicies } from '../policies/exchange-policies.service';
import { reminderTimes } from './reminder.rules';
import { REMIND, type RemindPayload } from './reminder.types';

/** Plans the reminders of a request in the transaction that sends it. Whether one is still wanted is asked when its time has come. */
@Injectable()
export class ReminderPlans {
  constructor(
    private readonly jobs: Jobs,
    private readonly policies: ExchangePolicies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async plan(actor: Actor, record: Pick<SpineRecord, 'id'>, dueOn: string | null): Promise<void> {
    if (dueOn === null) return;
    const { remindDays } = await this.policies.terms();
    for (const { stage, at } of reminderTimes(dueOn, remindDays, this.clock.now())) {
      const payload: RemindPayload = { exchangeId: record.id, organisationKey: actor.organisationKey, stage };
      await this.jobs.add(REMIND, { ...payload }, { runAt: at, key: `${REMIND}:${record.id}:${stage}` });
    }
  }
}
