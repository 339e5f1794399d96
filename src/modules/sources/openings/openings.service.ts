import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { type Accepted, Submissions } from '../../records';
import { SOURCE } from '../sources.errors';
import { SourcesService } from '../sources.service';
import { canBeApproved, mayDecide } from './opening.rules';
import type { Decision, Opening } from './opening.types';
import { OpeningLists } from './opening-lists.service';
import { OpeningNotices } from './opening-notices.service';
import { OpeningsRepository } from './openings.repository';

/** Who may see what is written down of a source: asked with a reason, decided by other people. */
@Injectable()
export class OpeningsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sources: SourcesService,
    private readonly submissions: Submissions,
    private readonly repository: OpeningsRepository,
    private readonly notices: OpeningNotices,
    private readonly audit: AuditTrail,
    private readonly lists: OpeningLists,
  ) {}

  ask(actor: Actor, sourceId: string, reason: string, submission: Submission): Promise<Accepted<Opening>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId: id, receiptId }) => {
        const { source } = await this.sources.require(sourceId);
        const { standingKeys, custodiansNeeded: needed } = source;
        enforce(canBeApproved(standingKeys, needed, actor.userKey), SOURCE.TOO_FEW_CUSTODIANS);
        const leaf = this.audit.append(
          { name: 'source.opening_requested', facts: { opening: id, reason, needed } },
          receiptId,
        );
        const row = { ownerId: actor.organisationKey, requestedBy: actor.userKey, reason, needed };
        await this.repository.insert({ id, sourceId: source.id, ...row });
        await this.notices.wanted(actor, source, id);
        return { view: await this.require(id), leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<Opening> {
    return this.uow.read(actor, () => this.require(id));
  }

  list(actor: Actor, sourceId: string, limit: number, cursor: string | undefined): Promise<Page<Opening>> {
    return this.uow.read(actor, async () => {
      const { source } = await this.sources.require(sourceId);
      return this.lists.page(actor, source.id, limit, cursor);
    });
  }

  async decide(actor: Actor, id: string, decision: Decision, reason?: string): Promise<Opening> {
    try {
      return await this.uow.write(actor, async () => {
        const opening = await this.require(id);
        if (opening.decisions.some(({ by }) => by === actor.userKey)) throw new DomainError(SOURCE.DECIDED_BEFORE);
        enforce(mayDecide(opening, actor.userKey, this.lists.now()), SOURCE.MAY_NOT_DECIDE);
        const name = decision === 'APPROVED' ? 'source.opening_approved' : 'source.opening_refused';
        this.audit.append({ name, facts: { opening: id, ...(reason && { reason }) } });
        await this.repository.decide({
          ...{ openingId: id, sourceId: opening.sourceId, ownerId: actor.organisationKey },
          ...{ decidedBy: actor.userKey, decision, reason: reason ?? null },
        });
        return this.require(id);
      });
    } catch (error) {
      if (violates(error, 'source_opening_decisions_pkey'))
        throw new DomainError(SOURCE.DECIDED_BEFORE, {}, { cause: error });
      throw error;
    }
  }

  /** Inside a unit of work. */
  async require(id: string): Promise<Opening> {
    const opening = await this.repository.find(id);
    if (!opening) throw new DomainError(COMMON.NOT_FOUND);
    return opening;
  }
}
