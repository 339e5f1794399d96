import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import type { Submission } from '../../platform/http/idempotency';
import { CLASSIFICATIONS, RecordsService } from '../records';
import type { ReplyDto } from './dto/exchange-input.dto';
import { addressedThrough, EVENT_OF_EXTENT, isAddressed, mayHappen, stateFor } from './exchange.rules';
import { EXCHANGE } from './exchanges.errors';
import { ExchangesRepository } from './exchanges.repository';
import { IssueService } from './issue.service';
import { type Sent, SubmissionsService } from './submissions.service';

/**
 * Answering a request. A reply is a record of its own, owned by who replies: what a State answered stays under its control, released to
 * the requester alone and never to the other addressees.
 */
@Injectable()
export class RepliesService {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly issuing: IssueService,
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Replies to a request. Throws the 404 of what is not visible, NOT_ADDRESSED, NOT_ALLOWED_NOW, and what enclosing throws. */
  reply(actor: Actor, requestId: string, command: ReplyDto, submission: Submission): Promise<Sent> {
    return this.submissions.once(actor, submission, async (ids) => {
      const { record: request, written } = await this.records.beginEvent(requestId, 'exchange');
      const head = await this.repository.head(request.key);
      const event = EVENT_OF_EXTENT[command.extent];
      enforce(isAddressed(actor.organisationKey, head), EXCHANGE.NOT_ADDRESSED);
      const state = stateFor(actor.organisationKey, head, this.clock.now());
      enforce(mayHappen({ type: head.type, state }, event), EXCHANGE.NOT_ALLOWED_NOW);
      const audienceKey = addressedThrough(actor.organisationKey, head)!;
      const classification = command.classification ?? CLASSIFICATIONS[request.classification]!;
      return this.issuing.issue(actor, ids, {
        name: 'exchange.replied',
        handling: { ...command, classification },
        content: {
          type: 'REPLY',
          subject: 'Reply', // never the request's own words: the replier may release the reply to others, the request not
          body: command.body,
          legalBasis: null,
          particulars: command.particulars ?? null,
          urgency: head.urgency,
          dueOn: null,
          inReplyTo: request.key,
          extent: command.extent,
        },
        recipients: [await this.repository.audienceOf(request.ownerId)],
        enclosedRecordIds: command.enclosedRecordIds,
        heldBackFields: command.heldBackFields,
        written: [written],
        facts: { extent: command.extent, request: request.id },
        event: (reply) => this.repository.insertEvent(actor, request, event, { audienceKey, replyKey: reply.key }),
      });
    });
  }
}
