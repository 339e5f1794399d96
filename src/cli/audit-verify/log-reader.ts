import { Client } from 'pg';
import type { LeafRow } from './leaf';
import type { AuditSource, EntryRow, HeadRow, LiveRecord, LogName, NodeRange } from './source';
import type { Completed } from './tree';

const PAGE = 5_000;
const LEAF = 'l.key, l.log_id, l.id, l.salt, l.states, l.payload, l.leaf_hash';

/**
 * A record's state says its attachments by the last link of a chain (migration 20), so each link is made again here: the hash of the link
 * before and of the row itself. A record one of whose links is wrong
 * has no state that could fit a leaf.
 */
const ATTACHMENT_CHAINS = `SELECT l.record_key, bool_or(l.chain IS DISTINCT FROM l.due) AS broken FROM (
    SELECT t.record_key, t.chain, sha256(coalesce(lag(t.chain) OVER (PARTITION BY t.record_key ORDER BY t.seq), ''::bytea)
      || sha256(convert_to(jsonb_strip_nulls(to_jsonb(t) - 'chain')::text, 'UTF8'))) AS due FROM attachments t) l
  WHERE l.chain IS NOT NULL GROUP BY l.record_key`;

type Row = Record<string, unknown>;

/**
 * Reads the log in one read-only snapshot, by cursors. As a role under row-level security it would see a part of the log
 * and call it whole; therefore it reads as lambi_audit, or as a role that bypasses row-level security, or not at all.
 */
export class LogReader implements AuditSource {
  private last: Promise<unknown> = Promise.resolve();
  private cursors = 0;

  private constructor(private readonly client: Client) {}

  /** @throws Error when the database cannot be reached or the role may not see the whole log */
  static async connect(url: string): Promise<LogReader> {
    const client = new Client({ connectionString: url, application_name: 'lambi-audit-verify' });
    await client.connect();
    try {
      await becomeAuditor(client);
      // Settings of the role must not move the verifier to other tables or stop it half-way.
      await client.query(`SET search_path = pg_catalog, public, pg_temp; SET bytea_output = 'hex'; SET timezone = 'UTC'; SET jit = off;
        SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return new LogReader(client);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async now(): Promise<number> {
    const [row] = await this.query(`SELECT extract(epoch FROM now()) * 1000 AS ms`);
    return Number(row!['ms']);
  }

  async logs(): Promise<LogName[]> {
    const rows = await this.query(`
      SELECT u.log_id, CASE WHEN u.log_id = 0 THEN 'system' ELSE o.id::text END AS name
        FROM (SELECT key AS log_id FROM organisations UNION SELECT 0
              UNION SELECT log_id FROM audit_leaves UNION SELECT log_id FROM audit_entries
              UNION SELECT log_id FROM audit_nodes UNION SELECT log_id FROM audit_heads) u
        LEFT JOIN organisations o ON o.key = u.log_id ORDER BY u.log_id`);
    return rows.map((row) => ({ logId: Number(row['log_id']), name: row['name'] as string | null }));
  }

  entries(logId: number): AsyncIterable<EntryRow[]> {
    const sql = `SELECT e.idx, e.leaf_key, ${LEAF} FROM audit_entries e LEFT JOIN audit_leaves l ON l.key = e.leaf_key
      WHERE e.log_id = ${logId} ORDER BY e.idx`;
    return this.pages(sql, (row) => ({
      idx: Number(row['idx']),
      leafKey: Number(row['leaf_key']),
      leaf: row['key'] === null ? null : leafOf(row),
    }));
  }

  heads(logId: number): AsyncIterable<HeadRow[]> {
    const sql = `SELECT size, root, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, key_id, signature
      FROM audit_heads WHERE log_id = ${logId} ORDER BY size, audit_heads.at`;
    return this.pages(sql, (row) => ({
      size: Number(row['size']),
      root: row['root'] as Buffer,
      at: row['at'] as string,
      keyId: row['key_id'] as string,
      signature: row['signature'] as Buffer,
    }));
  }

  async joinedNodes(logId: number, ranges: readonly NodeRange[]): Promise<(Buffer | null)[]> {
    const sql = `SELECT (SELECT CASE WHEN count(*) = w."to" - w."from" AND bool_and(length(n.hash) = 32)
          THEN string_agg(n.hash, ''::bytea ORDER BY n.idx) END
        FROM audit_nodes n WHERE n.log_id = $1 AND n.level = w.level AND n.idx >= w."from" AND n.idx < w."to") AS hashes
      FROM unnest($2::smallint[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS w (level, "from", "to", position) ORDER BY position`;
    const rows = await this.query(sql, [logId, ...columnsOf(ranges)]);
    return rows.map((row) => row['hashes'] as Buffer | null);
  }

  async nodes(logId: number, ranges: readonly NodeRange[]): Promise<Completed[]> {
    const sql = `SELECT n.level, n.idx, n.hash FROM unnest($2::smallint[], $3::bigint[], $4::bigint[]) AS w (level, "from", "to")
      JOIN audit_nodes n ON n.log_id = $1 AND n.level = w.level AND n.idx >= w."from" AND n.idx < w."to" ORDER BY n.level, n.idx`;
    const rows = await this.query(sql, [logId, ...columnsOf(ranges)]);
    return rows.map((row) => ({ level: Number(row['level']), idx: Number(row['idx']), hash: row['hash'] as Buffer }));
  }

  async strayNode(logId: number, size: number): Promise<{ level: number; idx: number } | null> {
    const sql = `SELECT level, idx FROM audit_nodes WHERE log_id = $1
      AND (level NOT BETWEEN 0 AND 52 OR idx < 0 OR idx >= ($2::bigint >> level::int)) LIMIT 1`;
    const [row] = await this.query(sql, [logId, size]);
    return row ? { level: Number(row['level']), idx: Number(row['idx']) } : null;
  }

  async repeatedLeaves(): Promise<{ logId: number; idx: number; leafKey: number }[]> {
    const rows = await this.query(`
      SELECT e.log_id, max(e.idx) AS idx, e.leaf_key FROM audit_entries e GROUP BY e.log_id, e.leaf_key HAVING count(*) > 1
       ORDER BY 1, 2 LIMIT 100`);
    return rows.map((row) => ({
      logId: Number(row['log_id']),
      idx: Number(row['idx']),
      leafKey: Number(row['leaf_key']),
    }));
  }

  pending(): AsyncIterable<LeafRow[]> {
    const sql = `SELECT ${LEAF} FROM audit_leaves l
      WHERE NOT EXISTS (SELECT FROM audit_entries e WHERE e.leaf_key = l.key) ORDER BY l.key`;
    return this.pages(sql, leafOf);
  }

  records(): AsyncIterable<LiveRecord[]> {
    const sql = `SELECT r.id, CASE WHEN c.broken IS NOT TRUE THEN app.record_state_hash(r.key) END AS hash
      FROM records r LEFT JOIN (${ATTACHMENT_CHAINS}) c ON c.record_key = r.key ORDER BY r.key`;
    return this.pages(sql, (row) => ({ id: row['id'] as string, hash: row['hash'] as Buffer | null }));
  }

  /** Asks for the next page while the caller works on this one. */
  private async *pages<T>(sql: string, map: (row: Row) => T): AsyncGenerator<T[]> {
    const cursor = `page_${(this.cursors += 1)}`;
    await this.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`);
    let next = this.query(`FETCH ${PAGE} FROM ${cursor}`);
    for (;;) {
      const rows = await next;
      if (rows.length === 0) break;
      next = this.query(`FETCH ${PAGE} FROM ${cursor}`);
      next.catch(() => undefined);
      yield rows.map(map);
    }
    await this.query(`CLOSE ${cursor}`);
  }

  /** One after the other: cursors of entries and heads are read in turns on the one connection of the snapshot. */
  private query(sql: string, values: unknown[] = []): Promise<Row[]> {
    const result = this.last.then(async () => (await this.client.query<Row>(sql, values)).rows);
    this.last = result.catch(() => undefined);
    return result;
  }
}

async function becomeAuditor(client: Client): Promise<void> {
  const { rows } = await client.query<{ super: boolean; bypass: boolean; auditor: boolean }>(`
    SELECT rolsuper AS super, rolbypassrls AS bypass, EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'lambi_audit') AS auditor
      FROM pg_catalog.pg_roles WHERE rolname = current_user`);
  const role = rows[0]!;
  if (!role.auditor) {
    if (role.super || role.bypass) return;
    throw new Error('there is no role lambi_audit, and this role may not see the whole log');
  }
  try {
    await client.query('SET ROLE lambi_audit');
  } catch (error) {
    if (!role.super && !role.bypass) throw error;
  }
}

function leafOf(row: Row): LeafRow {
  return {
    key: Number(row['key']),
    logId: Number(row['log_id']),
    id: row['id'] as string,
    salt: row['salt'] as Buffer,
    states: row['states'] as Buffer,
    payload: row['payload'] as Buffer,
    leafHash: row['leaf_hash'] as Buffer,
  };
}

const columnsOf = (ranges: readonly NodeRange[]): number[][] => [
  ranges.map((range) => range.level),
  ranges.map((range) => range.from),
  ranges.map((range) => range.to),
];
