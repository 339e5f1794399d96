import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type Preferences, PreferencesService } from '../preferences/preferences.service';
import type { MailFacts } from './mail-decision.rules';
import { MailsRepository, type MailView, type ToldNow } from './mails.repository';

export interface LookedAtMail {
  readonly mail: MailView;
  readonly preferences: Preferences;
  readonly facts: MailFacts<ToldNow>;
}

/** All that decides about an e-mail at this moment, seen by its receiver in one look. */
@Injectable()
export class MailLooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mails: MailsRepository,
    private readonly preferences: PreferencesService,
  ) {}

  at(actor: Actor, mailId: string): Promise<LookedAtMail | undefined> {
    return this.uow.read(actor, async () => {
      const [mail, told, address, preferences] = await Promise.all([
        this.mails.find(mailId),
        this.mails.toldBy(mailId),
        this.mails.emailOf(actor),
        this.preferences.of(actor),
      ]);
      if (!mail) return undefined;
      const { quiet, timeZone, channels } = preferences;
      return { mail, preferences, facts: { purpose: mail.purpose, address, told, quiet, timeZone, channels } };
    });
  }
}
