import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ClaimedIds, Submission } from '../../platform/http/idempotency';
import type { Leaf } from '../audit';
import { type Accepted, RecordsService, type SpineRecord, Submissions } from '../records';
import { type ExchangeView, ExchangeViews } from './exchange-views.query';

export type Sent = Accepted<ExchangeView>;

/** Requests, notices and replies are accepted alike: issued once, and shown as the sender sees them. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly views: ExchangeViews,
  ) {}

  once(
    actor: Actor,
    submission: Submission,
    issue: (ids: ClaimedIds) => Promise<{ record: SpineRecord; leaf: Leaf }>,
  ): Promise<Sent> {
    return this.submissions.once(
      actor,
      submission,
      async (ids) => {
        const { record, leaf } = await issue(ids);
        return { view: await this.views.one(actor, record), leaf };
      },
      (id) => this.uow.read(actor, async () => this.views.one(actor, await this.records.require(id, 'exchange'))),
    );
  }
}
