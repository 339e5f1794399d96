import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Keyset } from '../../../kernel/page';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { CountsByLevel, ListBehind, ListRun, RunCause, RunView, RunWay } from './screening-run.types';

const SUMS = ['subjects', 'pairs', 'hits', 'opened', 'superseded', 'lapsed'];
const RUN = `SELECT s.id, s.cause, s.state, s.goes_by, r.id AS record_id, r.reference AS record_reference, w.id AS list_id, w.code AS list_code,
    f.number AS after_number, v.number AS version_number, s.wordings, s.started_at, s.finished_at,
    ${SUMS.map((name) => `coalesce(c.${name}, 0)::int AS ${name}`).join(', ')},
    (extract(epoch FROM s.started_at) * 1000000)::bigint::text AS created_us
  FROM screening_runs s LEFT JOIN records r ON r.key = s.record_key LEFT JOIN watchlists w ON w.key = s.list_key
  LEFT JOIN watchlist_versions f ON f.key = s.after_version LEFT JOIN watchlist_versions v ON v.key = s.version_key
  LEFT JOIN LATERAL (SELECT ${SUMS.map((name) => `sum(n.${name}) AS ${name}`).join(', ')} FROM screening_run_counts n
    WHERE n.owner_id = s.owner_id AND n.run_id = s.id) c ON true`;

/** Runs of the acting organisation, and what each has looked at. */
@Injectable()
export class ScreeningRuns {
  constructor(private readonly uow: UnitOfWork) {}

  private get me(): number {
    return this.uow.current.actor.organisationKey;
  }

  /** One that begins and ends in this transaction. @param level of the least classified record it looks at */
  async whole(cause: Exclude<RunCause, 'LIST_CHANGED'>, level: number, recordKey: number | null): Promise<string> {
    const id = newId();
    await this.uow.execute(
      `INSERT INTO screening_runs (id, owner_id, cause, state, goes_by, level, record_key, finished_at)
       VALUES ($1, $2, $3, 'FINISHED', 'SUBJECTS', $4, $5, clock_timestamp())`,
      [id, this.me, cause, level, recordKey],
    );
    return id;
  }

  /** Each list one sees, with its live version and the newest that was wholly screened against, if these differ. */
  behind(): Promise<ListBehind[]> {
    return this.uow.query(
      `SELECT * FROM (SELECT w.key AS list_key, w.id AS list_id, w.live_version AS version_key, v.number AS version_number, (SELECT max(s.version_key) FROM screening_runs s
           WHERE s.owner_id = $1 AND s.list_key = w.key AND s.state = 'FINISHED') AS after_version
         FROM watchlists w JOIN watchlist_versions v ON v.key = w.live_version) l WHERE after_version IS DISTINCT FROM version_key ORDER BY list_key`,
      [this.me],
    );
  }

  /** Does nothing if the version has its run. Runs of earlier versions that did not end will not: this one takes what they left. */
  async begin(run: ListBehind & Pick<ListRun, 'goes_by'>, wordings: number): Promise<void> {
    await this.uow.execute(
      `UPDATE screening_runs SET state = 'OVERTAKEN', finished_at = now()
        WHERE owner_id = $1 AND list_key = $2 AND state = 'RUNNING' AND version_key < $3`,
      [this.me, run.list_key, run.version_key],
    );
    await this.uow.execute(
      `INSERT INTO screening_runs (id, owner_id, cause, state, goes_by, list_key, after_version, version_key, wordings, level)
       VALUES ($1, $2, 'LIST_CHANGED', 'RUNNING', $3, $4, $5, $6, $7, 0) ON CONFLICT DO NOTHING`,
      [newId(), this.me, run.goes_by satisfies RunWay, run.list_key, run.after_version, run.version_key, wordings],
    );
  }

  /** The run of this version as far as it has come; undefined if there is none, or it has ended. Nobody else goes on with it meanwhile. */
  async running(listKey: number, versionKey: number): Promise<ListRun | undefined> {
    const [row] = await this.uow.query<ListRun>(
      `SELECT id, list_key, after_version, version_key, goes_by, position FROM screening_runs
        WHERE owner_id = $1 AND list_key = $2 AND version_key = $3 AND state = 'RUNNING' FOR UPDATE`,
      [this.me, listKey, versionKey],
    );
    return row;
  }

  async advance(id: string, position: number): Promise<void> {
    await this.uow.execute('UPDATE screening_runs SET position = $2 WHERE id = $1', [id, position]);
  }

  async finish(id: string): Promise<void> {
    await this.uow.execute(
      `UPDATE screening_runs SET state = 'FINISHED', finished_at = clock_timestamp() WHERE id = $1`,
      [id],
    );
  }

  async count(id: string, counts: CountsByLevel): Promise<void> {
    for (const [level, each] of counts) {
      await this.uow.execute(
        `INSERT INTO screening_run_counts AS c (owner_id, run_id, level, ${SUMS.join(', ')}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (owner_id, run_id, level) DO UPDATE SET ${SUMS.map((name) => `${name} = c.${name} + EXCLUDED.${name}`).join(', ')}`,
        [this.me, id, level, each.subjects, each.pairs, each.hits, each.opened, each.superseded, each.lapsed],
      );
    }
  }

  /** The newest first; sums contain what the reader is cleared for. */
  page(after: Keyset | undefined, limit: number): Promise<RunView[]> {
    return this.uow.query<RunView>(
      `${RUN} WHERE ($1::bigint IS NULL OR (s.started_at, s.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY s.started_at DESC, s.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }
}
