import { Injectable } from '@nestjs/common';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { RecordsService } from '../../records';
import { type ExchangeView, ExchangeViews } from '../exchange-views.query';
import { EXCHANGE } from '../exchanges.errors';
import { asksSecondPerson } from '../policies/exchange-policy.rules';
import { ExchangePolicies } from '../policies/exchange-policies.service';
import { Dispatch } from '../sending/dispatch.service';
import { DraftDesk } from './draft-desk.service';
import { mayApprove, mayReturn, maySubmit } from './stage.rules';

/** What moves a draft on: submitting, approving, sending back. One method is one unit of work. */
@Injectable()
export class Approvals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly desk: DraftDesk,
    private readonly dispatch: Dispatch,
    private readonly policies: ExchangePolicies,
    private readonly views: ExchangeViews,
    private readonly audit: AuditTrail,
  ) {}

  /** Sends it, or puts it before a second person. Throws what opening and sending throw. */
  submit(actor: Actor, id: string, ifMatch: string | undefined): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, written, draft, stage } = await this.desk.service.open(actor, id, ifMatch);
      enforce(maySubmit(stage), EXCHANGE.NOT_ALLOWED_NOW);
      const message = draft.content;
      if (!asksSecondPerson(await this.policies.terms(), message.type)) {
        const begin = () => this.records.beginChange(actor, id, 'exchange', ifMatch);
        return this.views.one(actor, (await this.dispatch.send(actor, message, begin)).record);
      }
      await this.desk.keeping.requireSendable(actor, message);
      const facts = { type: message.type, version: record.version };
      this.audit.append({ name: 'exchange.submitted', written: [written], facts });
      await this.desk.keeping.askSecondPerson(actor, record);
      return this.views.one(actor, record);
    });
  }

  /** Approves what waits, and sends it in the same act. Throws APPROVAL_REFUSED, and what opening and sending throw. */
  approve(actor: Actor, id: string, ifMatch: string | undefined): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, draft, stage, submission } = await this.desk.service.open(actor, id, ifMatch);
      enforce(mayApprove(stage, submission, actor.userKey), EXCHANGE.APPROVAL_REFUSED);
      const begin = async () => {
        const change = await this.records.beginChange(actor, id, 'exchange', ifMatch);
        await this.desk.drafts.decide(actor, record.key, submission!, 'APPROVED');
        return change;
      };
      return this.views.one(actor, (await this.dispatch.send(actor, draft.content, begin)).record);
    });
  }

  /** Sends it back to be changed. Throws APPROVAL_REFUSED. */
  return(actor: Actor, id: string, ifMatch: string | undefined, reason: string): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { record, written, stage, submission } = await this.desk.service.open(actor, id, ifMatch);
      enforce(mayReturn(stage), EXCHANGE.APPROVAL_REFUSED);
      const facts = { version: record.version, reason };
      this.audit.append({ name: 'exchange.returned', written: [written], facts });
      await this.desk.drafts.decide(actor, record.key, submission!, 'RETURNED', reason);
      await this.desk.keeping.tellReturned(actor, record, submission!);
      return this.views.one(actor, record);
    });
  }
}
