import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { SpineRecord } from '../../records';
import type { Message } from '../sending/message.types';
import type { Decision, SubmissionView } from './draft.types';
import { ExchangeDecisionRow } from './exchange-decision.record';
import { ExchangeDraftRow } from './exchange-draft.record';
import { ExchangeSubmissionRow } from './exchange-submission.record';

/** What there is of a message before it is sent. */
export interface DraftView {
  readonly recordKey: number;
  readonly content: Message;
  readonly submissions: readonly SubmissionView[];
}

type DraftSql = Omit<DraftView, 'submissions'> & {
  readonly submissions: readonly (Omit<SubmissionView, 'submittedAt' | 'decidedAt'> & {
    submittedAt: string;
    decidedAt: string | null;
  })[];
};

const SUBMISSIONS = `coalesce((SELECT json_agg(json_build_object('id', s.id, 'version', s.version, 'draftedBy', s.drafted_by, 'editedBy', s.edited_by,
      'submittedBy', u.display_name, 'submittedAt', s.submitted_at, 'decision', x.decision, 'reason', x.reason, 'decidedBy', v.display_name,
      'decidedAt', x.decided_at) ORDER BY s.submitted_at, s.id)
    FROM exchange_submissions s LEFT JOIN users u ON u.key = s.submitted_by
    LEFT JOIN exchange_decisions x ON x.id = s.id LEFT JOIN users v ON v.key = x.decided_by WHERE s.record_key = d.record_key), '[]')`;

/** Every row is of the acting organisation: row-level security lets no other through, before sending or after. */
@Injectable()
export class DraftsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(actor: Actor, record: Pick<SpineRecord, 'key' | 'version'>, content: Message): Promise<void> {
    const { organisationKey: ownerId, userKey: editedBy } = actor;
    return this.writer.insert(ExchangeDraftRow, [
      { recordKey: record.key, version: record.version, ownerId, editedBy, content },
    ]);
  }

  /** The newest version of each that was ever a draft. */
  async find(keys: readonly number[]): Promise<Map<number, DraftView>> {
    if (keys.length === 0) return new Map();
    const rows = await this.uow.prepared<DraftSql>(
      `SELECT DISTINCT ON (d.record_key) d.record_key AS "recordKey", d.content, ${SUBMISSIONS} AS submissions
         FROM exchange_drafts d WHERE d.record_key = ANY ($1::bigint[]) ORDER BY d.record_key, d.version DESC`,
      [keys],
    );
    return new Map(rows.map((row) => [row.recordKey, { ...row, submissions: row.submissions.map(toSubmission) }]));
  }

  /** Whose hand made the record, and whose was the last on it. */
  async hands(recordKey: number): Promise<{ draftedBy: number; editedBy: number }> {
    const rows = await this.uow.query<{ draftedBy: number; editedBy: number }>(
      'SELECT created_by AS "draftedBy", updated_by AS "editedBy" FROM records WHERE key = $1',
      [recordKey],
    );
    return rows[0]!;
  }

  async submit(actor: Actor, { key: recordKey, version }: Pick<SpineRecord, 'key' | 'version'>): Promise<void> {
    const hands = await this.hands(recordKey);
    const row = { id: newId(), recordKey, version, ownerId: actor.organisationKey, submittedBy: actor.userKey };
    await this.writer.insert(ExchangeSubmissionRow, [{ ...row, ...hands }]);
  }

  decide(
    actor: Actor,
    recordKey: number,
    { id, version, draftedBy, editedBy }: SubmissionView,
    decision: Decision,
    reason: string | null = null,
  ): Promise<void> {
    const { organisationKey: ownerId, userKey: decidedBy } = actor;
    return this.writer.insert(ExchangeDecisionRow, [
      { id, recordKey, version, ownerId, draftedBy, editedBy, decision, reason, decidedBy },
    ]);
  }
}

const toSubmission = (row: DraftSql['submissions'][number]): SubmissionView => ({
  ...row,
  submittedAt: new Date(row.submittedAt),
  decidedAt: row.decidedAt === null ? null : new Date(row.decidedAt),
});
