import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { AuditTrail, type Leaf } from '../../audit';
import { type Change, Notices, ReleaseWriter, type SpineRecord } from '../../records';
import type { ExchangeRow } from '../exchange.record';
import { ExchangesRepository } from '../exchanges.repository';
import { ReminderPlans } from '../reminders/reminder-plans.service';
import { Mentions } from './mentions.service';
import type { Message } from './message.types';
import type { Plan } from './plan.types';
import { Plans } from './plans.service';

/**
 * The one way a message gets out: the exchange, its addressees, its enclosures and the releases of all of them, in the caller's unit of
 * work, under one leaf, everything checked at this moment and not when it was drafted. Nothing is half sent.
 */
@Injectable()
export class Dispatch {
  constructor(
    private readonly plans: Plans,
    private readonly mentions: Mentions,
    private readonly releases: ReleaseWriter,
    private readonly repository: ExchangesRepository,
    private readonly reminders: ReminderPlans,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
  ) {}

  /** @param begin makes the record, or opens the draft for change; asked after everything else could be refused */
  async send(
    actor: Actor,
    message: Message,
    begin: () => Promise<Change>,
    receiptId?: string,
  ): Promise<{ record: SpineRecord; leaf: Leaf }> {
    const plan = await this.plans.plan(actor, message);
    const mentioned = await this.mentions.resolve(actor, message);
    const changes = await this.mentions.openEnclosures(actor, message.enclosedRecordIds);
    const { record, written } = await begin();
    const enclosed = changes.map((change) => change.record);
    const leaf = this.audit.append(
      {
        name: plan.name,
        written: [written, ...plan.written, ...changes.map((change) => change.written)],
        facts: plan.facts,
      },
      receiptId,
    );
    const row = rowOf(record, message, plan, mentioned.followsUp);
    const audienceKeys = plan.recipients.map(({ key }) => key);
    await Promise.all([
      this.repository.insert(actor, row, audienceKeys, enclosed, mentioned.references),
      plan.event(record),
      this.releases.insert(actor, [record, ...enclosed], {
        audienceIds: plan.recipients.map(({ id }) => id),
        purpose: `Exchange ${record.reference}`,
      }),
    ]);
    await this.repository.holdBack(actor, record, message.heldBackFields);
    await this.reminders.plan(actor, record, plan.about.dueOn);
    for (const notice of plan.notices(record)) await this.notices.give(notice);
    return { record: { ...record, sharing: 'released' }, leaf };
  }
}

const rowOf = (record: SpineRecord, message: Message, plan: Plan, followsUp: number | null): ExchangeRow => ({
  ...{ recordKey: record.key, type: message.type, subject: message.subject, body: message.body },
  ...{
    legalBasis: message.legalBasis,
    particulars: message.particulars ?? null,
    urgency: message.urgency,
    extent: message.extent,
    ...plan.about,
  },
  ...{ routingClass: message.routing?.routingClass ?? null, routingReason: message.routing?.reason ?? null },
  ...{ asks: message.asks && [...message.asks], followsUp, changeReason: message.changeReason },
});
