import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import type { Page } from '../../../../kernel/page';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { ClaimedIds, Submission } from '../../../../platform/http/idempotency';
import { newestFirst, type PageRequest } from '../../../../platform/http/keyset-page';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { Jobs } from '../../../../platform/jobs/jobs';
import { AuditTrail, type Leaf } from '../../../audit';
import { type Accepted, Submissions } from '../../../records';
import { BLIND } from '../blind.errors';
import { readItems, shapeFaults, unmatchableFaults } from '../blind-items.rules';
import { namedIn } from '../blind-keys.rules';
import { Blinder } from '../blinder.service';
import { type BlindItem, TELL_JOB } from '../blind.types';
import type { AskBlindlyDto } from '../dto/blind-query.dto';
import type { AnsweredQuery, QueryView, Refusal } from './blind-query.types';
import { BlindQueriesRepository, type StoredQuery } from './blind-queries.repository';

/**
 * Hit or no hit. A query is charged and stored in one transaction and looked up in the next, so that whatever happens in between nothing
 * is looked up unpaid; the same request sent again then finds its answer without being charged twice.
 */
@Injectable()
export class BlindQueriesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly queries: BlindQueriesRepository,
    private readonly blinder: Blinder,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws UNMATCHABLE, REASON_NAMES_IDENTIFIER, TOO_FAST, BUDGET_SPENT. */
  async ask(actor: Actor, command: AskBlindlyDto, submission: Submission): Promise<Accepted<AnsweredQuery>> {
    const items = itemsOf(command);
    const accepted = await this.submissions
      .once(
        actor,
        submission,
        (ids) => this.charge({ ...this.stored(command, items), id: ids.resourceId }, ids),
        (id) => this.uow.read(actor, () => this.require(id)),
      )
      .catch((error: unknown) => this.refused(actor, items.length, error));
    return { ...accepted, view: await this.answer(actor, accepted.view.id) };
  }

  read(actor: Actor, id: string): Promise<AnsweredQuery> {
    return this.uow.read(actor, () => this.answered(id));
  }

  list(actor: Actor, request: PageRequest): Promise<Page<QueryView>> {
    return this.uow.read(actor, () => newestFirst(request, (after) => this.queries.page(after, request.limit)));
  }

  private stored(command: AskBlindlyDto, items: ReturnType<typeof itemsOf>): Omit<StoredQuery, 'id'> {
    const { reason, legalBasis = null } = command;
    return {
      ...this.blinder.blind(items),
      reason,
      legalBasis,
      keyId: this.blinder.keyId,
      identifiers: items.length,
    };
  }

  private async charge(query: StoredQuery, { receiptId }: ClaimedIds): Promise<{ view: { id: string }; leaf: Leaf }> {
    const facts = { query: query.id, identifiers: query.identifiers };
    const leaf = this.audit.append({ name: 'blind_query.asked', facts }, receiptId);
    const refusal = await this.queries.ask(query);
    if (refusal) throw refusalOf(refusal.refused, refusal.retry_after);
    return { view: { id: query.id }, leaf };
  }

  /** Looks up what is charged, unless that was done before. */
  private answer(actor: Actor, id: string): Promise<AnsweredQuery> {
    return this.uow.write(actor, async () => {
      const isNew = await this.queries.answer(id);
      const view = await this.answered(id);
      this.audit.append({ name: 'blind_query.answered', facts: { query: id, hits: view.hits.length } });
      if (isNew) await this.jobs.add(TELL_JOB, { queryId: id }, { key: `${TELL_JOB}:${id}` });
      return view;
    });
  }

  private async answered(id: string): Promise<AnsweredQuery> {
    const [query, hits] = await Promise.all([this.require(id), this.queries.hits(id)]);
    return { ...query, hits };
  }

  private async require(id: string): Promise<QueryView> {
    const query = await this.queries.find(id);
    if (!query) throw new DomainError(COMMON.NOT_FOUND);
    return query;
  }

  /** The refusal itself was rolled back with what it refused; the log says it all the same. */
  private async refused(actor: Actor, identifiers: number, error: unknown): Promise<never> {
    if (error instanceof DomainError && error.definition.kind === 'too_many')
      await this.uow.read(actor, () => {
        const facts = { code: error.definition.code, identifiers };
        this.audit.append({ name: 'blind_query.refused', facts });
        return Promise.resolve();
      });
    throw error;
  }
}

const refusalOf = (refused: Refusal, retryAfter: number): DomainError =>
  refused === 'TOO_FAST'
    ? new DomainError(BLIND.TOO_FAST, { retryAfter })
    : new DomainError(BLIND.BUDGET_SPENT, {
        retryAfter,
        detail: refused === 'HITS' ? 'As many hits as you may have today' : 'More identifiers than are left for today',
      });

function itemsOf(command: AskBlindlyDto): ReturnType<typeof readItems<BlindItem>>['matchable'] {
  const fields = shapeFaults(command.items, '/items');
  if (fields.length > 0) throw new DomainError(REQUEST_ERRORS.INVALID, { fields });
  const items = command.items as readonly BlindItem[];
  const { matchable, leftOut } = readItems(items);
  if (leftOut.length > 0) throw new DomainError(BLIND.UNMATCHABLE, { fields: unmatchableFaults(leftOut, '/items') });
  const named = namedIn(`${command.reason} ${command.legalBasis ?? ''}`, items).slice(0, 20);
  if (named.length > 0)
    throw new DomainError(BLIND.REASON_NAMES_IDENTIFIER, {
      fields: named.map((at) => ({
        pointer: `/items/${at}/value`,
        code: 'NAMED_IN_REASON',
        message: 'stands in the reason or the legal basis',
      })),
    });
  return matchable;
}
