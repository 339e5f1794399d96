import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CaseJudgementRow } from './case-judgement.record';
import { CaseMemberRow } from './case-member.record';
import { CaseRow } from './case.record';
import type { CaseStatus } from './case.types';
import type { Judgement } from './link.types';

export interface CaseDetail {
  readonly title: string;
  readonly summary: string | null;
  readonly status: CaseStatus;
}

export interface MemberRow {
  readonly member_key: number;
  readonly reason: string;
  readonly added_at: Date;
}

export interface JudgementView extends Judgement {
  readonly id: string;
  readonly leftRecordId: string;
  readonly rightRecordId: string;
  readonly judgedAt: Date;
}

export interface CaseSummary extends CaseDetail {
  readonly record_key: number;
}

/** Case files. Members and judgements are joined to the spine, so that what a reader cannot see is neither listed nor counted. */
@Injectable()
export class CasesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: CaseRow): Promise<void> {
    return this.writer.insert(CaseRow, [row]);
  }

  insertMembers(rows: readonly CaseMemberRow[]): Promise<void> {
    return this.writer.insert(CaseMemberRow, rows);
  }

  insertJudgement(row: CaseJudgementRow): Promise<void> {
    return this.writer.insert(CaseJudgementRow, [row]);
  }

  update(recordKey: number, patch: Partial<CaseRow>): Promise<boolean> {
    return this.writer.update(CaseRow, recordKey, patch);
  }

  async detail(recordKey: number): Promise<CaseDetail> {
    const [row] = await this.uow.query<CaseDetail>('SELECT title, summary, status FROM cases WHERE record_key = $1', [
      recordKey,
    ]);
    return row!;
  }

  members(recordKey: number): Promise<MemberRow[]> {
    return this.uow.query<MemberRow>(
      `SELECT m.member_key, m.reason, m.added_at FROM case_members m JOIN records r ON r.key = m.member_key
        WHERE m.record_key = $1 ORDER BY m.added_at, m.member_key`,
      [recordKey],
    );
  }

  judgements(recordKey: number): Promise<JudgementView[]> {
    return this.uow.query<JudgementView>(
      `SELECT j.id, j.seq, j.left_key AS "leftKey", j.right_key AS "rightKey", j.kind, j.norm AS key, j.value, j.verdict, j.reason,
              a.id AS "leftRecordId", b.id AS "rightRecordId", j.judged_at AS "judgedAt"
         FROM case_judgements j JOIN records a ON a.key = j.left_key JOIN records b ON b.key = j.right_key
        WHERE j.record_key = $1 ORDER BY j.seq`,
      [recordKey],
    );
  }

  async nextJudgement(recordKey: number): Promise<number> {
    const [row] = await this.uow.query<{ next: number }>(
      'SELECT coalesce(max(seq) + 1, 0) AS next FROM case_judgements WHERE record_key = $1',
      [recordKey],
    );
    return row!.next;
  }

  async summaries(keys: readonly number[]): Promise<Map<number, CaseSummary>> {
    const rows = await this.uow.query<CaseSummary>(
      'SELECT c.record_key, c.title, c.summary, c.status FROM cases c WHERE c.record_key = ANY ($1::bigint[])',
      [keys],
    );
    return new Map(rows.map((row) => [row.record_key, row]));
  }
}
