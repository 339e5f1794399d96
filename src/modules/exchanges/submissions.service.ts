import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type ClaimedIds, Idempotency, type Submission } from '../../platform/http/idempotency';
import { type Leaf, ReceiptsService, type ReceiptWithId } from '../audit';
import { RecordsService, type SpineRecord } from '../records';
import { type ExchangeView, ExchangeViews } from './exchange-views.query';

export interface Sent {
  readonly view: ExchangeView;
  readonly receipt: ReceiptWithId;
  /** True if this answers a repetition of a request that was carried out before. */
  readonly replayed: boolean;
}

/** Sends once, however often it is asked, and answers with what there is and a receipt: a repetition reads both anew, under present rights. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly idempotency: Idempotency,
    private readonly records: RecordsService,
    private readonly views: ExchangeViews,
    private readonly receipts: ReceiptsService,
  ) {}

  async once(
    actor: Actor,
    submission: Submission,
    issue: (ids: ClaimedIds) => Promise<{ record: SpineRecord; leaf: Leaf }>,
  ): Promise<Sent> {
    const { value, replayed } = await this.idempotency.once<{ view: ExchangeView; receipt: Leaf | string }>(
      actor,
      submission,
      async (ids) => {
        const { record, leaf } = await issue(ids);
        return { view: await this.views.one(actor, record), receipt: leaf };
      },
      (ids) =>
        this.uow.read(actor, async () => {
          const record = await this.records.require(ids.resourceId, 'exchange');
          return { view: await this.views.one(actor, record), receipt: ids.receiptId };
        }),
    );
    const { view, receipt } = value;
    return {
      view,
      receipt:
        typeof receipt === 'string' ? await this.receipts.find(actor, receipt) : this.receipts.of(actor, receipt),
      replayed,
    };
  }
}
