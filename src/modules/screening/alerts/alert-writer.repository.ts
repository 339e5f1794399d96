import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Hit, SourcedValue, StandingAlert } from './alert.types';
import type { Ended } from './settlement.rules';

const STANDING = `a.state IN ('OPEN', 'DISMISSED', 'CONFIRM_PROPOSED', 'CONFIRMED')`;
const ALERT = `SELECT a.id, a.record_key, a.subject_key, a.entry_key, encode(a.basis, 'hex') AS basis, greatest(a.level, r.classification) AS level
  FROM alerts a JOIN records r ON r.key = a.record_key`;

export interface NewAlert extends Hit {
  readonly id: string;
  readonly sources: readonly SourcedValue[];
  readonly restsOn: readonly number[];
  readonly level: number;
}

/** Alerts as a screening reads and writes them. Every row is one of the acting organisation. */
@Injectable()
export class AlertWriter {
  constructor(private readonly uow: UnitOfWork) {}

  /** One screening of an organisation at a time: what it reads after this is what it decides on. Until the transaction ends. */
  async takeTurn(): Promise<void> {
    // The pool's limit is for requests; a long list, or the turn of a long one before, may take more.
    await this.uow.query(`SELECT set_config('statement_timeout', '600000', true)`);
    await this.uow.query(`SELECT pg_advisory_xact_lock(hashtext('screening'), $1)`, [
      this.uow.current.actor.organisationKey,
    ]);
  }

  ofSubjects(subjectKeys: readonly number[], listKeys: readonly number[]): Promise<StandingAlert[]> {
    return this.uow.query<StandingAlert>(
      `${ALERT} WHERE a.subject_key = ANY ($1::bigint[]) AND a.list_key = ANY ($2::int[]) AND ${STANDING}`,
      [subjectKeys, listKeys],
    );
  }

  ofAnyList(subjectKeys: readonly number[]): Promise<StandingAlert[]> {
    const sql = `${ALERT} WHERE a.subject_key = ANY ($1::bigint[]) AND ${STANDING}`;
    return this.uow.query<StandingAlert>(sql, [subjectKeys]);
  }

  ofEntries(entryKeys: readonly number[]): Promise<StandingAlert[]> {
    return this.uow.query<StandingAlert>(`${ALERT} WHERE a.entry_key = ANY ($1::bigint[]) AND ${STANDING}`, [
      entryKeys,
    ]);
  }

  /** Of entries that are off the list. */
  ofDelisted(listKey: number): Promise<StandingAlert[]> {
    return this.uow.query<StandingAlert>(
      `${ALERT} WHERE a.list_key = $1 AND ${STANDING}
          AND NOT EXISTS (SELECT 1 FROM watchlist_contents c WHERE c.entry_key = a.entry_key AND c.until_version IS NULL)`,
      [listKey],
    );
  }

  /** Gives those that were moved: somebody may have been quicker. */
  async end(ended: readonly Ended[]): Promise<ReadonlySet<string>> {
    if (ended.length === 0) return new Set();
    const rows = ended.map(({ alert: { id }, state, because }) => ({ id, state, because }));
    const moved = await this.uow.query<{ id: string }>(
      `UPDATE alerts a SET state = x.state, ended_because = x.because, ended_at = now(), version = a.version + 1
         FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, state text, because text) WHERE a.id = x.id AND ${STANDING} RETURNING a.id`,
      [JSON.stringify(rows)],
    );
    return new Set(moved.map(({ id }) => id));
  }

  /**
   * Gives those that are new: where an alert stands on the same values, another screening was quicker. The former alert of the pair is
   * the newest there is, whatever became of it.
   */
  async open(runId: string, alerts: readonly NewAlert[]): Promise<ReadonlySet<string>> {
    if (alerts.length === 0) return new Set();
    const opened = await this.uow.query<{ id: string }>(
      `INSERT INTO alerts (id, owner_id, record_key, subject_key, pointer, list_key, entry_key, content_key, opened_version, run_id, former_id,
              score, features, compared, basis, sources, rests_on, level)
       SELECT x.id, $2, x."recordKey", x."subjectKey", x.pointer, x."listKey", x."entryKey", x."contentKey", w.live_version, $3,
              (SELECT a.id FROM alerts a WHERE a.subject_key = x."subjectKey" AND a.entry_key = x."entryKey" ORDER BY a.opened_at DESC, a.id DESC LIMIT 1),
              x.score, x.features, x.compared, decode(x.basis, 'hex'), x.sources, x."restsOn", x.level
         FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, "recordKey" bigint, "subjectKey" bigint, pointer text, "listKey" int, "entryKey" bigint,
              "contentKey" bigint, score float8, features jsonb, compared jsonb, basis text, sources jsonb, "restsOn" bigint[], level smallint)
         JOIN watchlists w ON w.key = x."listKey"
       ON CONFLICT (owner_id, subject_key, entry_key, basis) WHERE state IN ('OPEN', 'DISMISSED', 'CONFIRM_PROPOSED', 'CONFIRMED') DO NOTHING RETURNING id`,
      [JSON.stringify(alerts), this.uow.current.actor.organisationKey, runId],
    );
    return new Set(opened.map(({ id }) => id));
  }
}
