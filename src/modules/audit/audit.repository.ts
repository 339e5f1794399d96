import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../kernel/page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { NodeCoordinates } from './merkle.rules';

export interface ReceiptRow {
  salt: Buffer;
  payload: Buffer;
  states: Buffer;
  leaf_hash: Buffer;
  idx: number | null;
  size: number | null;
}

export interface HeadRow {
  log_id: number;
  organisation: string;
  size: number;
  root: Buffer;
  at: Date;
  key_id: string;
  signature: Buffer;
}

export interface EntryRow {
  id: string;
  key: string;
  organisation: string;
  idx: number | null;
  leaf_hash: Buffer;
  payload: Buffer;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async receiptLeaf(id: string): Promise<ReceiptRow | undefined> {
    const [row] = await this.uow.query<ReceiptRow>('SELECT * FROM app.receipt_leaf($1)', [id]);
    return row;
  }

  async head(size: number): Promise<HeadRow | undefined> {
    const [row] = await this.uow.query<HeadRow>('SELECT * FROM app.log_head($1)', [size]);
    return row;
  }

  /** Stored tree nodes of the acting organisation's log, by `level/idx`. */
  async nodes(wanted: readonly NodeCoordinates[]): Promise<Map<string, Buffer>> {
    const rows = await this.uow.query<{ level: number; idx: number; hash: Buffer }>(
      'SELECT * FROM app.log_nodes($1, $2)',
      [wanted.map(({ level }) => level), wanted.map(({ idx }) => idx)],
    );
    return new Map(rows.map(({ level, idx, hash }) => [`${level}/${idx}`, hash]));
  }

  /** The newest head of every log this auditor may read. */
  newestHeads(): Promise<HeadRow[]> {
    return this.uow.query<HeadRow>(`
      SELECT DISTINCT ON (h.log_id) h.*, o.code AS organisation FROM audit_heads h JOIN organisations o ON o.key = h.log_id
       ORDER BY h.log_id, h.size DESC, h.at DESC`);
  }

  page(after: Keyset | undefined, limit: number): Promise<EntryRow[]> {
    return this.uow.query<EntryRow>(
      `SELECT l.id, l.key::text, o.code AS organisation, e.idx, l.leaf_hash, l.payload
         FROM (SELECT * FROM audit_leaves WHERE $1::bigint IS NULL OR key < $1 ORDER BY key DESC LIMIT $2) l
         JOIN organisations o ON o.key = l.log_id LEFT JOIN audit_entries e ON e.leaf_key = l.key
        ORDER BY l.key DESC`,
      [after?.at ?? null, limit + 1],
    );
  }

  /** Leaves of one log in order, for a check of the tree from the ground up. */
  leavesInOrder(log: number, from: number, limit: number): Promise<(ReceiptRow & { idx: number })[]> {
    return this.uow.query(
      `SELECT l.salt, l.payload, l.states, l.leaf_hash, e.idx FROM audit_entries e JOIN audit_leaves l ON l.key = e.leaf_key
        WHERE e.log_id = $1 AND e.idx >= $2 ORDER BY e.idx LIMIT $3`,
      [log, from, limit],
    );
  }
}
