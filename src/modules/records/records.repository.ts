import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../kernel/page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { listConditions, type ListFilter } from './record-list.query';
import type { RecordKind, SpineRecord, Tlp } from './record.types';

export interface SpineRowSql {
  key: number;
  id: string;
  client_ref: string | null;
  kind: RecordKind;
  reference: string;
  owner_id: number;
  owner_code: string;
  owner_organisation_id: string;
  classification: number;
  tlp: Tlp | null;
  sharing: 'private' | 'released';
  version: number;
  created_at: Date;
  created_us: string;
  updated_at: Date;
}

export const toSpine = (row: SpineRowSql): SpineRecord => ({
  key: row.key,
  id: row.id,
  clientRef: row.client_ref,
  kind: row.kind,
  reference: row.reference,
  ownerId: row.owner_id,
  ownerCode: row.owner_code,
  ownerOrganisationId: row.owner_organisation_id,
  classification: row.classification,
  tlp: row.tlp,
  sharing: row.sharing,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The columns every reader of the spine selects, from `records r JOIN organisations o`. */
export const SPINE_COLUMNS = `r.key, r.id, r.client_ref, r.kind, r.reference, r.owner_id, o.code AS owner_code, o.id AS owner_organisation_id,
  r.classification, r.tlp, r.sharing, r.version, r.created_at, r.updated_at, (extract(epoch FROM r.created_at) * 1000000)::bigint::text AS created_us`;

const SPINE = `SELECT ${SPINE_COLUMNS} FROM records r JOIN organisations o ON o.key = r.owner_id`;

/** Reads and writes the spine. Every row that comes out was let through by row-level security. */
@Injectable()
export class RecordsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async findById(id: string, kind?: RecordKind): Promise<SpineRecord | undefined> {
    const rows = await this.uow.prepared<SpineRowSql>(
      `${SPINE} WHERE r.id = $1 AND ($2::text IS NULL OR r.kind = $2)`,
      [id, kind ?? null],
    );
    return rows[0] && toSpine(rows[0]);
  }

  async findByIds(ids: readonly string[]): Promise<SpineRecord[]> {
    return (await this.uow.prepared<SpineRowSql>(`${SPINE} WHERE r.id = ANY ($1::uuid[]) ORDER BY r.key`, [ids])).map(
      toSpine,
    );
  }

  async findByKeys(keys: readonly number[]): Promise<SpineRecord[]> {
    return (
      await this.uow.prepared<SpineRowSql>(`${SPINE} WHERE r.key = ANY ($1::bigint[]) ORDER BY r.key`, [keys])
    ).map(toSpine);
  }

  /** Locks an own record for change and gives the hash of its state before. RLS makes another's record not exist. */
  async lock(id: string): Promise<{ version: number; before: Buffer } | undefined> {
    const rows = await this.uow.prepared<{ key: number; version: number }>(
      'SELECT key, version FROM records WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!rows[0]) return undefined;
    return { version: rows[0].version, before: (await this.stateHashes([rows[0].key])).get(rows[0].key)! };
  }

  /** Locks many own records for change, in the order of their keys, so that two of these wait for each other and do not meet crosswise. */
  lockMany(keys: readonly number[]): Promise<{ key: number; id: string; version: number }[]> {
    return this.uow.query(
      'SELECT key, id, version FROM records WHERE key = ANY ($1::bigint[]) ORDER BY key FOR UPDATE',
      [keys],
    );
  }

  /** Bumps the version of records that this transaction has locked. */
  bumpMany(keys: readonly number[], userKey: number): Promise<number> {
    const sql =
      'UPDATE records SET version = version + 1, updated_at = now(), updated_by = $2 WHERE key = ANY ($1::bigint[])';
    return this.uow.execute(sql, [keys, userKey]);
  }

  /** Waits for, and then keeps out, others who change this exchange or add an event to it. Does nothing if it is not visible. */
  async lockForEvent(id: string): Promise<void> {
    await this.uow.query('SELECT app.lock_for_event($1)', [id]);
  }

  /** SHA-256 of each record's whole state, children included: what the log's `before` means. */
  async stateHashes(keys: readonly number[]): Promise<Map<number, Buffer>> {
    const rows = await this.uow.prepared<{ key: number; hash: Buffer }>(
      `SELECT r.key, app.record_state_hash(r.key) AS hash FROM records r WHERE r.key = ANY ($1::bigint[])`,
      [keys],
    );
    return new Map(rows.map((row) => [row.key, row.hash]));
  }

  /** Next number in a series of the acting organisation. Concurrent submissions of one organisation wait for each other here. */
  async insert(row: {
    id: string;
    clientRef: string | null;
    kind: RecordKind;
    series: string;
    prefix: string;
    year: number;
    ownerId: number;
    classification: number;
    tlp: string | null;
    userKey: number;
  }): Promise<SpineRowSql> {
    const rows = await this.uow.prepared<SpineRowSql>(
      `WITH number AS (
         INSERT INTO reference_counters AS c (owner_id, series, year, last) VALUES ($5, $4, $6, 1)
         ON CONFLICT (owner_id, series, year) DO UPDATE SET last = c.last + 1 RETURNING last),
       r AS (
         INSERT INTO records (id, client_ref, kind, reference, owner_id, classification, tlp, created_by, updated_by)
         SELECT $1, $2, $3, $7 || '-' || $4 || '-' || $6 || '-' || lpad(last::text, 6, '0'), $5, $8, $9, $10, $10 FROM number RETURNING *)
       SELECT ${SPINE_COLUMNS} FROM r JOIN organisations o ON o.key = r.owner_id`,
      [
        row.id,
        row.clientRef,
        row.kind,
        row.series,
        row.ownerId,
        row.year,
        row.prefix,
        row.classification,
        row.tlp,
        row.userKey,
      ],
    );
    return rows[0]!;
  }

  /** Many records of one kind in one statement: numbers are taken as one block. Rows come back in the order given. */
  async insertMany(
    ids: readonly string[],
    row: {
      kind: RecordKind;
      series: string;
      prefix: string;
      year: number;
      ownerId: number;
      classification: number;
      userKey: number;
    },
  ): Promise<Map<string, number>> {
    const rows = await this.uow.prepared<{ id: string; key: number }>(
      `WITH number AS (
         INSERT INTO reference_counters AS c (owner_id, series, year, last) VALUES ($4, $3, $5, cardinality($1::uuid[]))
         ON CONFLICT (owner_id, series, year) DO UPDATE SET last = c.last + cardinality($1::uuid[]) RETURNING last)
       INSERT INTO records (id, kind, reference, owner_id, classification, created_by, updated_by)
       SELECT w.id, $2, $6 || '-' || $3 || '-' || $5 || '-' || lpad((last - cardinality($1::uuid[]) + w.position)::text, 6, '0'), $4, $7, $8, $8
         FROM number, unnest($1::uuid[]) WITH ORDINALITY AS w (id, position) RETURNING id, key`,
      [ids, row.kind, row.series, row.ownerId, row.year, row.prefix, row.classification, row.userKey],
    );
    return new Map(rows.map(({ id, key }) => [id, key]));
  }

  /** Guarded update: true only if the version was still the expected one. */
  async bump(
    id: string,
    expectedVersion: number,
    userKey: number,
    patch: { classification?: number; tlp?: string | null },
  ): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE records SET version = version + 1, updated_at = now(), updated_by = $3, classification = coalesce($4, classification),
         tlp = CASE WHEN $5 THEN $6 ELSE tlp END WHERE id = $1 AND version = $2`,
      [id, expectedVersion, userKey, patch.classification ?? null, patch.tlp !== undefined, patch.tlp ?? null],
    );
    return changed === 1;
  }

  /** Newest first. LIMIT is applied to the spine alone; domain tables are joined to the page afterwards. */
  page(
    actorOrganisation: number,
    filter: ListFilter,
    after: Keyset | undefined,
    limit: number,
  ): Promise<SpineRowSql[]> {
    const { where, parameters } = listConditions(actorOrganisation, filter, after);
    return this.uow.query<SpineRowSql>(
      `SELECT ${SPINE_COLUMNS} FROM (
         SELECT * FROM records ${where} ORDER BY created_at DESC, id DESC LIMIT $${parameters.length + 1}) r
        JOIN organisations o ON o.key = r.owner_id ORDER BY r.created_at DESC, r.id DESC`,
      [...parameters, limit + 1],
    );
  }
}
