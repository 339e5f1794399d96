import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../../kernel/page';
import { RowWriter } from '../../../../platform/database/row-writer';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { ConsentDecisionRow } from './consent-decision.record';
import { ConsentRequestRow } from './consent-request.record';
import type { ConsentView } from './consent.types';

const runs = (alias: string): string =>
  `${alias}.revoked_at IS NULL AND (${alias}.expires_at IS NULL OR ${alias}.expires_at > now())`;
const audiences = (keys: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('key', a.key, 'id', a.id, 'code', a.code) ORDER BY a.key), '[]') FROM audiences a WHERE a.key = ANY (${keys}))`;
/** Through any audience that reaches the asker at this moment, so that a membership that ended counts no more. */
const ASKER_SEES = `EXISTS (SELECT 1 FROM releases l WHERE l.record_key = c.record_key AND ${runs('l')}
  AND l.audience_key = ANY ((SELECT readers FROM app.organisation_reach(c.asker_id))::int[]))`;

const SELECT = `SELECT c.id, c.record_key AS "recordKey", c.owner_id AS "ownerId", w.code AS owner, c.asker_id AS "askerId", k.code AS asker,
    c.fields, ${audiences('c.audience_keys')} AS audiences, c.purpose, c.until, c.created_at AS "askedAt",
    (extract(epoch FROM c.created_at) * 1000000)::bigint::text AS at, ${ASKER_SEES} AS "askerSees",
    d.decision, d.reason, d.decided_at AS "decidedAt", d.fields AS "grantedFields", d.purpose AS "grantedPurpose", d.until AS "grantedUntil",
    CASE WHEN d.request_id IS NOT NULL THEN ${audiences('d.audience_keys')} END AS "grantedAudiences",
    coalesce(cardinality(d.release_ids) + cardinality(d.field_release_ids), 0) AS made,
    (SELECT count(*)::int FROM releases l WHERE l.id = ANY (d.release_ids) AND ${runs('l')})
      + (SELECT count(*)::int FROM field_releases f WHERE f.id = ANY (d.field_release_ids) AND ${runs('f')}) AS running
  FROM consent_requests c JOIN organisations w ON w.key = c.owner_id JOIN organisations k ON k.key = c.asker_id
  LEFT JOIN consent_decisions d ON d.request_id = c.id`;

const SIDES = { asked: 'c.asker_id = $1', received: 'c.owner_id = $1', both: '$1 IN (c.asker_id, c.owner_id)' };

/** Requests and what became of them; the two sides see them, and row-level security nobody else. */
@Injectable()
export class ConsentRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: ConsentRequestRow): Promise<void> {
    return this.writer.insert(ConsentRequestRow, [row]);
  }

  decide(row: ConsentDecisionRow): Promise<void> {
    return this.writer.insert(ConsentDecisionRow, [row]);
  }

  async find(id: string): Promise<ConsentView | undefined> {
    return (await this.uow.query<ConsentView>(`${SELECT} WHERE c.id = $1`, [id]))[0];
  }

  /** Newest first; one more than `limit`, to know whether there are more. */
  page(
    side: 'asked' | 'received' | undefined,
    organisationKey: number,
    after: Keyset | undefined,
    limit: number,
  ): Promise<ConsentView[]> {
    return this.uow.query<ConsentView>(
      `${SELECT} WHERE ${SIDES[side ?? 'both']} AND ($2::bigint IS NULL
          OR (c.created_at, c.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
        ORDER BY c.created_at DESC, c.id DESC LIMIT $4`,
      [organisationKey, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** Audiences of which each has a release of this record that runs as long as `until` or longer. */
  async releasedUntil(recordKey: number, until: Date | null): Promise<number[]> {
    const rows = await this.uow.query<{ audience_key: number }>(
      `SELECT DISTINCT audience_key FROM releases WHERE record_key = $1 AND revoked_at IS NULL AND forwarded_from IS NULL
          AND (expires_at IS NULL OR ($2::timestamptz IS NOT NULL AND expires_at >= $2))`,
      [recordKey, until],
    );
    return rows.map(({ audience_key }) => audience_key);
  }

  /** The audience that is an organisation itself, and all that reach it at this moment. */
  async reach(organisationKey: number): Promise<{ itself: number; readers: readonly number[] }> {
    const [row] = await this.uow.query<{ itself: number; readers: number[] | null }>(
      'SELECT audience_key AS itself, (SELECT readers FROM app.organisation_reach(key)) AS readers FROM organisations WHERE key = $1',
      [organisationKey],
    );
    return { itself: row!.itself, readers: row!.readers ?? [] };
  }
}
