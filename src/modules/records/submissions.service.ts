import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { type ClaimedIds, Idempotency, type Submission } from '../../platform/http/idempotency';
import { type Leaf, ReceiptsService, type ReceiptWithId } from '../audit';

/** What a submitter gets: the thing as it is now, and the receipt of its acceptance. */
export interface Accepted<View> {
  readonly view: View;
  readonly receipt: ReceiptWithId;
  /** True if this answers the repetition of a request that was carried out before. */
  readonly replayed: boolean;
}

/**
 * Accepts once, however often it is asked, and answers with what there is and its receipt. A repetition reads both anew, under the
 * caller's present rights.
 */
@Injectable()
export class Submissions {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly receipts: ReceiptsService,
  ) {}

  /**
   * @param create works inside the one unit of work, with the ids it was promised: resourceId for what it makes, receiptId for its leaf
   * @param reread shows what was made before; it opens a unit of work of its own
   */
  async once<View>(
    actor: Actor,
    submission: Submission,
    create: (ids: ClaimedIds) => Promise<{ view: View; leaf: Leaf }>,
    reread: (resourceId: string) => Promise<View>,
  ): Promise<Accepted<View>> {
    const { value, replayed } = await this.idempotency.once<{ view: View; receipt: Leaf | string }>(
      actor,
      submission,
      async (ids) => {
        const { view, leaf } = await create(ids);
        return { view, receipt: leaf };
      },
      async (ids) => ({ view: await reread(ids.resourceId), receipt: ids.receiptId }),
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
