import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { DomainEvents } from '../../../platform/events/domain-events';
import { Jobs } from '../../../platform/jobs/jobs';
import { type Notice, NOTICE_GIVEN } from '../../records';
import { DISPATCH } from '../sending.types';
import { NoticeGiving } from './notice-giving.repository';

/** A notice becomes rows in inboxes in the transaction that gives it: people hear of what was committed, of all of it, and of nothing else. */
@Injectable()
export class NoticeListener implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly giving: NoticeGiving,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(async ({ name, facts }) => {
      if (name === NOTICE_GIVEN) await this.hear(facts as unknown as Notice);
    });
  }

  private async hear(notice: Notice): Promise<void> {
    const noticeId = newId();
    await Promise.all([this.giving.give(noticeId, notice, this.clock.now()), this.jobs.add(DISPATCH, { noticeId })]);
  }
}
