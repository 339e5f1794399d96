import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { ownOrganisation } from '../../access';
import { HeldBack, RECORD, RecordsService, type SpineRecord } from '../../records';
import { addressedThrough, mayCorrect, mayReach } from '../exchange.rules';
import { EXCHANGE } from '../exchanges.errors';
import { type ExchangeHead, ExchangesRepository } from '../exchanges.repository';
import type { Message } from './message.types';
import type { Addressee, Plan } from './plan.types';

/**
 * Correcting what was sent. The old words stay; the correction is an exchange of its own, released to whom the old ones still reach, and an event
 * in the thread they stand in: of a request or notice its own, of a reply that of its request.
 */
@Injectable()
export class CorrectionPlans {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    private readonly heldBack: HeldBack,
  ) {}

  /** Throws the 404 of what is not visible, NOT_THE_OWNER, NOT_SENT, NOT_ALLOWED_NOW. */
  async requireCorrectable(actor: Actor, corrected: SpineRecord): Promise<ExchangeHead> {
    enforce(ownOrganisation(actor, corrected), RECORD.NOT_THE_OWNER);
    const head = await this.repository.sentHead(corrected.key);
    enforce(mayCorrect(head), EXCHANGE.NOT_ALLOWED_NOW);
    return head;
  }

  /** Throws the same, and FIELD_HELD_BACK where it would say again what was held back since the draft was made. */
  async plan(actor: Actor, message: Message): Promise<Plan> {
    const corrected = await this.records.require(message.aboutId!, 'exchange');
    const head = await this.requireCorrectable(actor, corrected);
    if (message.legalBasis !== null) await this.requireNotHeld(corrected);
    const threadId = head.type === 'REPLY' ? head.inReplyTo : corrected.id;
    if (threadId === null) throw new DomainError(COMMON.NOT_FOUND); // the request was taken back: there is no thread any more
    const { record: thread, written } = await this.records.beginEvent(threadId, 'exchange');
    if (threadId !== corrected.id) await this.records.beginEvent(corrected.id, 'exchange'); // a recall of it comes before or after
    const threadHead = await this.repository.sentHead(thread.key);
    enforce(mayCorrect(threadHead), EXCHANGE.NOT_ALLOWED_NOW);
    const audienceKey = addressedThrough(actor.organisationKey, threadHead);
    const recipients: readonly Addressee[] = await this.repository.stillReaching(corrected.key);
    enforce(mayReach(recipients), EXCHANGE.NOT_ALLOWED_NOW);
    return {
      name: 'exchange.corrected',
      about: { inReplyTo: null, corrects: corrected.key, dueOn: null },
      recipients,
      written: [written],
      facts: { corrects: corrected.id, because: message.changeReason },
      event: (record) =>
        this.repository.insertEvent(actor, thread, 'CORRECTED', {
          replyKey: record.key,
          ...(audienceKey !== undefined && { audienceKey }),
        }),
      notices: ({ id }) =>
        recipients.map(({ key }) => ({
          kind: 'exchange.received',
          to: { audienceKey: key },
          recordId: corrected.id,
          about: { type: 'exchange', id },
        })),
    };
  }

  private async requireNotHeld(corrected: SpineRecord): Promise<void> {
    const before = (await this.repository.contents([corrected.key])).get(corrected.key)!.correctionKeys;
    for (const version of [corrected, ...(await this.records.findByKeys(before))])
      await this.heldBack.requireNotHeld(version, ['legalBasis']);
  }
}
