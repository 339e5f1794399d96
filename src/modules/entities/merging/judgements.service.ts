import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { DomainEvents } from '../../../platform/events/domain-events';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail, type Leaf } from '../../audit';
import { type Accepted, RecordsService, type SpineRecord, Submissions } from '../../records';
import { EntitiesRepository } from '../entities.repository';
import { clustersOf } from './clusters.rules';
import type { JudgeEntityDto, WithdrawJudgementDto } from './dto/judgement-input.dto';
import { contradiction, mayJoin, mayWithdraw } from './judgement.rules';
import type { StoredDecision } from './judgement.types';
import { type JudgedView, JudgementViews } from './judgement-views.service';
import { JudgementsRepository, type StandingRow } from './judgements.repository';
import { JUDGEMENT } from './merging.errors';
import { MERGING_EVENTS } from './merging.events';

type EntityPair = readonly [SpineRecord, SpineRecord];

interface Said {
  readonly id: string;
  readonly pair: EntityPair;
  readonly decision: StoredDecision;
  readonly reason: string;
  readonly score: number | null;
  readonly supersedesId: string | null;
}

/** Judging which entities are one. No entity is touched: what is merged is derived from the judgements that stand. */
@Injectable()
export class JudgementsService {
  constructor(
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly entities: EntitiesRepository,
    private readonly repository: JudgementsRepository,
    private readonly views: JudgementViews,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
  ) {}

  judge(actor: Actor, id: string, command: JudgeEntityDto, submission: Submission): Promise<Accepted<JudgedView>> {
    const { decision, reason, score } = command;
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const pair = await this.requirePair(id, command.otherId.toLowerCase());
        const keys = pair.map(({ key }) => key) as [number, number];
        const [, standing, last] = await Promise.all([
          this.repository.takeTurn(),
          this.repository.standing(keys),
          this.repository.lastOn(...keys),
        ]);
        const [left, right] = pair.map((record) => record.id) as [string, string];
        enforce(contradiction(standing, { left, right }, decision), JUDGEMENT.CONTRADICTED);
        if (decision === 'same') await this.requireJoinable(pair, standing);
        const supersedesId = last?.id ?? null;
        return this.write(
          actor,
          { id: resourceId, pair, decision, reason, score: score ?? null, supersedesId },
          receiptId,
        );
      },
      (judgementId) => this.views.read(actor, judgementId),
    );
  }

  /** Un-merges, or takes back that two are not the same: the pair is as if nobody had judged it. */
  withdraw(
    actor: Actor,
    id: string,
    { reason }: WithdrawJudgementDto,
    submission: Submission,
  ): Promise<Accepted<JudgedView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const judgement = await this.repository.find(id);
        if (!judgement) throw new DomainError(COMMON.NOT_FOUND);
        const { leftKey, rightKey } = judgement;
        const [, last, records] = await Promise.all([
          this.repository.takeTurn(),
          this.repository.lastOn(leftKey, rightKey),
          this.records.findByKeys([leftKey, rightKey]),
        ]);
        const pair = inOrder(records);
        if (!pair) throw new DomainError(COMMON.NOT_FOUND);
        enforce(mayWithdraw(id, last), JUDGEMENT.NOT_STANDING);
        const said: Said = { id: resourceId, pair, decision: 'withdrawn', reason, score: null, supersedesId: id };
        return this.write(actor, said, receiptId);
      },
      (withdrawalId) => this.views.read(actor, withdrawalId),
    );
  }

  /** The one of the path and the one of the body, the smaller key first. */
  private async requirePair(id: string, otherId: string): Promise<EntityPair> {
    const record = await this.records.require(id, 'entity');
    const [other] = (await this.records.findByIds([otherId])).filter(({ kind }) => kind === 'entity');
    const pair = other && other.id !== id ? inOrder([record, other]) : undefined;
    if (pair) return pair;
    const fault =
      otherId === id
        ? { code: 'ITSELF', message: 'An entity is not judged against itself' }
        : { code: 'UNKNOWN', message: 'There is no such entity, or none that you can see' };
    throw new DomainError(JUDGEMENT.OTHER_UNKNOWN, { fields: [{ pointer: '/otherId', ...fault }] });
  }

  private async requireJoinable(pair: EntityPair, standing: readonly StandingRow[]): Promise<void> {
    const keys = keysById(pair, standing);
    const summaries = await this.entities.summaries([...keys.values()]);
    const clusters = clustersOf(standing);
    const [left, right] = pair.map(({ id }) =>
      clusters.membersOf(id).flatMap((member) => {
        const summary = summaries.get(keys.get(member)!);
        return summary ? [{ id: member, schema: summary.schema }] : [];
      }),
    );
    enforce(mayJoin(left!, right!), JUDGEMENT.NOT_ONE_ENTITY);
  }

  private async write(actor: Actor, said: Said, receiptId: string): Promise<{ view: JudgedView; leaf: Leaf }> {
    const { id, pair, decision, reason, score, supersedesId } = said;
    const [left, right] = pair;
    const leaf = this.audit.append(
      {
        name: decision === 'withdrawn' ? 'judgement.withdrawn' : 'judgement.recorded',
        facts: {
          judgement: id,
          entities: [left.id, right.id],
          decision,
          ...(supersedesId && { supersedes: supersedesId }),
        },
      },
      receiptId,
    );
    await this.repository.insert({
      id,
      ownerId: actor.organisationKey,
      leftKey: left.key,
      rightKey: right.key,
      decision,
      reason,
      score,
      supersedesId,
      judgedBy: actor.userKey,
    });
    await this.events.emit(MERGING_EVENTS.judgementChanged, {
      organisationKey: actor.organisationKey,
      leftKey: left.key,
      rightKey: right.key,
      decision,
    });
    return { view: await this.views.read(actor, id), leaf };
  }
}

function inOrder(records: readonly SpineRecord[]): EntityPair | undefined {
  const [one, other] = records;
  if (!one || !other) return undefined;
  return one.key < other.key ? [one, other] : [other, one];
}

function keysById(pair: EntityPair, standing: readonly StandingRow[]): ReadonlyMap<string, number> {
  return new Map([
    ...pair.map(({ id, key }) => [id, key] as const),
    ...standing.flatMap(({ left, leftKey, right, rightKey }) => [[left, leftKey] as const, [right, rightKey] as const]),
  ]);
}
