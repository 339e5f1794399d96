import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ClaimedIds, Submission } from '../../../platform/http/idempotency';
import type { Leaf } from '../../audit';
import {
  type Accepted,
  type Change,
  type Handling,
  RecordsService,
  type SpineRecord,
  Submissions,
} from '../../records';
import { Keeping } from '../drafts/keeping.service';
import { type ExchangeView, ExchangeViews } from '../exchange-views.query';
import { asksSecondPerson } from '../policies/exchange-policy.rules';
import { ExchangePolicies } from '../policies/exchange-policies.service';
import { Dispatch } from './dispatch.service';
import type { Message } from './message.types';

export type Sent = Accepted<ExchangeView>;

/** A message somebody wants to keep as a draft, or to send. */
export interface Outgoing {
  readonly message: Message;
  readonly handling: Handling;
  readonly draft: boolean;
}

/**
 * Where messages come in: kept as a draft, put before a second person if the organisation's policy asks for one, or sent at once.
 * Whatever is kept has been looked at as if it were sent, and is again when it is.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly views: ExchangeViews,
    private readonly dispatch: Dispatch,
    private readonly keeping: Keeping,
    private readonly policies: ExchangePolicies,
  ) {}

  /** @param write says what is to be sent, inside the one unit of work */
  accept(actor: Actor, submission: Submission, write: () => Promise<Outgoing>): Promise<Sent> {
    return this.submissions.once(
      actor,
      submission,
      async (ids) => {
        const { record, leaf } = await this.take(actor, ids, await write());
        return { view: await this.views.one(actor, record), leaf };
      },
      (id) => this.uow.read(actor, async () => this.views.one(actor, await this.records.require(id, 'exchange'))),
    );
  }

  private async take(
    actor: Actor,
    ids: ClaimedIds,
    { message, handling, draft }: Outgoing,
  ): Promise<{ record: SpineRecord; leaf: Leaf }> {
    const begin = async (): Promise<Change> => {
      const record = await this.records.create(actor, 'exchange', ids.resourceId, handling);
      return { record, written: { id: record.id, version: record.version, before: null } };
    };
    if (draft) return this.keeping.keep(actor, message, begin, ids.receiptId);
    return asksSecondPerson(await this.policies.terms(), message.type)
      ? this.keeping.keepForApproval(actor, message, begin, ids.receiptId)
      : this.dispatch.send(actor, message, begin, ids.receiptId);
  }
}
