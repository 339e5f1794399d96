import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { type Accepted, Submissions } from '../../records';
import { RULE_SET } from '../embargo.errors';
import { parseRuleSet } from './rule-set-form.parser';
import { ruleSetHash } from '../rules/rule-set.mapping';
import { inconsistencies, mayApprove } from './rule-set.rules';
import type { RuleSet, RuleSetContent, RuleSetStatus } from '../rules/rule-set.types';
import { type Decision, type RuleSetHead, RuleSetsRepository } from './rule-sets.repository';

export interface RuleSetView {
  readonly head: RuleSetHead;
  readonly content: RuleSetContent;
  readonly inForce: boolean;
}

/** A table to answer by, with the id it is found by later. */
export interface NamedRuleSet extends RuleSet {
  readonly id: string;
}

/** Versions of the embargo table: written by one legal officer, put into force by another (design: four eyes). */
@Injectable()
export class RuleSetsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly repository: RuleSetsRepository,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  propose(
    actor: Actor,
    command: { readonly content: unknown; readonly reason: string },
    submission: Submission,
  ): Promise<Accepted<RuleSetView>> {
    const content = readContent(command.content);
    const hash = ruleSetHash(content);
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId: id, receiptId }) => {
        const facts = { ruleSet: id, version: content.version, hash };
        const leaf = this.audit.append({ name: 'rule_set.proposed', facts }, receiptId);
        const inserted = this.repository.insert({
          id,
          version: content.version,
          hash: Buffer.from(hash, 'hex'),
          content,
          status: 'PROPOSED',
          proposedBy: actor.userKey,
          proposedFor: actor.organisationKey,
          reason: command.reason,
        });
        await inserted.catch((error: unknown) => {
          const taken = violates(error, 'rule_sets_hash_unique') || violates(error, 'rule_sets_version_unique');
          throw taken ? new DomainError(RULE_SET.TAKEN, {}, { cause: error }) : error;
        });
        return { view: await this.view(await this.require(id)), leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<RuleSetView> {
    return this.uow.read(actor, async () => this.view(await this.require(id)));
  }

  current(actor: Actor): Promise<RuleSetView> {
    return this.uow.read(actor, async () => {
      const head = await this.headInForce();
      return { head, content: await this.repository.content(head), inForce: true };
    });
  }

  list(
    actor: Actor,
    status: RuleSetStatus | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<Omit<RuleSetView, 'content'>>> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'rule sets', status]);
      const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const [rows, current] = await Promise.all([this.repository.page(status, after, limit), this.headInForce()]);
      const items = rows.slice(0, limit).map((head) => ({ head, inForce: head.id === current.id }));
      const last = rows[limit - 1];
      const more = rows.length > limit && last;
      return { items, nextCursor: more ? this.cursors.encode(scope, { at: last.created_us, id: last.id }) : null };
    });
  }

  approve(
    actor: Actor,
    id: string,
    command: { readonly effectiveFrom?: string | null; readonly note?: string | null },
  ): Promise<RuleSetView> {
    return this.uow.write(actor, async () => {
      const head = await this.requireProposed(id);
      const now = this.clock.now();
      const effectiveFrom = command.effectiveFrom ? new Date(command.effectiveFrom) : now;
      enforce(mayApprove(head, actor.userKey, effectiveFrom, now), RULE_SET.NOT_ALLOWED);
      const facts = { ruleSet: id, version: head.version, hash: hex(head), effectiveFrom: effectiveFrom.toISOString() };
      this.audit.append({ name: 'rule_set.approved', facts });
      return this.decide(actor, head, { status: 'APPROVED', at: now, note: command.note ?? null, effectiveFrom });
    });
  }

  reject(actor: Actor, id: string, note: string): Promise<RuleSetView> {
    return this.uow.write(actor, async () => {
      const head = await this.requireProposed(id);
      const facts = { ruleSet: id, version: head.version, hash: hex(head) };
      this.audit.append({ name: 'rule_set.rejected', facts });
      return this.decide(actor, head, { status: 'REJECTED', at: this.clock.now(), note, effectiveFrom: null });
    });
  }

  /** Inside the caller's unit of work: the table that is in force at this moment. */
  async inForce(): Promise<NamedRuleSet> {
    return this.named(await this.headInForce());
  }

  /** Inside the caller's unit of work: a table by its id, in force or not; 404 if there is none. */
  async sealed(id: string): Promise<NamedRuleSet> {
    return this.named(await this.require(id));
  }

  private async named(head: RuleSetHead): Promise<NamedRuleSet> {
    return { id: head.id, hash: hex(head), content: await this.repository.content(head) };
  }

  private async decide(
    actor: Actor,
    { id }: RuleSetHead,
    decision: Omit<Decision, 'by' | 'for'>,
  ): Promise<RuleSetView> {
    const made = { ...decision, by: actor.userKey, for: actor.organisationKey };
    if (!(await this.repository.decide(id, made))) throw new DomainError(RULE_SET.ALREADY_DECIDED);
    return this.view(await this.require(id));
  }

  private async view(head: RuleSetHead): Promise<RuleSetView> {
    const [content, current] = await Promise.all([this.repository.content(head), this.headInForce()]);
    return { head, content, inForce: head.id === current.id };
  }

  private async headInForce(): Promise<RuleSetHead> {
    const head = await this.repository.inForce(this.clock.now());
    if (!head)
      throw new DomainError(COMMON.UNAVAILABLE, { detail: 'no embargo table was delivered: run the migrations' });
    return head;
  }

  private async require(id: string): Promise<RuleSetHead> {
    const head = await this.repository.find(id);
    if (!head) throw new DomainError(COMMON.NOT_FOUND);
    return head;
  }

  private async requireProposed(id: string): Promise<RuleSetHead> {
    const head = await this.require(id);
    if (head.status !== 'PROPOSED') throw new DomainError(RULE_SET.ALREADY_DECIDED);
    return head;
  }
}

const hex = ({ hash }: RuleSetHead): string => hash.toString('hex');

/** Shape first, then what the rows say of each other; each fault with its place in the request. */
function readContent(value: unknown): RuleSetContent {
  const parsed = parseRuleSet(value, '/content');
  if (!parsed.ok) throw new DomainError(REQUEST_ERRORS.INVALID, { fields: parsed.faults });
  const found = inconsistencies(parsed.content);
  if (found.length > 0) {
    const fields = found.map((one) => ({ ...one, pointer: `/content${one.pointer}` }));
    throw new DomainError(RULE_SET.INCONSISTENT, { fields });
  }
  return parsed.content;
}
