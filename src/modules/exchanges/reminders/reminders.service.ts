import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ownOrganisation } from '../../access';
import { AuditTrail } from '../../audit';
import { type NoticeKind, Notices, RECORD, RecordsService, type SpineRecord } from '../../records';
import { type ExchangeView, ExchangeViews } from '../exchange-views.query';
import { EXCHANGE } from '../exchanges.errors';
import { ExchangesRepository } from '../exchanges.repository';
import { audiencesThatOwe, audiencesToRemind } from './reminder.rules';
import type { ReminderStage } from './reminder.types';

/** Reminding addressees who still owe an answer: by hand, and when the time has come. Each sees its own reminders, the sender all. */
@Injectable()
export class Reminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    private readonly views: ExchangeViews,
    private readonly audit: AuditTrail,
    private readonly notices: Notices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws the 404 of what is not visible, NOT_THE_OWNER, NOT_SENT, and NOT_ALLOWED_NOW where nobody owes an answer. */
  remind(actor: Actor, id: string, note: string | undefined): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginEvent(id, 'exchange');
      enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
      const head = await this.repository.sentHead(record.key);
      const owing = audiencesThatOwe(head, this.clock.now());
      if (owing.length === 0) {
        const reasons = [{ code: 'NOBODY_OWES_AN_ANSWER', detail: 'Nobody it was sent to owes an answer' }];
        throw new DomainError(EXCHANGE.NOT_ALLOWED_NOW, { reasons });
      }
      this.audit.append({ name: 'exchange.reminded', written: [written], facts: { by: 'HAND' } });
      await this.write(actor, record, owing, 'exchange.due_soon', note);
      return this.views.one(actor, record);
    });
  }

  /** Reminds in the name of the organisation that asked. Nothing happens where nobody owes an answer any more. */
  async remindOnTime(actor: Actor, id: string, stage: ReminderStage): Promise<void> {
    await this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginEvent(id, 'exchange');
      const head = await this.repository.sentHead(record.key);
      const owing = audiencesToRemind(head, stage, this.clock.now());
      const facts = { by: 'CLOCK', stage, audiences: owing.length };
      this.audit.append({ name: 'exchange.reminded', written: owing.length > 0 ? [written] : [], facts });
      const kind = stage === 'OVERDUE' ? 'exchange.overdue' : 'exchange.due_soon';
      await this.write(actor, record, owing, kind, stage);
      if (owing.length > 0)
        await this.notices.give({ kind, to: { organisationKey: record.ownerId }, recordId: record.id });
    });
  }

  private async write(
    actor: Actor,
    record: SpineRecord,
    owing: readonly number[],
    kind: NoticeKind,
    note: string | undefined,
  ): Promise<void> {
    for (const audienceKey of owing) {
      await this.repository.insertEvent(actor, record, 'REMINDED', { audienceKey, note });
      await this.notices.give({ kind, to: { audienceKey }, recordId: record.id });
    }
  }
}
