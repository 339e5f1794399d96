import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../../kernel/page';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { IdentifierKind } from '../../../identifiers';
import { Blinder } from '../blinder.service';
import type { SetRow, SetView } from './blind-set.types';

/** An identifier of a record of the acting organisation, as it was written. */
export interface OwnIdentifier {
  readonly recordKey: number;
  readonly kind: IdentifierKind;
  readonly raw: string;
  /** Of a person of whom exactly one is stated. */
  readonly birthYear: number | null;
}

const BIRTH_YEAR = `CASE WHEN i.kind = 'name' THEN (SELECT min(y.year) FROM (
    SELECT DISTINCT substring(s.value FROM '^\\d{4}')::int AS year FROM statements s
     WHERE s.record_key = i.record_key AND s.prop = 'birthDate' AND s.withdrawn_at IS NULL AND s.value ~ '^\\d{4}') y HAVING count(*) = 1) END`;

/** The acting organisation's sets. */
@Injectable()
export class BlindSetsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly blinder: Blinder,
  ) {}

  /** Standing identifiers of these records of the acting organisation, at most `most` + 1. */
  identifiersOf(keys: readonly number[], kinds: readonly IdentifierKind[], most: number): Promise<OwnIdentifier[]> {
    return this.uow.query<OwnIdentifier>(
      `SELECT DISTINCT ON (i.record_key, i.kind, i.norm) i.record_key AS "recordKey", i.kind, i.raw, ${BIRTH_YEAR} AS "birthYear"
         FROM identifiers i WHERE i.record_key = ANY ($1::bigint[]) AND i.kind = ANY ($2::text[]) AND i.superseded_at IS NULL
        ORDER BY i.record_key, i.kind, i.norm, i.seq LIMIT $3`,
      [keys, kinds, most + 1],
    );
  }

  /** Records of a kind that the acting organisation submitted. */
  async ownRecords(ownerKey: number, kind: string): Promise<{ key: number; classification: number }[]> {
    return this.uow.query(`SELECT r.key, r.classification FROM records r WHERE r.owner_id = $1 AND r.kind = $2`, [
      ownerKey,
      kind,
    ]);
  }

  async insert(row: SetRow, recordKeys: readonly number[]): Promise<number> {
    const [made] = await this.uow.query<{ key: number }>(
      `INSERT INTO blind_sets (id, owner_id, name, kinds, source, rule, tell_holder, classification, audience_keys, identifiers, left_out, key_id, until, published_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING key`,
      [
        ...[row.id, row.ownerId, row.name, row.kinds, row.source, row.rule, row.tellHolder, row.classification],
        ...[row.audienceKeys, row.identifiers, JSON.stringify(row.leftOut), row.keyId, row.until, row.publishedBy],
      ],
    );
    if (recordKeys.length > 0)
      await this.uow.execute(
        'INSERT INTO blind_set_records (owner_id, set_key, record_key) SELECT $1, $2, unnest($3::bigint[])',
        [row.ownerId, made!.key, recordKeys],
      );
    return made!.key;
  }

  async find(id: string): Promise<SetView | undefined> {
    return (await this.uow.query<SetView>(`${this.view()} WHERE s.id = $1`, [id]))[0];
  }

  page(after: Keyset | undefined, limit: number): Promise<SetView[]> {
    return this.uow.query<SetView>(
      `${this.view()} WHERE ($1::bigint IS NULL OR (s.published_at, s.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY s.published_at DESC, s.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  async withdraw(id: string, userKey: number, because: string): Promise<void> {
    await this.uow.execute(
      `UPDATE blind_sets SET withdrawn_at = date_trunc('milliseconds', clock_timestamp()), withdrawn_by = $2, withdrawn_because = $3
        WHERE id = $1 AND withdrawn_at IS NULL`,
      [id, userKey, because],
    );
  }

  /** Organisations with sets of records that were blinded under another key. */
  async staleOwners(): Promise<number[]> {
    const rows = await this.uow.query<{ owner: number }>('SELECT owner FROM app.stale_blind_sets($1) AS owner', [
      this.blinder.keyId,
    ]);
    return rows.map(({ owner }) => owner);
  }

  /** The acting organisation's sets of records under another key, with the records still to be seen. */
  stale(): Promise<{ key: number; id: string; kinds: string[]; recordKeys: number[] }[]> {
    return this.uow.query(
      `SELECT s.key, s.id, s.kinds, array_agg(r.key ORDER BY r.key) AS "recordKeys" FROM blind_sets s
         JOIN blind_set_records m ON m.owner_id = s.owner_id AND m.set_key = s.key JOIN records r ON r.key = m.record_key
        WHERE s.key_id <> $1 AND s.source = 'RECORDS' AND s.withdrawn_at IS NULL AND (s.until IS NULL OR s.until > now())
        GROUP BY s.key, s.id, s.kinds ORDER BY s.key`,
      [this.blinder.keyId],
    );
  }

  async renew(key: number, identifiers: number, leftOut: SetRow['leftOut']): Promise<void> {
    await this.uow.execute('UPDATE blind_sets SET key_id = $2, identifiers = $3, left_out = $4 WHERE key = $1', [
      ...[key, this.blinder.keyId, identifiers, JSON.stringify(leftOut)],
    ]);
  }

  private view(): string {
    return `SELECT s.id, s.name, s.kinds, s.source, s.rule, s.tell_holder AS "tellHolder", s.classification,
        CASE WHEN s.audience_keys IS NOT NULL THEN (
          SELECT json_agg(json_build_object('id', a.id, 'kind', a.kind, 'code', a.code, 'label', a.label) ORDER BY a.kind, a.code)
            FROM audiences a WHERE a.key = ANY (s.audience_keys)) END AS audiences,
        s.identifiers, s.left_out AS "leftOut", s.until, s.published_at AS "publishedAt", s.withdrawn_at AS "withdrawnAt",
        s.withdrawn_because AS "withdrawnBecause",
        CASE WHEN s.withdrawn_at IS NOT NULL THEN 'WITHDRAWN' WHEN s.until <= now() THEN 'EXPIRED'
             WHEN s.key_id <> ${this.blinder.keyId} THEN 'KEY_CHANGED' ELSE 'PUBLISHED' END AS state,
        (extract(epoch FROM s.published_at) * 1000000)::bigint::text AS created_us
      FROM blind_sets s`;
  }
}
