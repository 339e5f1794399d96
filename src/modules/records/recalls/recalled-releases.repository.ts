import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { RecallBasis } from './recall.types';

export interface FallenRelease {
  readonly id: string;
  readonly audienceKey: number;
}

export interface Losing {
  readonly organisationKey: number;
  readonly basis: RecallBasis;
}

export interface StillReached {
  readonly organisation: string;
  readonly audienceKey: number;
}

/** A release that takes the place of a wider one. */
export interface NarrowRelease {
  readonly id: string;
  readonly supersedes: string;
  readonly recordKey: number;
  readonly audienceKey: number;
  readonly mayForward: boolean;
  readonly purpose: string;
  readonly expiresAt: Date | null;
}

/** Audiences that each organisation is reached by; one that was disabled is reached by nothing. */
const REACH = `SELECT o.key, coalesce(x.readers, '{}') AS readers FROM organisations o LEFT JOIN LATERAL app.organisation_reach(o.key) x ON true`;
/** Reads of what is UNCLASSIFIED are not in the log: of such a record nobody can say who read it. */
const UNLOGGED = `(r.classification = 0 OR EXISTS (SELECT 1 FROM record_versions v WHERE v.record_key = r.key AND (v.state ->> 'classification')::int = 0))`;
const BASIS = `CASE WHEN g.last IS NOT NULL THEN 'READ' WHEN ${UNLOGGED} THEN 'REACHED' ELSE 'UNREAD' END`;
/** From the releases themselves: `records.readers` may hold one that ran out, until the job that follows. */
const LIVE = `(SELECT coalesce(array_agg(l.audience_key), '{}') AS audiences FROM releases l WHERE l.record_key = $1 AND l.revoked_at IS NULL
  AND (l.expires_at IS NULL OR l.expires_at > now()))`;
const READ = `SELECT organisation_key, max(at) AS last FROM readings WHERE record_key = $1 GROUP BY organisation_key`;

/** Releases as a recall ends them, and whom that concerns. All of it as the record's owner, who has locked the record. */
@Injectable()
export class RecalledReleasesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Ends the live releases to these audiences, or all, and of held-back fields too: neither comes back with the next release. One that ran out stays as it ended. */
  async end(
    recordKey: number,
    userKey: number,
    because: string | null,
    audienceKeys: readonly number[] | null,
  ): Promise<void> {
    await this.uow.execute(
      `UPDATE field_releases SET revoked_at = now(), revoked_by = $2, revoked_because = $3 WHERE record_key = $1 AND revoked_at IS NULL
          AND ($4::int[] IS NULL OR audience_key = ANY ($4))`,
      [recordKey, userKey, because, audienceKeys],
    );
    await this.uow.execute(
      `UPDATE releases SET revoked_at = now(), revoked_by = $2, revoked_because = $3 WHERE record_key = $1 AND revoked_at IS NULL
          AND (expires_at IS NULL OR expires_at > now()) AND ($4::int[] IS NULL OR audience_key = ANY ($4))`,
      [recordKey, userKey, because, audienceKeys],
    );
  }

  /** A field that was shown to whom nothing reaches any more is not shown again because the record is: whatever audience it was given to. */
  async endFieldsOutOfSight(recordKey: number, userKey: number, because: string | null): Promise<void> {
    await this.uow.execute(
      `UPDATE field_releases f SET revoked_at = now(), revoked_by = $2, revoked_because = $3 WHERE f.record_key = $1 AND f.revoked_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM (${REACH}) h CROSS JOIN ${LIVE} live
            WHERE h.key <> f.owner_id AND f.audience_key = ANY (h.readers) AND h.readers && live.audiences)`,
      [recordKey, userKey, because],
    );
  }

  /** Everything this transaction has ended, with what fell because it hung on another release. */
  fallen(recordKey: number): Promise<FallenRelease[]> {
    return this.uow.query(
      `SELECT id, audience_key AS "audienceKey" FROM releases WHERE record_key = $1 AND revoked_at = now() ORDER BY id`,
      [recordKey],
    );
  }

  /** Organisations that an audience named reaches and that see the record all the same. */
  stillReached(recordKey: number, named: readonly number[]): Promise<StillReached[]> {
    return this.uow.query(
      `SELECT DISTINCT ON (o.key) o.code AS organisation, a.key AS "audienceKey"
         FROM records r CROSS JOIN ${LIVE} live JOIN (${REACH}) h ON h.readers && live.audiences AND h.readers && $2::int[] AND h.key <> r.owner_id
         JOIN organisations o ON o.key = h.key JOIN audiences a ON a.key = ANY (h.readers) AND a.key = ANY ($2::int[])
        WHERE r.key = $1 ORDER BY o.key, a.key`,
      [recordKey, named],
    );
  }

  /**
   * Who loses sight of the record: had read it, or is reached by what has just ended; is reached by `named`, if given; and does not see it
   * now. Whoever was told the same since it last read is not told again.
   */
  losing(
    recordKey: number,
    ended: readonly number[],
    named: readonly number[] | null,
    destroyCopies: boolean,
  ): Promise<Losing[]> {
    return this.uow.query(
      `SELECT h.key AS "organisationKey", ${BASIS} AS basis
         FROM records r CROSS JOIN ${LIVE} live JOIN (${REACH}) h ON h.key <> r.owner_id LEFT JOIN (${READ}) g ON g.organisation_key = h.key
        WHERE r.key = $1 AND (g.last IS NOT NULL OR h.readers && $2::int[]) AND ($3::int[] IS NULL OR h.readers && $3)
          AND NOT h.readers && live.audiences
          AND NOT EXISTS (SELECT 1 FROM recalls c JOIN recall_readers t ON t.recall_id = c.id AND t.organisation_key = h.key
            WHERE c.record_key = r.key AND c.act = 'WITHDRAWN' AND t.basis <> 'UNREAD' AND c.destroy_copies >= $4 AND c.at > coalesce(g.last, '-infinity')
              AND NOT h.readers && $2::int[])
        ORDER BY h.key`,
      [recordKey, ended, named, destroyCopies],
    );
  }

  /** Who had read the record and goes on reading it, reached by this audience. */
  keeping(recordKey: number, audienceKeys: readonly number[]): Promise<Losing[]> {
    return this.uow.query(
      `SELECT h.key AS "organisationKey", ${BASIS} AS basis
         FROM records r JOIN (${REACH}) h ON h.key <> r.owner_id AND h.readers && $2::int[] LEFT JOIN (${READ}) g ON g.organisation_key = h.key
        WHERE r.key = $1 AND (g.last IS NOT NULL OR ${UNLOGGED}) ORDER BY h.key`,
      [recordKey, audienceKeys],
    );
  }

  /** Of these audiences those that are one organisation which the wider audience reaches. */
  async within(wider: number, audienceKeys: readonly number[]): Promise<Set<number>> {
    const rows = await this.uow.query<{ key: number }>(
      `SELECT o.audience_key AS key FROM organisations o JOIN LATERAL app.organisation_reach(o.key) x ON $1 = ANY (x.readers)
        WHERE o.audience_key = ANY ($2::int[])`,
      [wider, audienceKeys],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** An onward release hangs on another's terms and cannot stand by itself. */
  async terms(releaseId: string): Promise<{ audienceKey: number; ended: boolean; forwarded: boolean }> {
    const [row] = await this.uow.query<{ audienceKey: number; ended: boolean; forwarded: boolean }>(
      `SELECT audience_key AS "audienceKey", coalesce(expires_at <= now(), false) AS ended, to_jsonb(l) ->> 'forwarded_from' IS NOT NULL AS forwarded
         FROM releases l WHERE id = $1`,
      [releaseId],
    );
    return row!;
  }

  async supersede(ownerId: number, userKey: number, rows: readonly NarrowRelease[]): Promise<void> {
    await Promise.all(
      rows.map((row) =>
        this.uow.execute(
          `INSERT INTO releases (id, record_key, owner_id, audience_key, may_forward, purpose, released_by, expires_at, supersedes)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            row.id,
            row.recordKey,
            ownerId,
            row.audienceKey,
            row.mayForward,
            row.purpose,
            userKey,
            row.expiresAt,
            row.supersedes,
          ],
        ),
      ),
    );
  }
}
