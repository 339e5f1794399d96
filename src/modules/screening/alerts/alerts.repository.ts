import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AlertJudgementRow } from './alert-judgement.record';
import { type AfterAlert, alertsWhere } from './alert-list.query';
import type { AlertFilter, AlertRowView, AlertState, JudgementView } from './alert.types';

const JUDGEMENT = `json_build_object('decision', j.decision, 'reason', j.reason, 'judgedAt', j.judged_at, 'judgedBy', u.display_name)`;
const JUDGEMENTS = `FROM alert_judgements j LEFT JOIN users u ON u.key = j.judged_by WHERE j.alert_id = `;
const ALERT = `SELECT a.id, a.record_key, a.subject_key, a.entry_key, a.pointer, w.id AS list_id, w.code AS list_code, v.number AS list_version,
    e.id AS entry_id, e.source_id, c.caption AS entry_caption, c.reference AS entry_reference, c.list_type, c.listed_on::text, a.run_id,
    (SELECT f.id FROM alerts f WHERE f.id = a.former_id) AS former_id,
    a.score, a.features, a.compared, a.sources, a.basis, a.state, a.urgency, a.version, a.opened_at, a.proposed_by, a.ended_at, a.ended_because,
    (SELECT ${JUDGEMENT} ${JUDGEMENTS} a.id ORDER BY j.alert_version DESC LIMIT 1) AS judgement
  FROM alerts a JOIN watchlists w ON w.key = a.list_key JOIN watchlist_versions v ON v.key = a.opened_version
  JOIN watchlist_entries e ON e.key = a.entry_key JOIN watchlist_contents c ON c.key = a.content_key`;

/** Former alerts of a pair that are shown. */
const MOST_FORMER = 20;
const MOST_ALIKE = 5;

@Injectable()
export class AlertsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async find(id: string): Promise<AlertRowView | undefined> {
    return (await this.uow.query<AlertRowView>(`${ALERT} WHERE a.id = $1`, [id]))[0];
  }

  /** What waits first, each by score. One row more than asked, to tell whether there is a next page. */
  page(filter: AlertFilter, after: AfterAlert | undefined, limit: number): Promise<AlertRowView[]> {
    const { where, parameters } = alertsWhere(filter, after);
    return this.uow.query<AlertRowView>(
      `${ALERT} ${where} ORDER BY a.urgency DESC, a.score DESC, a.id DESC LIMIT $${parameters.length + 1}`,
      [...parameters, limit + 1],
    );
  }

  /** Of the same pair and older, the newest first. */
  former({ subject_key, entry_key, id }: AlertRowView): Promise<AlertRowView[]> {
    return this.uow.query<AlertRowView>(
      `${ALERT} WHERE a.subject_key = $1 AND a.entry_key = $2 AND a.id < $3 ORDER BY a.id DESC LIMIT ${MOST_FORMER}`,
      [subject_key, entry_key, id],
    );
  }

  /** Judged ones of other parties that met the same entry with the very same values, the newest first. */
  alike({ subject_key, entry_key, basis }: AlertRowView): Promise<AlertRowView[]> {
    return this.uow.query<AlertRowView>(
      `${ALERT} WHERE a.basis = $1 AND a.entry_key = $2 AND a.subject_key <> $3
          AND EXISTS (SELECT 1 FROM alert_judgements j WHERE j.alert_id = a.id) ORDER BY a.id DESC LIMIT ${MOST_ALIKE}`,
      [basis, entry_key, subject_key],
    );
  }

  /** Oldest first. */
  async judgements(alertIds: readonly string[]): Promise<Map<string, JudgementView[]>> {
    const rows = await this.uow.query<{ alert_id: string; judgements: JudgementView[] }>(
      `SELECT j.alert_id, json_agg(${JUDGEMENT} ORDER BY j.alert_version) AS judgements ${JUDGEMENTS} ANY ($1::uuid[]) GROUP BY j.alert_id`,
      [alertIds],
    );
    return new Map(rows.map(({ alert_id, judgements }) => [alert_id, judgements]));
  }

  judge(row: AlertJudgementRow): Promise<void> {
    return this.writer.insert(AlertJudgementRow, [row]);
  }

  /** False if somebody, or a screening, was quicker. */
  async move({ id, version, proposed_by }: AlertRowView, state: AlertState, userKey: number): Promise<boolean> {
    const proposer = state === 'CONFIRM_PROPOSED' ? userKey : state === 'CONFIRMED' ? proposed_by : null;
    const moved = await this.uow.execute(
      'UPDATE alerts SET state = $3, version = version + 1, proposed_by = $4, confirmed_by = $5 WHERE id = $1 AND version = $2',
      [id, version, state, proposer, state === 'CONFIRMED' ? userKey : null],
    );
    return moved === 1;
  }
}
