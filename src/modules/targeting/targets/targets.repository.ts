import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { TargetDecisionRow } from './target-decision.record';
import { type AfterTarget, queueWhere } from './target-list.query';
import type { DecisionView, QueueFilter, StoredScore, TargetRowView, TargetState } from './target.types';

const DECISION = `json_build_object('state', d.state, 'reason', d.reason, 'score', d.score, 'decidedAt', d.decided_at, 'decidedBy', u.display_name)`;
const COLUMNS = `t.id, t.record_key, t.version, t.state, t.score, t.score_id, t.indicators, t.table_version, t.table_hash, t.screening, t.scored_at,
  (SELECT ${DECISION} FROM target_decisions d LEFT JOIN users u ON u.key = d.decided_by WHERE d.target_id = t.id
    ORDER BY d.decided_at DESC, d.id DESC LIMIT 1) AS decision,
  coalesce((SELECT json_agg(json_build_object('id', r.id, 'reference', r.reference, 'status', i.status, 'result', i.result) ORDER BY r.key)
    FROM inspections i JOIN records r ON r.key = i.record_key WHERE i.shipment_key = t.record_key), '[]') AS inspections`;

@Injectable()
export class TargetsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async find(id: string): Promise<TargetRowView | undefined> {
    return (await this.uow.query<TargetRowView>(`SELECT ${COLUMNS} FROM targets t WHERE t.id = $1`, [id]))[0];
  }

  /** Highest score first. One row more than asked, to tell whether there is a next page. */
  page(filter: QueueFilter, after: AfterTarget | undefined, limit: number): Promise<TargetRowView[]> {
    const { where, parameters } = queueWhere(filter, after);
    return this.uow.query<TargetRowView>(
      `SELECT ${COLUMNS} FROM targets t JOIN shipments s ON s.record_key = t.record_key ${where}
        ORDER BY t.score DESC, t.id DESC LIMIT $${parameters.length + 1}`,
      [...parameters, limit + 1],
    );
  }

  /** Scores that stood, newest first. */
  scores(id: string): Promise<StoredScore[]> {
    return this.uow.query<StoredScore>(
      `SELECT score, indicators, table_version, table_hash, screening, scored_at FROM target_scores WHERE target_id = $1
        ORDER BY scored_at DESC, id DESC LIMIT 100`,
      [id],
    );
  }

  /** Decisions, newest first. */
  async decisions(id: string): Promise<DecisionView[]> {
    const rows = await this.uow.query<{ decision: DecisionView }>(
      `SELECT ${DECISION} AS decision FROM target_decisions d LEFT JOIN users u ON u.key = d.decided_by WHERE d.target_id = $1
        ORDER BY d.decided_at DESC, d.id DESC LIMIT 500`,
      [id],
    );
    return rows.map(({ decision }) => decision);
  }

  /** False if somebody, or a new score, was quicker. */
  async move(id: string, expected: number, state: TargetState): Promise<boolean> {
    const changed = await this.uow.execute(
      'UPDATE targets SET state = $3, version = version + 1 WHERE id = $1 AND version = $2',
      [id, expected, state],
    );
    return changed === 1;
  }

  insertDecision(row: TargetDecisionRow): Promise<void> {
    return this.writer.insert(TargetDecisionRow, [row]);
  }
}
