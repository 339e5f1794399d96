/**
 * The rows a case is walked by, one statement for each hop and source. All of it runs under the reader's own visibility: identifiers, bills,
 * parties and references of hidden records do not come out, so no path can lead through one.
 */
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { POINTER } from '../identifiers';
import type { PartyRow, ReferenceRow } from './graph.types';
import { HUB_USES } from './link.rules';
import type { Use } from './link.types';

/** Uses by others read for one identifier: one more than a hub has, in the order of the index, so that a hub costs no more than that. */
const MOST_PER_IDENTIFIER = HUB_USES + 1;
export const MOST_ROWS = 20_000;

const COLUMNS = `i.record_key, i.kind, i.raw, i.norm, i.folded, ${POINTER}, i.flags`;

const usesOfOthers = (key: 'norm' | 'folded'): string => `
  SELECT u.* FROM (SELECT DISTINCT kind, ${key} AS key FROM own WHERE folded IS ${key === 'norm' ? '' : 'NOT '}NULL) w
   CROSS JOIN LATERAL (
     SELECT ${COLUMNS} FROM identifiers i
      WHERE i.kind = w.kind AND i.${key} = w.key AND i.record_key <> ALL ($1::bigint[])
      ORDER BY i.record_key LIMIT ${MOST_PER_IDENTIFIER}) u`;

@Injectable()
export class LinksRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Every visible use of every identifier these records use, their own uses included. Kinds with look-alikes are compared folded. */
  uses(recordKeys: readonly number[], kinds: readonly string[]): Promise<Use[]> {
    return this.uow.query<Use>(
      `WITH own AS MATERIALIZED (
         SELECT DISTINCT ON (i.record_key, i.kind, i.norm) ${COLUMNS} FROM identifiers i
          WHERE i.record_key = ANY ($1::bigint[]) AND i.kind = ANY ($2::text[]) ORDER BY i.record_key, i.kind, i.norm, i.seq)
       SELECT u.record_key AS "recordKey", u.kind, u.raw, u.norm, u.folded, u.pointer, u.flags
         FROM (SELECT * FROM own UNION ALL ${usesOfOthers('norm')} UNION ALL ${usesOfOthers('folded')}) u LIMIT ${MOST_ROWS}`,
      [recordKeys, kinds],
    );
  }

  /** Which of two records use this identifier. */
  async usedBy(recordKeys: readonly number[], kind: string, key: string): Promise<number[]> {
    const rows = await this.uow.query<{ record_key: number }>(
      `SELECT DISTINCT i.record_key FROM identifiers i
        WHERE i.record_key = ANY ($1::bigint[]) AND i.kind = $2 AND coalesce(i.folded, i.norm) = $3`,
      [recordKeys, kind, key],
    );
    return rows.map((row) => row.record_key);
  }

  /** Records that these point at by their own content, and records that point at these. */
  references(recordKeys: readonly number[]): Promise<ReferenceRow[]> {
    return this.uow.query<ReferenceRow>(
      `SELECT e.from_key AS "from", e.to_key AS "to", e.reference FROM (
         SELECT i.record_key AS from_key, i.shipment_key AS to_key, 'INSPECTED_SHIPMENT' AS reference FROM inspections i WHERE i.record_key = ANY ($1::bigint[])
         UNION ALL SELECT i.shipment_key, i.record_key, 'INSPECTED_BY' FROM inspections i WHERE i.shipment_key = ANY ($1::bigint[])
         UNION ALL SELECT c.record_key, c.enclosed_key, 'ENCLOSES' FROM exchange_enclosures c WHERE c.record_key = ANY ($1::bigint[])
         UNION ALL SELECT c.enclosed_key, c.record_key, 'ENCLOSED_IN' FROM exchange_enclosures c WHERE c.enclosed_key = ANY ($1::bigint[])
         UNION ALL SELECT x.record_key, x.in_reply_to, 'REPLIES_TO' FROM exchanges x WHERE x.record_key = ANY ($1::bigint[])
         UNION ALL SELECT x.in_reply_to, x.record_key, 'REPLIED_BY' FROM exchanges x WHERE x.in_reply_to = ANY ($1::bigint[])
         UNION SELECT s.record_key, s.source_record_key, 'STATED_FROM' FROM statements s WHERE s.record_key = ANY ($1::bigint[]) AND s.withdrawn_at IS NULL
         UNION SELECT s.source_record_key, s.record_key, 'SOURCE_OF' FROM statements s WHERE s.source_record_key = ANY ($1::bigint[]) AND s.withdrawn_at IS NULL
         UNION SELECT s.record_key, s.target_key, 'NAMES' FROM statements s WHERE s.record_key = ANY ($1::bigint[]) AND s.target_key IS NOT NULL AND s.withdrawn_at IS NULL
         UNION SELECT s.target_key, s.record_key, 'NAMED_BY' FROM statements s WHERE s.target_key = ANY ($1::bigint[]) AND s.withdrawn_at IS NULL
         UNION ALL SELECT d.record_key, d.find_key, 'DIVERSION_OF' FROM diversions d WHERE d.record_key = ANY ($1::bigint[])
         UNION ALL SELECT d.find_key, d.record_key, 'FOUND_IN' FROM diversions d WHERE d.find_key = ANY ($1::bigint[])
         UNION ALL SELECT d.record_key, d.exemption_key, 'DIVERTED_FROM' FROM diversions d WHERE d.record_key = ANY ($1::bigint[])
         UNION ALL SELECT d.exemption_key, d.record_key, 'DIVERTED_AS' FROM diversions d WHERE d.exemption_key = ANY ($1::bigint[])
         UNION SELECT u.record_key, u.shipment_key, 'USED_FOR' FROM exemption_uses u WHERE u.record_key = ANY ($1::bigint[])
         UNION SELECT u.shipment_key, u.record_key, 'SUPPLIED_UNDER' FROM exemption_uses u WHERE u.shipment_key = ANY ($1::bigint[])) e
        JOIN records r ON r.key = e.to_key ORDER BY e.from_key, e.to_key LIMIT ${MOST_ROWS}`,
      [recordKeys],
    );
  }

  /** Parties on those of these records that are bills of lading. TO ORDER and its like name nobody and are left out. */
  parties(recordKeys: readonly number[]): Promise<PartyRow[]> {
    return this.uow.query<PartyRow>(
      `SELECT p.record_key AS "shipmentKey", p.seq, p.role, p.name, p.address FROM shipment_parties p
        WHERE p.record_key = ANY ($1::bigint[]) AND NOT p.is_placeholder ORDER BY p.record_key, p.seq LIMIT ${MOST_ROWS}`,
      [recordKeys],
    );
  }
}
