import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { versionFrom } from '../../../platform/http/etag';
import { AuditTrail } from '../../audit';
import { BillsRepository } from '../scoring/bills.repository';
import { ScoreBillsJob } from '../scoring/score-bills.job';
import { TargetViews, type TargetView } from './target-views.service';
import type { DecisionView, QueueFilter, StoredScore, TargetState } from './target.types';
import { TargetsRepository } from './targets.repository';

export interface TargetHistory extends TargetView {
  readonly decisions: readonly DecisionView[];
  readonly scores: readonly StoredScore[];
}

/** The queue and what officers decide. One method is one unit of work. */
@Injectable()
export class TargetsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: TargetsRepository,
    private readonly views: TargetViews,
    private readonly bills: BillsRepository,
    private readonly job: ScoreBillsJob,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  list(actor: Actor, filter: QueueFilter, limit: number, cursor: string | undefined): Promise<Page<TargetView>> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'targets', filter]);
      const position = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const rows = await this.repository.page(filter, position && { score: position.at, id: position.id }, limit);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const more = rows.length > limit && last;
      const nextCursor = more ? this.cursors.encode(scope, { at: String(last.score), id: last.id }) : null;
      return { items: await this.views.of(page), nextCursor };
    });
  }

  read(actor: Actor, id: string): Promise<TargetHistory> {
    return this.uow.read(actor, () => this.history(id));
  }

  decide(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    { state, reason }: { state: TargetState; reason: string },
  ): Promise<TargetHistory> {
    return this.uow.write(actor, async () => {
      const target = await this.repository.find(id);
      if (!target) throw new DomainError(COMMON.NOT_FOUND);
      const expected = versionFrom(ifMatch);
      if (!(await this.repository.move(id, expected, state))) throw new DomainError(COMMON.VERSION_MISMATCH);
      await this.repository.insertDecision({
        id: newId(),
        ownerId: actor.organisationKey,
        targetId: id,
        state,
        reason,
        score: target.score,
        scoreId: target.score_id,
        decidedBy: actor.userKey,
      });
      this.audit.append({
        name: 'target.decided',
        facts: { target: id, from: target.state, to: state, score: target.score },
      });
      return this.history(id);
    });
  }

  /** Queues a rescoring of all bills of the organisation; one waits in the queue at most. */
  rescore(actor: Actor): Promise<{ bills: number; requestedAt: string }> {
    return this.uow.write(actor, async () => {
      this.audit.append({ name: 'target.scoring_requested' });
      const { bills, at } = await this.bills.count(actor.organisationKey);
      const requestedAt = at.toISOString();
      await this.job.add({ since: requestedAt }, `targeting.rescore.${actor.organisationKey}.${actor.userKey}`);
      return { bills, requestedAt };
    });
  }

  private async history(id: string): Promise<TargetHistory> {
    const target = await this.repository.find(id);
    if (!target) throw new DomainError(COMMON.NOT_FOUND);
    const [decisions, scores] = await Promise.all([this.repository.decisions(id), this.repository.scores(id)]);
    const [view] = await this.views.of([target]);
    return { ...view!, decisions, scores: await this.views.visible(scores) };
  }
}
