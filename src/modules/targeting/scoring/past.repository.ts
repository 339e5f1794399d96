/**
 * What came before, under the reader's own visibility: what another organisation released counts, what it keeps to itself does not exist
 * here. Every statement is for many bills at once.
 */
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { PartyBills, RiskRole, Seizure } from '../rules/risk.types';
import { VOYAGE } from './voyage.query';

/**
 * A find is tied to bills by the inspector's word, by the number of the bill, or, where neither is said, by a container on the same vessel:
 * a container alone travels with other people's goods every month, and on the same ship again.
 */
const SEIZURES = `
  WITH found AS MATERIALIZED (
    SELECT i.record_key, r.id, r.reference, r.classification, i.examined_at, i.shipment_key, i.container_number, i.bill_reference
      FROM inspections i JOIN records r ON r.key = i.record_key
     WHERE i.result = 'FOUND' AND i.status NOT IN ('CANCELLED', 'REFUSED')),
  mentioned AS MATERIALIZED (
    SELECT d.record_key, d.kind, d.norm FROM found f JOIN identifiers d ON d.record_key = f.record_key
     WHERE d.kind IN ('bill_of_lading', 'container', 'vessel_name', 'imo') AND d.superseded_at IS NULL),
  tied AS MATERIALIZED (
    SELECT f.record_key, f.shipment_key AS bill FROM found f WHERE f.shipment_key IS NOT NULL
    UNION SELECT m.record_key, b.record_key FROM mentioned m
      JOIN identifiers b ON b.kind = m.kind AND b.norm = m.norm AND b.pointer = '/billReference' WHERE m.kind = 'bill_of_lading'
    UNION SELECT m.record_key, c.record_key FROM mentioned m
      JOIN found f ON f.record_key = m.record_key AND f.shipment_key IS NULL AND f.bill_reference IS NULL JOIN identifiers c ON c.kind = m.kind AND c.norm = m.norm
      JOIN mentioned v ON v.record_key = m.record_key AND v.kind IN ('vessel_name', 'imo')
      JOIN identifiers w ON w.record_key = c.record_key AND w.kind = v.kind AND w.norm = v.norm WHERE m.kind = 'container')
  SELECT f.id AS "inspectionId", f.reference AS "inspectionReference", f.classification AS level, to_char(f.examined_at, 'YYYY-MM-DD') AS on,
         coalesce((SELECT json_agg(b.record_key) FROM tied t JOIN shipments b ON b.record_key = t.bill WHERE t.record_key = f.record_key), '[]') AS "billKeys",
         array_remove(ARRAY(SELECT b.bill_reference FROM tied t JOIN shipments b ON b.record_key = t.bill WHERE t.record_key = f.record_key)
           || f.bill_reference, NULL) AS "billReferences",
         CASE WHEN f.container_number IS NOT NULL
           THEN json_build_array(json_build_object('number', f.container_number, 'billId', NULL, 'level', f.classification))
           ELSE coalesce((SELECT json_agg(json_build_object('number', c.number, 'billId', r.id, 'level', r.classification) ORDER BY r.classification, r.key)
             FROM tied t JOIN records r ON r.key = t.bill JOIN shipment_containers c ON c.record_key = t.bill
            WHERE t.record_key = f.record_key AND c.number IS NOT NULL), '[]') END AS containers,
         coalesce((SELECT json_agg(json_build_object('billId', r.id, 'level', r.classification, 'role', p.role, 'name', p.name, 'address', p.address))
           FROM tied t JOIN records r ON r.key = t.bill JOIN shipment_parties p ON p.record_key = t.bill
          WHERE t.record_key = f.record_key AND p.name IS NOT NULL AND NOT p.is_placeholder AND p.role <> 'CARRIER'), '[]') AS parties
    FROM found f`;

const PARTY_BILLS = `
  SELECT p.role, i.norm, ${VOYAGE} AS voyage, r.classification AS level, s.loading_place AS "loadingPlace", s.unloading_place AS "unloadingPlace",
         count(*) AS bills, min(i.record_key) AS "firstKey", (array_agg(r.id ORDER BY i.record_key))[1] AS "exampleId",
         r.owner_id <> $2 AS foreign
    FROM identifiers i JOIN records r ON r.key = i.record_key JOIN shipments s ON s.record_key = i.record_key
    JOIN shipment_parties p ON p.record_key = i.record_key AND i.pointer = '/parties/' || p.seq || '/name'
   WHERE i.kind = 'name' AND i.norm = ANY ($1::text[]) AND i.superseded_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM shipments n WHERE n.supersedes_key = s.record_key)
   GROUP BY 1, 2, 3, 4, 5, 6, r.owner_id <> $2`;

export type NamedBills = PartyBills & { readonly role: RiskRole; readonly norm: string };

@Injectable()
export class PastRepository {
  constructor(private readonly uow: UnitOfWork) {}

  seizures(): Promise<Seizure[]> {
    return this.uow.query<Seizure>(SEIZURES);
  }

  /** Bills in which these names (sorted words) stand, by role, voyage and route. */
  partyBills(names: readonly string[]): Promise<NamedBills[]> {
    return names.length === 0
      ? Promise.resolve([])
      : this.uow.query<NamedBills>(PARTY_BILLS, [names, this.uow.current.actor.organisationKey]);
  }

  /** Visible bills of other voyages before this key, counted no further than needed. */
  async earlierBills(voyage: string, beforeKey: number, enough: number): Promise<number> {
    const [row] = await this.uow.query<{ bills: number }>(
      `SELECT count(*) AS bills FROM (SELECT 1 FROM shipments s WHERE s.record_key < $2 AND ${VOYAGE} <> $1 LIMIT $3) AS earlier`,
      [voyage, beforeKey, enough],
    );
    return row!.bills;
  }
}
