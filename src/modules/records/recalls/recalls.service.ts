import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import type { Submission } from '../../../platform/http/idempotency';
import { newestFirst } from '../../../platform/http/keyset-page';
import { ownOrganisation } from '../../access';
import { AuditTrail } from '../../audit';
import { Notices } from '../notices.service';
import { RECORD } from '../records.errors';
import { readableKinds, RecordsService } from '../records.service';
import { type Accepted, Submissions } from '../submissions.service';
import { RecallsRepository, type RecallView } from './recalls.repository';

/** Recalls as they are read by both sides, and what those who had read say became of their copies. */
@Injectable()
export class RecallsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: RecallsRepository,
    private readonly submissions: Submissions,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  mine(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<RecallView>> {
    const kinds = readableKinds(actor);
    const request = { cursors: this.cursors, scope: [actor.organisationKey, 'recalls', kinds], limit, cursor };
    return this.uow.read(actor, () =>
      newestFirst(request, (after) => this.repository.mine(actor.organisationKey, kinds, after, limit)),
    );
  }

  find(actor: Actor, id: string): Promise<RecallView> {
    return this.uow.read(actor, () => this.require(actor, id));
  }

  /** To the originator alone: who was told, and who said what. */
  ofRecord(actor: Actor, recordId: string): Promise<RecallView[]> {
    return this.uow.read(actor, async () => {
      const record = await this.records.requireReadable(actor, recordId);
      enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
      return this.repository.ofRecord(actor.organisationKey, record.key);
    });
  }

  /** The first statement confirms; what is said later is added to it, and nothing is taken back. */
  confirm(
    actor: Actor,
    recallId: string,
    said: { statement: string; copies?: number },
    submission: Submission,
  ): Promise<Accepted<RecallView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const recall = await this.require(actor, recallId);
        if (recall.owner_id === actor.organisationKey) throw new DomainError(COMMON.FORBIDDEN);
        const facts = { recall: recallId, statement: resourceId, copies: said.copies ?? null };
        const leaf = this.audit.append({ name: 'recall.destruction_confirmed', facts }, receiptId);
        await this.repository.insertDestruction({
          id: resourceId,
          recallId,
          ownerId: actor.organisationKey,
          originatorId: recall.owner_id,
          statement: said.statement,
          copies: said.copies ?? null,
          byUser: actor.userKey,
        });
        await this.notices.give({
          kind: 'record.destruction_confirmed',
          to: { organisationKey: recall.owner_id },
          recordId: recall.record_id,
          about: { type: 'recall', id: recallId },
        });
        return { view: await this.require(actor, recallId), leaf };
      },
      () => this.find(actor, recallId),
    );
  }

  private async require(actor: Actor, id: string): Promise<RecallView> {
    const recall = await this.repository.find(actor.organisationKey, readableKinds(actor), id);
    if (!recall) throw new DomainError(COMMON.NOT_FOUND);
    return recall;
  }
}
