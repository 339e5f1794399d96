import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { type Audience, AudiencesService } from '../../access';
import { maySend } from '../exchange.rules';
import type { SendableType } from '../exchange.types';
import { EXCHANGE } from '../exchanges.errors';
import { ExchangesRepository } from '../exchanges.repository';
import { ExchangePolicies } from '../policies/exchange-policies.service';
import type { Message } from './message.types';
import type { Plan } from './plan.types';

const DAY_MS = 86_400_000;

/** Asking and telling (resolution 2692 (2023), paras 7 and 8). */
@Injectable()
export class RequestPlans {
  constructor(
    private readonly audiences: AudiencesService,
    private readonly repository: ExchangesRepository,
    private readonly policies: ExchangePolicies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws CANNOT_BE_SENT, TO_ONESELF, ADDRESSEE_GONE, and REQUEST.INVALID for an audience that does not exist. */
  async plan(actor: Actor, message: Message): Promise<Plan> {
    const type = message.type as SendableType;
    const dueOn = type === 'REQUEST' ? (message.dueOn ?? (await this.defaultDay())) : message.dueOn;
    enforce(maySend({ type, dueOn, asks: message.asks }, this.clock.now()), EXCHANGE.CANNOT_BE_SENT);
    const recipients = await this.recipients(actor, message.recipientAudienceIds);
    return {
      name: 'exchange.sent',
      about: { inReplyTo: null, corrects: null, dueOn },
      recipients,
      written: [],
      facts: { type, audiences: recipients.map(({ id }) => id) },
      event: (record) => this.repository.insertEvent(actor, record, 'SENT'),
      notices: ({ id }) =>
        recipients.map(({ key }) => ({ kind: 'exchange.received', to: { audienceKey: key }, recordId: id })),
    };
  }

  private async defaultDay(): Promise<string | null> {
    const { defaultDueDays } = await this.policies.terms();
    if (defaultDueDays === null) return null;
    return new Date(this.clock.now().getTime() + defaultDueDays * DAY_MS).toISOString().slice(0, 10);
  }

  private async recipients(actor: Actor, ids: readonly string[]): Promise<Audience[]> {
    const [audiences, own] = await Promise.all([
      this.audiences.resolve(ids, '/recipientAudienceIds'),
      this.repository.audienceOf(actor.organisationKey),
    ]);
    const place = (key: number): string =>
      `/recipientAudienceIds/${ids.findIndex((id) => id.toLowerCase() === audiences.find((each) => each.key === key)!.id)}`;
    if (audiences.some(({ key }) => key === own.key)) {
      const fault = { pointer: place(own.key), code: 'TO_ONESELF', message: 'This is your own organisation' };
      throw new DomainError(EXCHANGE.TO_ONESELF, { fields: [fault] });
    }
    const gone = await this.repository.disabledAmong(audiences.map(({ key }) => key));
    if (gone.length > 0) {
      const fields = gone.map((key) => ({ pointer: place(key), code: 'GONE', message: 'It takes part no more' }));
      throw new DomainError(EXCHANGE.ADDRESSEE_GONE, { fields });
    }
    return audiences;
  }
}
