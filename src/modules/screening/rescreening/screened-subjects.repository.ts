import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { AskedKeys } from '../searching/asked-keys.rules';
import type { SourcedValue } from '../alerts/alert.types';

/** What shares a key with a wording and is shared by more subjects than this is not told apart by it, unless it is of the whole name. */
const TOO_COMMON = 500;

export interface SubjectPlace {
  readonly key: number;
  readonly record_key: number;
  readonly classification: number;
}

/**
 * Subjects of the acting organisation. What others released to it is theirs to be alerted of, so the owner is asked for here: as a
 * question, not as the wall, which row-level security is.
 */
@Injectable()
export class ScreenedSubjects {
  constructor(private readonly uow: UnitOfWork) {}

  private get me(): number {
    return this.uow.current.actor.organisationKey;
  }

  places(keys: readonly number[]): Promise<SubjectPlace[]> {
    return this.uow.query<SubjectPlace>(
      `SELECT s.key, s.record_key, r.classification FROM screening_subjects s JOIN records r ON r.key = s.record_key
        WHERE s.key = ANY ($1::bigint[]) AND r.owner_id = $2 ORDER BY s.key`,
      [keys, this.me],
    );
  }

  async ofRecords(recordKeys: readonly number[]): Promise<number[]> {
    const rows = await this.uow.query<{ key: number }>(
      'SELECT key FROM screening_subjects WHERE record_key = ANY ($1::bigint[])',
      [recordKeys],
    );
    return rows.map(({ key }) => key);
  }

  async page(after: number, limit: number): Promise<number[]> {
    const rows = await this.uow.query<{ key: number }>(
      `SELECT s.key FROM screening_subjects s JOIN records r ON r.key = s.record_key
        WHERE s.key > $1 AND r.owner_id = $2 ORDER BY s.key LIMIT $3`,
      [after, this.me, limit],
    );
    return rows.map(({ key }) => key);
  }

  async count(): Promise<number> {
    const [row] = await this.uow.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM screening_subjects s JOIN records r ON r.key = s.record_key WHERE r.owner_id = $1',
      [this.me],
    );
    return row!.n;
  }

  /** Entities that were recorded before entities could be found, and those without a name. @param after key of a record */
  async unregistered(after: number, limit: number): Promise<number[]> {
    const rows = await this.uow.query<{ key: number }>(
      `SELECT r.key FROM records r WHERE r.kind = 'entity' AND r.owner_id = $1 AND r.key > $2
          AND NOT EXISTS (SELECT 1 FROM screening_subjects s WHERE s.record_key = r.key) ORDER BY r.key LIMIT $3`,
      [this.me, after, limit],
    );
    return rows.map(({ key }) => key);
  }

  /**
   * Who shares a key with each of the parties asked for. Unlike a search, which wants the best, this wants all: one listed company may
   * be the consignee of a thousand bills, and each of them is a hit.
   */
  sharing({ queries, keys, whole }: AskedKeys): Promise<{ query: number; subject: number }[]> {
    return this.uow.query(
      `WITH asked AS (SELECT * FROM unnest($1::int[], $2::int[], $3::bool[]) AS a (query, key, whole)),
       found AS MATERIALIZED (
         SELECT k.key, k.whole, p.items FROM (SELECT DISTINCT key, whole FROM asked) k CROSS JOIN LATERAL (SELECT array_agg(x.item) AS items FROM (
           SELECT f.item FROM finding_keys f JOIN screening_subjects s ON s.key = f.item JOIN records r ON r.key = s.record_key
            WHERE f.scope IN (0, -1) AND f.key = k.key AND r.owner_id = $4 LIMIT CASE WHEN k.whole THEN NULL ELSE ${TOO_COMMON + 1} END) x) p
          WHERE k.whole OR cardinality(p.items) <= ${TOO_COMMON})
       SELECT DISTINCT a.query, i.item AS subject FROM asked a JOIN found f ON f.key = a.key AND f.whole = a.whole, unnest(f.items) AS i (item)`,
      [queries, keys, whole, this.me],
    );
  }

  /** What is stated of these entities, each value with the one record it comes from if it comes from no other: an own one before another's. */
  async sources(recordKeys: readonly number[]): Promise<Map<number, SourcedValue[]>> {
    const rows = await this.uow.query<SourcedValue & { record_key: number }>(
      `SELECT DISTINCT ON (s.record_key, s.value) s.record_key, s.value, r.key AS source, coalesce(r.classification, 0) AS level
         FROM statements s LEFT JOIN records r ON r.key = s.source_record_key WHERE s.record_key = ANY ($1::bigint[]) AND s.withdrawn_at IS NULL
        ORDER BY s.record_key, s.value, s.source_record_key IS NOT NULL, r.owner_id <> $2, r.classification, r.key`,
      [recordKeys, this.me],
    );
    const byRecord = new Map<number, SourcedValue[]>(recordKeys.map((key) => [key, []]));
    for (const { record_key, ...value } of rows) byRecord.get(record_key)!.push(value);
    return byRecord;
  }
}
