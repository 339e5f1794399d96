import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { BillFacts } from '../rules/risk.types';
import { VOYAGE } from './voyage.query';
import type { ScoringScope } from './scoring.types';

const PARTIES = `coalesce((SELECT json_agg(json_build_object('seq', p.seq, 'role', p.role, 'name', p.name, 'address', p.address,
  'isPlaceholder', p.is_placeholder) ORDER BY p.seq) FROM shipment_parties p WHERE p.record_key = s.record_key), '[]')`;
const CONTAINERS = `coalesce((SELECT json_agg(json_build_object('seq', c.seq, 'number', c.number, 'fullEmpty', c.full_empty,
  'goodsMassGrams', c.goods_mass_grams, 'description', c.description, 'hsCode', c.hs_code) ORDER BY c.seq)
  FROM shipment_containers c WHERE c.record_key = s.record_key), '[]')`;

/** The facts scoring asks of bills. */
@Injectable()
export class BillsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Own bills of the scope that stand and still have to be scored, in the order of their keys after this one. Targets are looked up one by one (OFFSET 0
   * keeps the planner from joining all there are for each batch).
   */
  page(organisationKey: number, scope: ScoringScope, after: number, limit: number): Promise<BillFacts[]> {
    return this.uow.query<BillFacts>(
      `SELECT s.record_key AS key, r.id, r.classification AS level, ${VOYAGE} AS voyage, s.bill_reference AS "billReference",
              s.master_reference AS "masterReference", s.nature, coalesce(s.departure_on, s.arrival_on) AS "onDate",
              s.loading_place AS "loadingPlace", s.unloading_place AS "unloadingPlace", s.package_count AS "packageCount",
              s.package_type AS "packageType", s.gross_mass_grams AS "grossMassGrams", s.goods_description AS "goodsDescription",
              s.hs_codes AS "hsCodes", ${PARTIES} AS parties, ${CONTAINERS} AS containers,
              CASE jsonb_typeof(s.details -> 'vehicles') WHEN 'array' THEN jsonb_array_length(s.details -> 'vehicles') ELSE 0 END AS vehicles
         FROM shipments s JOIN records r ON r.key = s.record_key
              LEFT JOIN LATERAL (SELECT x.scored_at FROM targets x WHERE x.owner_id = $1 AND x.record_key = s.record_key OFFSET 0) t ON true
        WHERE r.owner_id = $1 AND s.record_key > $2
          AND ($3::uuid IS NULL OR s.manifest_id = $3) AND ($4::bigint IS NULL OR s.record_key = $4)
          AND (t.scored_at IS NULL OR t.scored_at < $5::timestamptz)
          AND NOT EXISTS (SELECT 1 FROM shipments n WHERE n.supersedes_key = s.record_key)
        ORDER BY s.record_key LIMIT $6`,
      [organisationKey, after, scope.manifestId ?? null, scope.shipmentKey ?? null, scope.since ?? null, limit],
    );
  }

  /** Own bills there are, and what time the database has: scores are dated by its clock. */
  async count(organisationKey: number): Promise<{ bills: number; at: Date }> {
    const [row] = await this.uow.query<{ bills: number; at: Date }>(
      `SELECT count(*) AS bills, now() AS at FROM records WHERE owner_id = $1 AND kind = 'shipment'`,
      [organisationKey],
    );
    return row!;
  }
}
