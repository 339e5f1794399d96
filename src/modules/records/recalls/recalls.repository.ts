import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { RecordKind } from '../record.types';
import { RecallDestructionRow } from './recall-destruction.record';
import type { RecallAct, RecallBasis } from './recall.types';

export interface StatementView {
  readonly statement: string;
  readonly copies: number | null;
  readonly at: string;
}

export interface RecallReaderView {
  readonly organisation: string;
  readonly basis: RecallBasis;
  readonly statements: readonly StatementView[];
}

export interface RecallView {
  readonly id: string;
  readonly owner_id: number;
  readonly owner: string;
  readonly record_id: string;
  readonly kind: RecordKind;
  readonly reference: string;
  readonly act: RecallAct;
  readonly at: Date;
  readonly created_us: string;
  readonly because: string | null;
  readonly destroy_copies: boolean;
  readonly terms: { purpose: string; mayForward: boolean; expiresAt: string | null } | null;
  /** To the originator: those who were told, with what each said. Null to anybody else. */
  readonly readers: readonly RecallReaderView[] | null;
  /** What the reader's own organisation said. */
  readonly statements: readonly StatementView[];
}

const STATEMENTS = (whose: string): string =>
  `coalesce((SELECT json_agg(json_build_object('statement', d.statement, 'copies', d.copies, 'at', d.at) ORDER BY d.at, d.id)
     FROM recall_destructions d WHERE d.recall_id = c.id AND d.owner_id = ${whose}), '[]')`;
/** One that was only reading while the recall was committed is told by its own reading. */
const TOLD = `(t.basis <> 'UNREAD' OR EXISTS (SELECT 1 FROM readings g WHERE g.record_key = t.record_key
  AND g.organisation_key = t.organisation_key AND g.at < t.told_if_read_before))`;
const VIEW = `SELECT c.id, c.owner_id, o.code AS owner, c.record_id, c.kind, c.reference, c.act, c.at,
    (extract(epoch FROM c.at) * 1000000)::bigint::text AS created_us, c.because, c.destroy_copies, c.terms, ${STATEMENTS('$1')} AS statements,
    CASE WHEN c.owner_id = $1 THEN coalesce((SELECT json_agg(json_build_object('organisation', p.code,
        'basis', CASE WHEN t.basis = 'UNREAD' THEN 'READ' ELSE t.basis END, 'statements', ${STATEMENTS('t.organisation_key')}) ORDER BY p.code)
      FROM recall_readers t JOIN organisations p ON p.key = t.organisation_key WHERE t.recall_id = c.id AND ${TOLD}), '[]') END AS readers
  FROM recalls c JOIN organisations o ON o.key = c.owner_id`;

/** Recalls as their originator and those who had read may see them: which of them exist for whom PostgreSQL says. */
@Injectable()
export class RecallsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async find(organisation: number, kinds: readonly RecordKind[], id: string): Promise<RecallView | undefined> {
    const sql = `${VIEW} WHERE c.kind = ANY ($2::text[]) AND c.id = $3`;
    return (await this.uow.query<RecallView>(sql, [organisation, kinds, id]))[0];
  }

  /** What others took back from the reader's organisation, the last first. */
  mine(
    organisation: number,
    kinds: readonly RecordKind[],
    after: Keyset | undefined,
    limit: number,
  ): Promise<RecallView[]> {
    return this.uow.query<RecallView>(
      `${VIEW} JOIN recall_readers m ON m.recall_id = c.id AND m.organisation_key = $1
        WHERE c.kind = ANY ($2::text[]) AND ($3::bigint IS NULL
          OR (c.at, c.id) < (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid))
        ORDER BY c.at DESC, c.id DESC LIMIT $5`,
      [organisation, kinds, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** All recalls of a record, the last first. */
  ofRecord(organisation: number, recordKey: number): Promise<RecallView[]> {
    return this.uow.query<RecallView>(`${VIEW} WHERE c.record_key = $2 ORDER BY c.at DESC, c.id DESC`, [
      organisation,
      recordKey,
    ]);
  }

  insertDestruction(row: RecallDestructionRow): Promise<void> {
    return this.writer.insert(RecallDestructionRow, [row]);
  }
}
