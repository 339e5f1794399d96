import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { AuditTrail } from '../../audit';
import { nextAttempt } from '../retry.rules';
import { MAIL, type MailPayload } from '../sending.types';
import type { MailState } from './mail.types';
import type { MailOutcome } from './mailer.service';
import { type MailView, MailsRepository } from './mails.repository';

/** Writes down what became of an e-mail, and plans the next attempt in the same transaction. */
@Injectable()
export class MailSettling {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly mails: MailsRepository,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  attempted(actor: Actor, payload: MailPayload, mail: MailView, outcome: MailOutcome): Promise<void> {
    const attempts = mail.attempts + 1;
    if (outcome.sent) return this.end(actor, payload, { state: 'SENT', reason: null, attempts });
    const next = outcome.again ? nextAttempt(attempts, this.clock.now()) : null;
    return next
      ? this.wait(actor, payload, { reason: outcome.reason, attempts }, next)
      : this.end(actor, payload, { state: 'FAILED', reason: outcome.reason, attempts });
  }

  /** It ends as it is: sent, not to be sent, or refused for good. */
  end(
    actor: Actor,
    { mailId }: MailPayload,
    change: { state: MailState; reason: string | null; attempts: number },
  ): Promise<void> {
    return this.uow.write(actor, async () => {
      const name = change.state === 'SENT' ? 'notification.mailed' : 'notification.mail_settled';
      this.audit.append({ name, facts: { mail: mailId, ...change } });
      await this.mails.settle(mailId, { ...change, nextAttemptAt: null, doneAt: this.clock.now() });
    });
  }

  wait(
    actor: Actor,
    payload: MailPayload,
    change: { reason: string; attempts: number },
    nextAttemptAt: Date,
  ): Promise<void> {
    return this.uow.write(actor, async () => {
      const facts = { mail: payload.mailId, ...change, nextAttemptAt: nextAttemptAt.toISOString() };
      this.audit.append({ name: 'notification.mail_settled', facts });
      if (!(await this.mails.settle(payload.mailId, { ...change, state: 'WAITING', nextAttemptAt, doneAt: null })))
        return;
      await this.jobs.add(MAIL, { ...payload }, { runAt: nextAttemptAt, key: payload.mailId });
    });
  }
}
