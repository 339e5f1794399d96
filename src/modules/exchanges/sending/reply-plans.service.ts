import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { RecordsService, type SpineRecord } from '../../records';
import { addressedThrough, EVENT_OF_EXTENT, isAddressed, mayHappen, stateFor } from '../exchange.rules';
import type { Extent } from '../exchange.types';
import { EXCHANGE } from '../exchanges.errors';
import { type ExchangeHead, ExchangesRepository } from '../exchanges.repository';
import type { Message } from './message.types';
import type { Plan } from './plan.types';

/**
 * Answering a request. A reply is a record of its own, owned by who replies: what a State answered stays under its control, released to
 * the requester alone and never to the other addressees.
 */
@Injectable()
export class ReplyPlans {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The request, if it may be answered to this extent now. Throws the 404 of what is not visible, NOT_SENT, NOT_ADDRESSED, NOT_ALLOWED_NOW. */
  requireAnswerable(actor: Actor, request: SpineRecord, head: ExchangeHead, extent: Extent): void {
    enforce(isAddressed(actor.organisationKey, head), EXCHANGE.NOT_ADDRESSED);
    const state = stateFor(actor.organisationKey, head, this.clock.now());
    enforce(mayHappen({ type: head.type, state }, EVENT_OF_EXTENT[extent]), EXCHANGE.NOT_ALLOWED_NOW);
  }

  async plan(actor: Actor, message: Message): Promise<Plan> {
    const extent = message.extent!;
    const { record: request, written } = await this.records.beginEvent(message.aboutId!, 'exchange');
    const head = await this.repository.sentHead(request.key);
    this.requireAnswerable(actor, request, head, extent);
    const audienceKey = addressedThrough(actor.organisationKey, head)!;
    return {
      name: 'exchange.replied',
      about: { inReplyTo: request.key, corrects: null, dueOn: null },
      recipients: [await this.repository.audienceOf(request.ownerId)],
      written: [written],
      facts: { extent, request: request.id },
      event: (reply) =>
        this.repository.insertEvent(actor, request, EVENT_OF_EXTENT[extent], { audienceKey, replyKey: reply.key }),
      notices: (reply) => [
        {
          kind: 'exchange.answered',
          to: { organisationKey: request.ownerId },
          recordId: request.id,
          about: { type: 'exchange', id: reply.id },
        },
      ],
    };
  }
}
