import { Injectable } from '@nestjs/common';
import { BulkWriter } from '../../../platform/database/bulk-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { BillParty, PartyHit } from './manifest-screening.types';
import { PartyHitRow } from './party-hit.record';

/** Who stands on a bill and is somebody: a carrier carries for everybody, and TO ORDER names nobody. */
const NAMED = `p.role <> 'CARRIER' AND p.name IS NOT NULL AND NOT p.is_placeholder`;

const SUBJECT = `LEFT JOIN screening_subjects s ON s.record_key = p.record_key AND s.pointer = '/parties/' || p.seq AND s.party -> 'names' ->> 0 = p.name`;
const PARTY = `p.record_key, p.seq, p.name, s.key AS subject_key`;

/** The parties of bills, and what they met. */
@Injectable()
export class BillPartiesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly bulk: BulkWriter,
  ) {}

  /** Of the bills at these positions (from 0) of a manifest, those of the file alone. */
  ofManifest(
    manifestId: string,
    { from, until, onlyChanged }: { from: number; until: number; onlyChanged: boolean },
  ): Promise<BillParty[]> {
    return this.uow.query<BillParty>(
      `SELECT ${PARTY} FROM manifest_bills b JOIN shipment_parties p ON p.record_key = b.record_key ${SUBJECT}
        WHERE b.manifest_id = $1 AND b.position >= $2 AND b.position < $3 AND b.change = ANY ($4::text[]) AND ${NAMED} ORDER BY b.position, p.seq`,
      [manifestId, from, until, onlyChanged ? ['ADDED', 'CHANGED'] : ['ADDED', 'CHANGED', 'UNCHANGED']],
    );
  }

  /** How many of the bills at these positions are visible. */
  async visible(manifestId: string, { from, until }: { from: number; until: number }): Promise<number> {
    const [row] = await this.uow.query<{ bills: number }>(
      `SELECT count(*) AS bills FROM manifest_bills b JOIN records r ON r.key = b.record_key
        WHERE b.manifest_id = $1 AND b.position >= $2 AND b.position < $3 AND b.change <> 'REMOVED'`,
      [manifestId, from, until],
    );
    return row!.bills;
  }

  /** Of one bill, those that are not yet found by the name they have. */
  unknownOf(recordKey: number): Promise<BillParty[]> {
    return this.uow.query<BillParty>(
      `SELECT ${PARTY} FROM shipment_parties p ${SUBJECT} WHERE p.record_key = $1 AND ${NAMED} AND s.key IS NULL ORDER BY p.seq`,
      [recordKey],
    );
  }

  /** What the parties met before, whether they meet it again or not, makes room for what they meet now. */
  async replaceHits(parties: readonly BillParty[], hits: readonly Omit<PartyHitRow, 'key'>[]): Promise<void> {
    await this.uow.execute(
      `UPDATE party_hits h SET superseded_at = now() FROM unnest($1::bigint[], $2::int[]) AS p (record_key, seq)
        WHERE h.record_key = p.record_key AND h.seq = p.seq AND h.superseded_at IS NULL`,
      [parties.map(({ record_key }) => record_key), parties.map(({ seq }) => seq)],
    );
    await this.bulk.insert(PartyHitRow, hits, { keyIsGenerated: true });
  }

  /** What stands for the bills of a manifest, in the order of the file, after that party. */
  hits(manifestId: string, after: { position: number; seq: number } | undefined, limit: number): Promise<PartyHit[]> {
    return this.uow.query<PartyHit>(
      `SELECT b.position, h.record_key, h.seq, h.name, h.hits, h.found_at, b.bill_reference, p.role
         FROM manifest_bills b JOIN party_hits h ON h.record_key = b.record_key AND h.superseded_at IS NULL
         JOIN shipment_parties p ON p.record_key = h.record_key AND p.seq = h.seq
        WHERE b.manifest_id = $1 AND b.change <> 'REMOVED' AND (b.position, h.seq) > ($2, $3) ORDER BY b.position, h.seq LIMIT $4`,
      [manifestId, after?.position ?? -1, after?.seq ?? -1, limit + 1],
    );
  }
}
