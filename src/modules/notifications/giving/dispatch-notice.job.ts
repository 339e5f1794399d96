import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { SYSTEM_ACTOR } from '../../access';
import { AuditTrail } from '../../audit';
import { DELIVER_WEBHOOK, DIGEST, DISPATCH, type DispatchPayload, MAIL } from '../sending.types';
import { NoticeGiving, type PlannedSending } from './notice-giving.repository';

/** Plans what goes out for a notice. Each e-mail and each delivery is a job of its own, which asks again whether it still may. */
@Injectable()
export class DispatchNoticeJob implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly giving: NoticeGiving,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(DISPATCH, (payload) => this.run(payload as unknown as DispatchPayload));
  }

  async run({ noticeId }: DispatchPayload): Promise<void> {
    const mailing = this.runtime.config.SMTP_URL !== undefined;
    await this.uow.write(SYSTEM_ACTOR, async () => {
      this.audit.append({ name: 'notice.dispatched', facts: { notice: noticeId } });
      const planned = await this.giving.dispatch(noticeId, mailing, this.clock.now());
      await Promise.all(planned.map((sending) => this.add(sending)));
    });
  }

  /** The digest's own job finds its time: it knows whose clock counts. */
  private add({ organisationKey, userKey, mailId, deliveryId }: PlannedSending): Promise<void> {
    if (deliveryId) return this.jobs.add(DELIVER_WEBHOOK, { organisationKey, deliveryId }, { key: deliveryId });
    if (mailId) return this.jobs.add(MAIL, { organisationKey, userKey, mailId }, { key: mailId });
    return this.jobs.add(DIGEST, { organisationKey, userKey, plan: true }, { key: `plan digest ${userKey}` });
  }
}
