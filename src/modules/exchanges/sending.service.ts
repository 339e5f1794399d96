import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { DomainError } from '../../kernel/domain-error';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import type { Submission } from '../../platform/http/idempotency';
import { type Audience, AudiencesService } from '../access';
import type { SendExchangeDto } from './dto/exchange-input.dto';
import { maySend } from './exchange.rules';
import { EXCHANGE } from './exchanges.errors';
import { ExchangesRepository } from './exchanges.repository';
import { IssueService } from './issue.service';
import { type Sent, SubmissionsService } from './submissions.service';

/** Asking and telling (resolution 2692 (2023), paras 7 and 8). */
@Injectable()
export class SendingService {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly issuing: IssueService,
    private readonly audiences: AudiencesService,
    private readonly repository: ExchangesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sends a request or a notice. Throws CANNOT_BE_SENT, TO_ONESELF, and what enclosing throws. */
  send(actor: Actor, command: SendExchangeDto, submission: Submission): Promise<Sent> {
    return this.submissions.once(actor, submission, async (ids) => {
      enforce(maySend(command, this.clock.now()), EXCHANGE.CANNOT_BE_SENT);
      const recipients = await this.recipients(actor, command.recipientAudienceIds);
      return this.issuing.issue(actor, ids, {
        name: 'exchange.sent',
        handling: command,
        content: {
          type: command.type,
          subject: command.subject,
          body: command.body,
          legalBasis: command.legalBasis ?? null,
          particulars: command.particulars ?? null,
          urgency: command.urgency,
          dueOn: command.dueOn ?? null,
          inReplyTo: null,
          extent: null,
        },
        recipients,
        enclosedRecordIds: command.enclosedRecordIds,
        heldBackFields: command.heldBackFields,
        written: [],
        facts: { type: command.type, audiences: recipients.map(({ id }) => id) },
        event: (record) => this.repository.insertEvent(actor, record, 'SENT'),
      });
    });
  }

  private async recipients(actor: Actor, ids: readonly string[]): Promise<Audience[]> {
    const [audiences, own] = await Promise.all([
      this.audiences.resolve(ids, '/recipientAudienceIds'),
      this.repository.audienceOf(actor.organisationKey),
    ]);
    const at = audiences.findIndex(({ key }) => key === own.key);
    if (at < 0) return audiences;
    const pointer = `/recipientAudienceIds/${at}`;
    throw new DomainError(EXCHANGE.TO_ONESELF, {
      fields: [{ pointer, code: 'TO_ONESELF', message: 'This is your own organisation' }],
    });
  }
}
