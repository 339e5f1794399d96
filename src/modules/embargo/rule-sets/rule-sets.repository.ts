import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ruleSetHash } from '../rules/rule-set.mapping';
import { RuleSetRow } from './rule-set.record';
import type { RuleSetContent, RuleSetStatus } from '../rules/rule-set.types';

export interface RuleSetHead {
  readonly id: string;
  readonly version: string;
  readonly hash: Buffer;
  readonly status: RuleSetStatus;
  readonly proposedBy: number | null;
  /** Code of the organisation. */
  readonly proposedFor: string | null;
  readonly proposedAt: Date;
  readonly reason: string | null;
  readonly decidedFor: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
  readonly effectiveFrom: Date | null;
  readonly created_us: string;
}

export interface Decision {
  readonly status: 'APPROVED' | 'REJECTED';
  readonly by: number;
  readonly for: number;
  readonly at: Date;
  readonly note: string | null;
  readonly effectiveFrom: Date | null;
}

const HEAD = `SELECT s.id, s.version, s.hash, s.status, s.proposed_by AS "proposedBy", p.code AS "proposedFor", s.proposed_at AS "proposedAt", s.reason,
  d.code AS "decidedFor", s.decided_at AS "decidedAt", s.decision_note AS "decisionNote", s.effective_from AS "effectiveFrom",
  (extract(epoch FROM s.proposed_at) * 1000000)::bigint::text AS created_us
  FROM rule_sets s LEFT JOIN organisations p ON p.key = s.proposed_for LEFT JOIN organisations d ON d.key = s.decided_for`;

/** Kept contents: a table is some 50 kB, an installation has a handful. */
const MOST_KEPT = 50;

@Injectable()
export class RuleSetsRepository {
  private readonly contents = new Map<string, RuleSetContent>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: RuleSetRow): Promise<void> {
    return this.writer.insert(RuleSetRow, [row]);
  }

  async find(id: string): Promise<RuleSetHead | undefined> {
    return (await this.uow.prepared<RuleSetHead>(`${HEAD} WHERE s.id = $1`, [id]))[0];
  }

  /** By the clock handed in, so that a test can look at next year's law. */
  async inForce(at: Date): Promise<RuleSetHead | undefined> {
    const [head] = await this.uow.prepared<RuleSetHead>(
      `${HEAD} WHERE s.status = 'BUILT_IN' OR (s.status = 'APPROVED' AND s.effective_from <= $1)
        ORDER BY (s.status = 'APPROVED') DESC, s.effective_from DESC NULLS LAST, s.decided_at DESC NULLS LAST, s.proposed_at DESC, s.id DESC LIMIT 1`,
      [at],
    );
    return head;
  }

  /** Newest first. */
  page(status: RuleSetStatus | undefined, after: Keyset | undefined, limit: number): Promise<RuleSetHead[]> {
    return this.uow.query<RuleSetHead>(
      `${HEAD} WHERE ($1::text IS NULL OR s.status = $1)
          AND ($2::bigint IS NULL OR (s.proposed_at, s.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
        ORDER BY s.proposed_at DESC, s.id DESC LIMIT $4`,
      [status ?? null, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** What a version says. It never changes, so it is read once; and never used if it is not what its hash says. */
  async content({ id, hash }: Pick<RuleSetHead, 'id' | 'hash'>): Promise<RuleSetContent> {
    const kept = this.contents.get(id);
    if (kept) return kept;
    const [row] = await this.uow.prepared<{ content: RuleSetContent }>(`SELECT content FROM rule_sets WHERE id = $1`, [
      id,
    ]);
    if (!row || ruleSetHash(row.content) !== hash.toString('hex'))
      throw new DomainError(COMMON.BUG, { detail: `rule set ${id} is not what its hash says` });
    if (this.contents.size >= MOST_KEPT) this.contents.clear();
    this.contents.set(id, row.content);
    return row.content;
  }

  /** False if it does not wait for a decision any more. */
  async decide(id: string, decision: Decision): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE rule_sets SET status = $2, decided_by = $3, decided_for = $4, decided_at = $5, decision_note = $6, effective_from = $7
        WHERE id = $1 AND status = 'PROPOSED'`,
      [id, decision.status, decision.by, decision.for, decision.at, decision.note, decision.effectiveFrom],
    );
    return changed === 1;
  }
}
