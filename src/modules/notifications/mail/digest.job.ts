import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { AuditTrail } from '../../audit';
import { nextDigest } from '../preferences/local-time.rules';
import { PreferencesService } from '../preferences/preferences.service';
import { Receivers } from '../receivers.service';
import { DIGEST, type DigestPayload, MAIL } from '../sending.types';
import { MailsRepository } from './mails.repository';

/** Gathers what came since the last digest into one e-mail, at the hour its receiver has chosen. */
@Injectable()
export class DigestJob implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly receivers: Receivers,
    private readonly mails: MailsRepository,
    private readonly preferences: PreferencesService,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(DIGEST, (payload) => this.run(payload as unknown as DigestPayload));
  }

  async run(payload: DigestPayload): Promise<void> {
    const actor = await this.receivers.person(payload.userKey);
    if (!actor) return;
    await this.uow.write(actor, () => (payload.plan ? this.plan(actor, payload) : this.gather(actor, payload)));
  }

  /** The key names the instant: a digest that is due and not yet sent is not put off by what comes meanwhile. */
  private async plan(actor: Actor, { plan: _, ...payload }: DigestPayload): Promise<void> {
    const { digest, timeZone } = await this.preferences.of(actor);
    const runAt = nextDigest(this.clock.now(), digest, timeZone);
    this.audit.append({ name: 'notification.digested', facts: { plannedFor: runAt.toISOString() } });
    await this.jobs.add(DIGEST, payload, { runAt, key: `digest ${payload.userKey} ${runAt.toISOString()}` });
  }

  private async gather(actor: Actor, payload: DigestPayload): Promise<void> {
    const mailId = newId();
    const ids = await this.mails.takeForDigest(this.clock.now());
    this.audit.append({ name: 'notification.digested', facts: { mail: mailId, notifications: ids.length } });
    if (ids.length === 0) return;
    await this.mails.plan(actor, mailId, ids, this.clock.now());
    await this.jobs.add(MAIL, { ...payload, mailId }, { key: mailId });
  }
}
