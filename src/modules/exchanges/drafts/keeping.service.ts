import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { AuditTrail, type Leaf } from '../../audit';
import { type Change, Notices, type SpineRecord } from '../../records';
import { Mentions } from '../sending/mentions.service';
import type { Message } from '../sending/message.types';
import { Plans } from '../sending/plans.service';
import { DraftsRepository } from './drafts.repository';

interface Kept {
  readonly record: SpineRecord;
  readonly leaf: Leaf;
}

/** Keeps messages that are not sent yet: nothing is released, nothing is written into anybody's thread. */
@Injectable()
export class Keeping {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly plans: Plans,
    private readonly mentions: Mentions,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
  ) {}

  /** A first version, or the next. */
  async keep(actor: Actor, message: Message, begin: () => Promise<Change>, receiptId?: string): Promise<Kept> {
    const { record, written } = await begin();
    const facts = { type: message.type, version: record.version };
    const leaf = this.audit.append({ name: 'exchange.drafted', written: [written], facts }, receiptId);
    await this.drafts.insert(actor, record, message);
    return { record, leaf };
  }

  /** Kept and submitted in one. What could not be sent now is refused now, and not in front of the second person. */
  async keepForApproval(
    actor: Actor,
    message: Message,
    begin: () => Promise<Change>,
    receiptId?: string,
  ): Promise<Kept> {
    await this.requireSendable(actor, message);
    const { record, written } = await begin();
    const facts = { type: message.type, version: record.version };
    const leaf = this.audit.append({ name: 'exchange.submitted', written: [written], facts }, receiptId);
    await this.drafts.insert(actor, record, message);
    await this.askSecondPerson(actor, record);
    return { record, leaf };
  }

  /** Submits the version there is, which was opened and noted for the log by the caller. */
  async askSecondPerson(actor: Actor, record: SpineRecord): Promise<void> {
    await this.drafts.submit(actor, record);
    const to = { organisationKey: actor.organisationKey };
    await this.notices.give({ kind: 'exchange.approval_wanted', to, recordId: record.id });
  }

  /** Tells whose hands were on it, but for the one who sends it back. */
  async tellReturned(actor: Actor, record: SpineRecord, hands: { draftedBy: number; editedBy: number }): Promise<void> {
    for (const userKey of new Set([hands.draftedBy, hands.editedBy])) {
      if (userKey === actor.userKey) continue;
      await this.notices.give({ kind: 'exchange.returned', to: { userKey }, recordId: record.id });
    }
  }

  async requireSendable(actor: Actor, message: Message): Promise<void> {
    await this.plans.plan(actor, message);
    await this.mentions.resolve(actor, message);
    await this.mentions.requireEnclosable(actor, message.enclosedRecordIds);
  }
}
