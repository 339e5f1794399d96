import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { StoredScore } from '../targets/target.types';

export interface StandingScore extends StoredScore {
  readonly id: string;
  readonly record_key: number;
  readonly version: number;
}

/** A score to be written. `target` is the target's id; `expected` the version it had, for one that exists. */
export interface NewScore {
  readonly target: string;
  readonly id: string;
  readonly recordKey: number;
  readonly expected: number | null;
  readonly score: number;
  readonly codes: readonly string[];
  readonly indicators: unknown;
}

export interface ScoredWith {
  readonly version: string;
  readonly hash: string;
  readonly screening: string;
}

const ROWS = `jsonb_to_recordset($1::jsonb) AS x (target uuid, id uuid, "recordKey" bigint, expected int, score int, codes text[], indicators jsonb)`;

/** Scores of a batch in three statements, however many bills it has. */
@Injectable()
export class ScoresRepository {
  constructor(private readonly uow: UnitOfWork) {}

  standing(keys: readonly number[]): Promise<StandingScore[]> {
    return this.uow.query<StandingScore>(
      `SELECT id, record_key, version, score, indicators, table_version, table_hash, screening, scored_at FROM targets
        WHERE record_key = ANY ($1::bigint[])`,
      [keys],
    );
  }

  /** Targets for bills that had none. Another run may have been quicker: what it wrote stands. */
  async insert(owner: number, user: number, scores: readonly NewScore[], made: ScoredWith): Promise<void> {
    if (scores.length === 0) return;
    await this.uow.query(
      `WITH x AS (SELECT * FROM ${ROWS}), inserted AS (
         INSERT INTO targets (id, owner_id, record_key, score, score_id, codes, indicators, table_version, table_hash, screening)
         SELECT x.target, $2, x."recordKey", x.score, x.id, x.codes, x.indicators, $3, $4, $5 FROM x
         ON CONFLICT (owner_id, record_key) DO NOTHING RETURNING id)
       SELECT count(*) FROM inserted`,
      [JSON.stringify(scores), owner, made.version, made.hash, made.screening],
    );
    await this.keep(owner, user, scores, made);
  }

  /** Changed scores of targets nobody has changed since they were read. */
  async replace(owner: number, user: number, scores: readonly NewScore[], made: ScoredWith): Promise<void> {
    if (scores.length === 0) return;
    await this.uow.execute(
      `UPDATE targets t SET score = x.score, score_id = x.id, codes = x.codes, indicators = x.indicators, version = t.version + 1,
              table_version = $2, table_hash = $3, screening = $4, scored_at = now()
         FROM ${ROWS} WHERE t.id = x.target AND t.version = x.expected`,
      [JSON.stringify(scores), made.version, made.hash, made.screening],
    );
    await this.keep(owner, user, scores, made);
  }

  /** The same score again: it was looked at, and nothing else changed. */
  async confirm(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.uow.execute('UPDATE targets SET scored_at = now() WHERE id = ANY ($1::uuid[])', [ids]);
  }

  /** The history of the scores that took effect. */
  private async keep(owner: number, user: number, scores: readonly NewScore[], made: ScoredWith): Promise<void> {
    await this.uow.execute(
      `INSERT INTO target_scores (id, owner_id, target_id, score, codes, indicators, table_version, table_hash, screening, scored_by)
       SELECT x.id, $2, x.target, x.score, x.codes, x.indicators, $3, $4, $5, $6 FROM ${ROWS} JOIN targets t ON t.score_id = x.id AND t.id = x.target`,
      [JSON.stringify(scores), owner, made.version, made.hash, made.screening, user],
    );
  }
}
