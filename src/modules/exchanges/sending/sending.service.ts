import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import type { Submission } from '../../../platform/http/idempotency';
import { CLASSIFICATIONS, RecordsService } from '../../records';
import type { CorrectExchangeDto, ReplyDto, SendExchangeDto } from '../dto/exchange-input.dto';
import { ExchangesRepository } from '../exchanges.repository';
import { CorrectionPlans } from './correction-plans.service';
import { type Message, NOTHING_MORE } from './message.types';
import { Outbox, type Sent } from './outbox.service';
import { ReplyPlans } from './reply-plans.service';

/** From what a client asks for to the message it means. */
@Injectable()
export class SendingService {
  constructor(
    private readonly outbox: Outbox,
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    private readonly replies: ReplyPlans,
    private readonly corrections: CorrectionPlans,
  ) {}

  /** Sends a request or a notice, or keeps it. Throws CANNOT_BE_SENT, TO_ONESELF, ADDRESSEE_GONE, and what enclosing throws. */
  send(actor: Actor, command: SendExchangeDto, submission: Submission): Promise<Sent> {
    const message: Message = {
      ...NOTHING_MORE,
      ...{ type: command.type, subject: command.subject, body: command.body, urgency: command.urgency },
      ...{ legalBasis: command.legalBasis ?? null, dueOn: command.dueOn ?? null, asks: command.asks ?? null },
      ...{ routing: command.routing ?? null, followsUpId: command.followsUp ?? null },
      recipientAudienceIds: command.recipientAudienceIds,
      ...mentionedBy(command),
      ...particularsOf(command),
    };
    const outgoing = { message, handling: command, draft: command.draft ?? false };
    return this.outbox.accept(actor, submission, () => Promise.resolve(outgoing));
  }

  /** Replies to a request. Throws the 404 of what is not visible, NOT_ADDRESSED, NOT_ALLOWED_NOW, and what enclosing throws. */
  reply(actor: Actor, requestId: string, command: ReplyDto, submission: Submission): Promise<Sent> {
    return this.outbox.accept(actor, submission, async () => {
      const request = await this.records.require(requestId, 'exchange');
      const head = await this.repository.sentHead(request.key);
      this.replies.requireAnswerable(actor, request, head, command.extent);
      const message: Message = {
        ...NOTHING_MORE,
        type: 'REPLY',
        subject: 'Reply', // never the request's own words: the replier may release the reply to others, the request not
        ...{ body: command.body, urgency: head.urgency, aboutId: request.id, extent: command.extent },
        ...mentionedBy(command),
        ...particularsOf(command),
      };
      const classification = command.classification ?? CLASSIFICATIONS[request.classification]!;
      return { message, handling: { ...command, classification }, draft: command.draft ?? false };
    });
  }

  /** A new version of what was sent. Throws the 404 of what is not visible, NOT_THE_OWNER, NOT_SENT, NOT_ALLOWED_NOW, and what enclosing throws. */
  correct(actor: Actor, id: string, command: CorrectExchangeDto, submission: Submission): Promise<Sent> {
    return this.outbox.accept(actor, submission, async () => {
      const corrected = await this.records.require(id, 'exchange');
      const head = await this.corrections.requireCorrectable(actor, corrected);
      const standing = await this.repository.standingWords(corrected.key);
      const message: Message = {
        ...NOTHING_MORE,
        type: 'CORRECTION',
        subject: command.subject ?? standing.subject,
        body: command.body ?? standing.body,
        legalBasis: command.legalBasis ?? standing.legalBasis,
        ...{ urgency: head.urgency, aboutId: corrected.id, changeReason: command.reason },
        ...mentionedBy(command),
      };
      const classification = command.classification ?? CLASSIFICATIONS[corrected.classification]!;
      return { message, handling: { ...command, classification }, draft: command.draft ?? false };
    });
  }
}

const mentionedBy = (
  command: Pick<SendExchangeDto, 'enclosedRecordIds' | 'referencedRecordIds'>,
): Pick<Message, 'enclosedRecordIds' | 'referencedRecordIds'> => ({
  enclosedRecordIds: command.enclosedRecordIds ?? [], // null counts as nothing said
  referencedRecordIds: command.referencedRecordIds ?? [],
});

const particularsOf = (command: ReplyDto | SendExchangeDto): Pick<Message, 'particulars' | 'heldBackFields'> => ({
  particulars: command.particulars ?? null,
  heldBackFields: command.heldBackFields ?? [],
});
