import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import type { Actor } from '../../../platform/context/actor';
import { Jobs } from '../../../platform/jobs/jobs';
import { Receivers } from '../receivers.service';
import { MAIL, type MailPayload } from '../sending.types';
import { decideMail } from './mail-decision.rules';
import { MailLooking } from './mail-looking.service';
import { MailSettling } from './mail-settling.service';
import { composeMail } from './mail-text.rules';
import { Mailer } from './mailer.service';

/**
 * Sends one e-mail, as its receiver: what this person may see at this moment is what may be told. The mail goes out between two units of
 * work; if the program dies there, it goes out again under the same Message-ID.
 */
@Injectable()
export class SendMailJob implements OnModuleInit {
  private readonly logger = new Logger('notifications');

  constructor(
    private readonly jobs: Jobs,
    private readonly receivers: Receivers,
    private readonly looking: MailLooking,
    private readonly settling: MailSettling,
    private readonly mailer: Mailer,
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(MAIL, (payload) => this.run(payload as unknown as MailPayload));
  }

  async run(payload: MailPayload): Promise<void> {
    const actor = await this.receivers.person(payload.userKey);
    return actor ? this.send(actor, payload) : this.noteDisabled(payload);
  }

  private async send(actor: Actor, payload: MailPayload): Promise<void> {
    const looked = await this.looking.at(actor, payload.mailId);
    if (looked?.mail.state !== 'WAITING') return;
    const { mail, preferences } = looked;
    const decision = decideMail(looked.facts, this.clock.now());
    if ('not' in decision) {
      const change = { state: 'NOT_SENT', reason: decision.not, attempts: mail.attempts } as const;
      return this.settling.end(actor, payload, change);
    }
    if ('waitUntil' in decision) {
      const change = { reason: 'QUIET_HOURS', attempts: mail.attempts };
      return this.settling.wait(actor, payload, change, decision.waitUntil);
    }
    const { HOST, PORT, PUBLIC_URL = `http://${HOST}:${PORT}` } = this.runtime.config;
    const { subject, text } = composeMail(decision.send, preferences.language, PUBLIC_URL);
    const outcome = await this.mailer.send({ id: payload.mailId, to: looked.facts.address, subject, text });
    return this.settling.attempted(actor, payload, mail, outcome);
  }

  /** Where the organisation is gone too, nobody is left in whose log it could stand. */
  private async noteDisabled(payload: MailPayload): Promise<void> {
    const organisation = await this.receivers.organisation(payload.organisationKey);
    if (!organisation)
      return this.logger.warn({ mail: payload.mailId }, 'an e-mail was not sent: its receiver is gone');
    const change = { state: 'NOT_SENT', reason: 'USER_DISABLED', attempts: 0 } as const;
    return this.settling.end(organisation, payload, change);
  }
}
