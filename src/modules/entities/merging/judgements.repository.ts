/**
 * Judgements as the caller sees them: the table's policies leave out every row of which one end is hidden, so that no chain of `same` leads
 * through a hidden entity. What stands at a time is the end of each pair's chain of rows up to then.
 */
import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { EntityJudgementRow } from './entity-judgement.record';
import type { Judged, StoredDecision } from './judgement.types';

/** A judgement that stands, with the keys of its two entities beside their ids. */
export interface StandingRow extends Judged {
  readonly leftKey: number;
  readonly rightKey: number;
  readonly judgedAt: Date;
}

export interface JudgementRow {
  readonly id: string;
  readonly leftKey: number;
  readonly rightKey: number;
  readonly decision: StoredDecision;
  readonly reason: string;
  readonly score: number | null;
  readonly supersedesId: string | null;
  readonly judgedAt: Date;
  readonly at: string;
  readonly judgedBy: string | null;
  readonly standing: boolean;
}

const follows = (
  judgement: string,
): string => `n.owner_id = ${judgement}.owner_id AND n.left_key = ${judgement}.left_key
  AND n.right_key = ${judgement}.right_key AND n.supersedes_id = ${judgement}.id`;
const stands = (judgement: string): string => `${judgement}.judged_at <= $2 AND NOT EXISTS (
  SELECT 1 FROM entity_judgements n WHERE ${follows(judgement)} AND n.judged_at <= $2)`;

/** OFFSET 0 keeps the walk on the indexes: guessing hundreds of neighbours for each, the planner would hash all records instead. */
const ROW = 'j.id, j.owner_id, j.left_key, j.right_key, j.decision, j.judged_at';
const STANDING = `
  WITH RECURSIVE near(key) AS (
    SELECT unnest($1::bigint[])
    UNION
    SELECT o.key FROM near CROSS JOIN LATERAL (
      SELECT j.right_key AS key FROM entity_judgements j WHERE j.left_key = near.key AND j.decision = 'same' AND ${stands('j')}
      UNION ALL
      SELECT j.left_key FROM entity_judgements j WHERE j.right_key = near.key AND j.decision = 'same' AND ${stands('j')} OFFSET 0) o)
  SELECT s.id, l.id AS left, r.id AS right, s.left_key AS "leftKey", s.right_key AS "rightKey", s.decision, s.judged_at AS "judgedAt"
    FROM (SELECT DISTINCT o.* FROM near CROSS JOIN LATERAL (
            SELECT ${ROW} FROM entity_judgements j WHERE j.left_key = near.key
            UNION ALL
            SELECT ${ROW} FROM entity_judgements j WHERE j.right_key = near.key OFFSET 0) o) s
    JOIN records l ON l.key = s.left_key JOIN records r ON r.key = s.right_key
   WHERE s.decision <> 'withdrawn' AND ${stands('s')} ORDER BY s.id`;

const COLUMNS = `j.id, j.left_key AS "leftKey", j.right_key AS "rightKey", j.decision, j.reason, j.score, j.supersedes_id AS "supersedesId",
  j.judged_at AS "judgedAt", (extract(epoch FROM j.judged_at) * 1000000)::bigint::text AS at, u.display_name AS "judgedBy",
  j.decision <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM entity_judgements n WHERE ${follows('j')}) AS standing`;

@Injectable()
export class JudgementsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  /** Lets one user of an organisation judge at a time, until the transaction ends: no two may contradict each other unseen. */
  async takeTurn(): Promise<void> {
    await this.uow.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('entity_judgements ' || current_setting('app.me'), 2692))`,
    );
  }

  /** Everything that stands about these entities and about all they are the same as, now or at a time that has passed. */
  standing(keys: readonly number[], at?: Date): Promise<StandingRow[]> {
    return this.uow.prepared<StandingRow>(STANDING, [keys, at ?? 'infinity']);
  }

  async find(id: string): Promise<JudgementRow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM entity_judgements j LEFT JOIN users u ON u.key = j.judged_by WHERE j.id = $1`;
    return (await this.uow.query<JudgementRow>(sql, [id]))[0];
  }

  /** The end of a pair's chain, if anything was ever said of it. */
  async lastOn(leftKey: number, rightKey: number): Promise<{ id: string; decision: StoredDecision } | undefined> {
    const [row] = await this.uow.query<{ id: string; decision: StoredDecision }>(
      `SELECT j.id, j.decision FROM entity_judgements j WHERE j.left_key = $1 AND j.right_key = $2
          AND NOT EXISTS (SELECT 1 FROM entity_judgements n WHERE ${follows('j')})`,
      [leftKey, rightKey],
    );
    return row;
  }

  /** All that was ever said of one entity, newest first, one row more than asked. */
  page(key: number, after: Keyset | undefined, limit: number): Promise<JudgementRow[]> {
    return this.uow.query<JudgementRow>(
      `SELECT ${COLUMNS} FROM entity_judgements j LEFT JOIN users u ON u.key = j.judged_by
        WHERE (j.left_key = $1 OR j.right_key = $1)
          AND ($2::bigint IS NULL OR (j.judged_at, j.id) < ('epoch'::timestamptz + $2::bigint * interval '1 microsecond', $3::uuid))
        ORDER BY j.judged_at DESC, j.id DESC LIMIT $4`,
      [key, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  insert(row: EntityJudgementRow): Promise<void> {
    return this.writer.insert(EntityJudgementRow, [row]);
  }

  /** Ids of those that are visible entities, in the order asked. */
  async ids(keys: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.uow.query<{ key: number; id: string }>(
      `SELECT key, id FROM records WHERE key = ANY ($1::bigint[]) AND kind = 'entity'`,
      [keys],
    );
    const ids = new Map(rows.map(({ key, id }) => [key, id]));
    return new Map(keys.flatMap((key) => (ids.has(key) ? [[key, ids.get(key)!] as const] : [])));
  }
}
